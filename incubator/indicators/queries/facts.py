"""What the product knows of neighbourhoods in a period: a fixed number of questions, however many there are."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from incubator.anchors.queries import spending as spent
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.indicators.queries import books, spending, work
from incubator.indicators.values import CooperativeFacts, FigurePeriod, PlaceFacts, StudyFacts
from incubator.moneymap.models import MultiplierStudy
from incubator.moneymap.queries.studies import answers_of
from incubator.moneymap.rules.multiplier import outcome
from incubator.neighbourhood.models import NeighbourhoodGroup
from incubator.neighbourhood.values import GroupAnswer


def gather(place_ids: Sequence[int], period: FigurePeriod, *, today: date) -> dict[int, PlaceFacts]:
    """What is known of each of these neighbourhoods."""
    groups = _groups(place_ids, period)
    cooperatives = _cooperatives(sorted({number for known in groups.values() for number in known}), period, today)
    is_year = not period.quarter
    # Maps, lists and studies are made of whole years.
    flows = spending.flows_of(place_ids, period.year) if is_year else {}
    lists = spent.of_places(place_ids, period.year) if is_year else {}
    studies = _studies(place_ids, period.year) if is_year else {}
    facts = {}
    for number in place_ids:
        of_place = flows.get(number, [])
        of_groups = tuple(cooperatives[each] for each in groups.get(number, ()))
        facts[number] = PlaceFacts(
            of_groups,
            spending.spend_of(of_place, lists.get(number)),
            tuple(studies.get(number, ())),
            spending.retained(of_place),
            is_year,
        )
    return facts


def _groups(place_ids: Sequence[int], period: FigurePeriod) -> dict[int, list[int]]:
    """The groups that are part of each neighbourhood, had begun, and did not stop before the period was over."""
    statement = (
        select(
            NeighbourhoodGroup.neighbourhood_id,
            Cooperative.id,
            Cooperative.created_at,
            Cooperative.phase,
            Cooperative.stopped_at,
        )
        .join(Cooperative, Cooperative.id == NeighbourhoodGroup.cooperative_id)
        .where(NeighbourhoodGroup.neighbourhood_id.in_(place_ids), NeighbourhoodGroup.answer == GroupAnswer.AGREED)
        .order_by(NeighbourhoodGroup.neighbourhood_id, Cooperative.id)
    )
    groups: dict[int, list[int]] = {}
    for place_id, number, began, phase, stopped in db.session.execute(statement):
        has_begun = clock.local(began).date() <= period.last
        # Of groups that stopped before the day was kept nobody knows when: they count in no period.
        has_stopped = phase is Phase.STOPPED and (stopped is None or clock.local(stopped).date() <= period.last)
        if has_begun and not has_stopped:
            groups.setdefault(place_id, []).append(number)
    return groups


def _cooperatives(numbers: Sequence[int], period: FigurePeriod, today: date) -> dict[int, CooperativeFacts]:
    last = period.last_counted(today)
    members = books.members_on(numbers, last)
    worked, latest = books.years(numbers, period.first, last)
    capital = books.capital_on(numbers, last)
    watched = work.watched(numbers, period)
    bids, won = work.bids(numbers, period)
    signals, challenges, accepted = work.challenges(numbers, period)
    facts = {}
    for number in numbers:
        reserves, together = capital.get(number, (None, None))
        facts[number] = CooperativeFacts(
            number,
            members=members.get(number),
            worked=worked.get(number),
            latest=latest.get(number),
            reserves=reserves,
            capital=together,
            watched=watched.get(number),
            bids=bids[number],
            won=won[number],
            signals=signals[number],
            challenges=challenges[number],
            accepted=accepted[number],
        )
    return facts


def _studies(place_ids: Sequence[int], year: int) -> dict[int, list[StudyFacts]]:
    statement = select(MultiplierStudy).where(
        MultiplierStudy.neighbourhood_id.in_(place_ids), MultiplierStudy.year == year
    )
    studies: dict[int, list[StudyFacts]] = {}
    for study in db.session.scalars(statement.order_by(MultiplierStudy.id)):
        reckoning = outcome(answers_of(study))
        facts = StudyFacts(
            reckoning.rounds.first,
            reckoning.rounds.total,
            reckoning.lowest.total,
            reckoning.highest.total,
            study.is_public,
        )
        studies.setdefault(study.neighbourhood_id, []).append(facts)
    return studies
