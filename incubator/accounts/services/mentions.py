"""Where somebody's name was written down as a text: what a correction of the name does not change by itself."""

from collections.abc import Callable

from incubator.accounts.models import User
from incubator.accounts.values import Mention

FINDERS: list[Callable[[User], list[Mention]]] = []


def register_mentions(find: Callable[[User], list[Mention]]) -> None:
    """Let a feature tell where it wrote down names; called once when the application starts."""
    if find not in FINDERS:
        FINDERS.append(find)


def mentions(user: User) -> list[Mention]:
    """All places, in the order of the features."""
    places = []
    for find in FINDERS:
        places += find(user)
    return places
