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


def put_dates(decision: AwardDecision) -> None:
    """For who won the first day on which the buyer may sign; for who did not, or not every lot, the last working day to object.

    Each cooperative that is liable for the bid finds those of its own lots. A decision that was taken back has none.
    """
    bid = decision.bid
    own = AgendaPlace(bid.cooperative_id, f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/afloop")
    _put(own, decision, results.ends_of(decision))
    for row in party_changes.bound(bid):
        # Who only works for those who bid has no say in what they do about the award.
        ends = results.ends_of(decision, row.lots) if row.role.value in LIABLE else None
        _put(_place_of(row), decision, ends)


def _place_of(row: Partner) -> AgendaPlace:
    assert row.cooperative is not None
    url = f"/cooperaties/{row.cooperative.slug}/samen-inschrijven/{row.id}"
    return AgendaPlace(row.cooperative.id, url, f":{row.id}")


def _put(place: AgendaPlace, decision: AwardDecision, ends: LotEnds | None) -> None:
    term = results.standstill_of(decision)
    sign_from = object_by = None
    if term is not None and ends is not None and decision.withdrawn_on is None:
        # Once it was signed nobody waits for it any more.
        if ends.is_for_us and contracts.contract_of_bid(decision.bid) is None:
            sign_from = term.may_sign_from
        if ends.is_against_us:
            object_by = term.plan_by
    _note(place, decision, "standstill", (MAY_SIGN, sign_from))
    _note(place, decision, "objection", (MAY_OBJECT, object_by))


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
