"""What keeps a name when the account of somebody goes, because a law asks it; the features that hold it say so."""

from collections.abc import Callable
from datetime import date

from incubator.accounts.models import User
from incubator.accounts.values import Remainder

REMAINDERS: list[Callable[[User, date], list[Remainder]]] = []


def register_remainder(remains: Callable[[User, date], list[Remainder]]) -> None:
    """Let a feature say what it has to keep of somebody; called once when the application starts."""
    if remains not in REMAINDERS:
        REMAINDERS.append(remains)


def what_stays(user: User, today: date) -> list[Remainder]:
    """All that stays with a name in it, in the reader's language; nothing for most people."""
    stays = []
    for remains in REMAINDERS:
        stays += remains(user, today)
    return stays
