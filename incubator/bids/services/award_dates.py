"""The days after an award decision, in the agenda of everyone who bid. Nothing here commits."""

from dataclasses import dataclass
from datetime import date

from incubator.bids.models import AwardDecision, Partner
from incubator.bids.queries import contracts, party_changes, results
from incubator.bids.rules.outcomes import LotEnds
from incubator.bids.rules.together import LIABLE
from incubator.core import agenda
from incubator.core.i18n import mark as N_

MAY_SIGN = N_("From here on the buyer may sign, if nobody went to court: %(name)s")
MAY_OBJECT = N_("Last working day to object to the award: %(name)s")


@dataclass(frozen=True, slots=True)
class AgendaPlace:
    """In whose agenda a day stands, on which page one reads more, and what its key ends in."""

    cooperative_id: int
    url: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class AwardDays:
    """From when the buyer may sign, and until when one can object; None where there is nothing to wait for."""

    sign_from: date | None = None
    object_by: date | None = None

    def of(self, ends: LotEnds) -> "AwardDays":
        """Those that are for who got this."""
        sign_from = self.sign_from if ends.is_for_us else None
        object_by = self.object_by if ends.is_against_us else None
        return AwardDays(sign_from, object_by)


def put_dates(decision: AwardDecision) -> None:
    """For who won the first day on which the buyer may sign; for who did not, or not every lot, the last working day to object.

    Each cooperative that is liable for the bid finds those of its own lots. A decision that was taken back has none.
    """
    bid = decision.bid
    own = AgendaPlace(bid.cooperative_id, f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/afloop")
    term = results.standstill_of(decision) if decision.withdrawn_on is None else None
    # Once it was signed nobody waits for it any more.
    is_signed = contracts.contract_of_bid(bid) is not None
    days = AwardDays()
    if term is not None:
        days = AwardDays(None if is_signed else term.may_sign_from, term.plan_by)
    _put(own, decision, days.of(results.ends_of(decision)))
    for row in party_changes.bound(bid):
        # Who only works for those who bid has no say in what they do about the award.
        theirs = days.of(results.ends_of(decision, row.lots)) if row.role.value in LIABLE else AwardDays()
        _put(_place_of(row), decision, theirs)


def _place_of(row: Partner) -> AgendaPlace:
    assert row.cooperative is not None
    url = f"/cooperaties/{row.cooperative.slug}/samen-inschrijven/{row.id}"
    return AgendaPlace(row.cooperative.id, url, f":{row.id}")


def _put(place: AgendaPlace, decision: AwardDecision, days: AwardDays) -> None:
    _note(place, decision, "standstill", (MAY_SIGN, days.sign_from))
    _note(place, decision, "objection", (MAY_OBJECT, days.object_by))


def _note(place: AgendaPlace, decision: AwardDecision, what: str, entry: tuple[str, date | None]) -> None:
    """A day that stands there is moved, so that calendars know it again; one that holds no more goes."""
    key, (title, day) = f"bid:{decision.bid_id}:after:{what}{place.suffix}", entry
    if day is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        title,
        day,
        source="bids",
        cooperative_id=place.cooperative_id,
        url=place.url,
        name=decision.bid.work.title[:120],
    )
