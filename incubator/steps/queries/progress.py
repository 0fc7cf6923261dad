"""How far the steps of a neighbourhood are, counted from what is there since the round began."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import db
from incubator.moneymap.queries.maps import years
from incubator.steps.models import StepRound
from incubator.steps.queries import assemblies, commitments, dreams, network
from incubator.steps.rules import progress as rules
from incubator.steps.rules.dreams import is_open
from incubator.steps.values.commitments import CommitmentState
from incubator.steps.values.progress import Step, StepPart, StepStanding

DECIDED = {CommitmentState.DECIDED, CommitmentState.RUNNING, CommitmentState.DONE}


def rounds(neighbourhood_id: int) -> Sequence[StepRound]:
    """The rounds in their order."""
    statement = select(StepRound).where(StepRound.neighbourhood_id == neighbourhood_id)
    return db.session.scalars(statement.order_by(StepRound.number, StepRound.id)).all()


def standings(neighbourhood_id: int, *, now: datetime, today: date) -> list[StepStanding]:
    """Each step with how far it is, in their order."""
    latest = {each.step: each for each in rounds(neighbourhood_id)}
    counters: dict[Step, Callable[[date], set[StepPart]]] = {
        Step.ASSEMBLY: lambda since: _assembly(neighbourhood_id, since, now),
        Step.MAP: lambda _since: _map(neighbourhood_id, latest.get(Step.MAP)),
        Step.NETWORK: lambda since: _network(neighbourhood_id, since),
        Step.INSPIRATION: lambda since: _inspiration(neighbourhood_id, since, now, today),
        Step.COMMITMENTS: lambda since: _commitments(neighbourhood_id, since),
    }
    result = []
    for step in Step:
        current = latest.get(step)
        since = current.begun_on if current else None
        standing = rules.progress_of(step, counters[step](since or date.min))
        result.append(StepStanding(step, *standing, current.number if current else 1, since))
    return result


def _assembly(neighbourhood_id: int, since: date, now: datetime) -> set[StepPart]:
    known = assemblies.of_neighbourhood(neighbourhood_id)
    # Only what is over: a date in the agenda has agreed on nothing yet.
    held = [each for each in known if each.ends_at <= now and clock.local(each.starts_at).date() >= since]
    present = {StepPart.HELD} if held else set()
    if any(len(assemblies.tree(each)) >= rules.FEWEST_LEAVES for each in held):
        present.add(StepPart.TREE)
    if any(each.decisions for each in held):
        present.add(StepPart.DECISION)
    return present


def _map(neighbourhood_id: int, current: StepRound | None) -> set[StepPart]:
    # How much the map must hold is for the neighbourhood to say: it says when it is finished.
    present = {StepPart.MAP} if years(neighbourhood_id) else set()
    if current is not None and current.done_on is not None:
        present.add(StepPart.MAP_DONE)
    return present


def _network(neighbourhood_id: int, since: date) -> set[StepPart]:
    known = network.of_neighbourhood(neighbourhood_id)
    # Institutions stay from round to round; talking with them is done again.
    present = {StepPart.ANCHORS} if len(known) >= rules.FEWEST_ANCHORS else set()
    if any(talk.on_date >= since for each in known for talk in each.talks):
        present.add(StepPart.TALKS)
    return present


def _inspiration(neighbourhood_id: int, since: date, now: datetime, today: date) -> set[StepPart]:
    present = set()
    for evening in dreams.evenings(neighbourhood_id):
        if evening.starts_at <= now and clock.local(evening.starts_at).date() >= since:
            present.add(StepPart.EVENING)
    cards = [each for each in dreams.cards(neighbourhood_id) if clock.local(each.written_at).date() >= since]
    if len(cards) >= rules.FEWEST_CARDS:
        present.add(StepPart.CARDS)
    for vote in dreams.votes(neighbourhood_id):
        is_over = not is_open(vote.last_day, vote.closed_at, today=today)
        if is_over and clock.local(vote.opened_at).date() >= since:
            present.add(StepPart.VOTE)
    return present


def _commitments(neighbourhood_id: int, since: date) -> set[StepPart]:
    known = [each for each in commitments.of_neighbourhood(neighbourhood_id) if each.promised_on >= since]
    present = {StepPart.COMMITMENT} if known else set()
    if any(each.state in DECIDED for each in known):
        present.add(StepPart.DECIDED)
    return present
