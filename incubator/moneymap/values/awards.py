"""Awards of a municipality that can become flows."""

from dataclasses import dataclass
from datetime import date

from incubator.moneymap.values.flows import Whereabouts


@dataclass(frozen=True, slots=True)
class ProposedFlow:
    """An award to a winner. `yearly_cents` is None when the notice names no amount in euros; `months` how long a longer contract runs.

    `position` is that of the winner in the notice, from 0. `where` is by the place of the winner, as far as the notice names it.
    """

    notice_id: int
    position: int
    winner: str
    buyer: str
    title: str
    published: date | None
    year: int
    cents: int | None
    yearly_cents: int | None
    months: int | None
    where: Whereabouts
    place: str = ""
    sector: str = ""
    shares: bool = False  # several winners, and the amount is of all of them
