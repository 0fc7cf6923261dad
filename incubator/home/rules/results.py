"""What the incubator came to in a period, counted from what happened and never from the phase that a group is in now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from incubator.cooperatives.values import Phase
from incubator.home.rules.groups_table import is_called

DAYS_PER_MONTH = Decimal("30.4375")  # 365.25 / 12


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PhaseStay:
    """How long a group was in a phase that it has left."""

    phase: Phase
    entered_on: date
    left_on: date

    @property
    def months(self) -> Decimal:
        return Decimal((self.left_on - self.entered_on).days) / DAYS_PER_MONTH


@dataclass(frozen=True, slots=True)
class Stop:
    """A group stopped; `resumed_on` is the day on which it went on after all."""

    stopped_on: date
    resumed_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.stopped_on <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True, slots=True)
class ContractRecord:
    """Work that a group does for somebody. An amount or a number of jobs that nobody gave is None, never nought."""

    name: str
    client: str
    agreed_on: date
    ends_on: date | None = None
    value_cents: int | None = None
    jobs_fte: Decimal | None = None

    def runs_on(self, day: date) -> bool:
        return self.agreed_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class GroupHistory:
    """What happened to a group, and how many members it has on the last day of the period."""

    slug: str
    name: str
    municipality: str
    neighbourhood: str
    cohort: str
    started_on: date
    deed_on: date | None = None
    stops: tuple[Stop, ...] = ()
    stays: tuple[PhaseStay, ...] = ()
    contracts: tuple[ContractRecord, ...] = ()
    members: int = 0

    @property
    def first_contract(self) -> ContractRecord | None:
        """The earliest; of two on one day, the one that was recorded first."""
        return min(self.contracts, key=lambda contract: contract.agreed_on, default=None)

    def goes_on(self, day: date) -> bool:
        """It had begun and had not stopped on this day."""
        return self.started_on <= day and not any(stop.holds_on(day) for stop in self.stops)

    def stop_in(self, period: Period) -> Stop | None:
        """The stop that began in the period and held at its end: who went on within it did not stop."""
        for stop in self.stops:
            if stop.stopped_on in period and stop.holds_on(period.last):
                return stop
        return None


@dataclass(frozen=True, slots=True)
class GroupContract:
    """A contract, and whose it is."""

    group: GroupHistory
    contract: ContractRecord


@dataclass(frozen=True, slots=True)
class GroupStop:
    """A stop, and of which group."""

    group: GroupHistory
    stop: Stop


@dataclass(frozen=True, slots=True)
class Results:
    """The lists behind the numbers: every number of the report is the length or the sum of one of these."""

    period: Period
    started: tuple[GroupHistory, ...]
    founded: tuple[GroupHistory, ...]
    stopped: tuple[GroupStop, ...]
    first_contracts: tuple[GroupContract, ...]
    contracts: tuple[GroupContract, ...]  # agreed in the period
    running: tuple[GroupContract, ...]  # on the last day, of groups that go on
    with_members: tuple[GroupHistory, ...]  # on the last day
    stays: tuple[PhaseStay, ...]  # that ended in the period

    @property
    def contract_value_cents(self) -> int:
        """Of the contracts whose value is known."""
        return sum(item.contract.value_cents or 0 for item in self.contracts)

    @property
    def contracts_without_value(self) -> int:
        return sum(item.contract.value_cents is None for item in self.contracts)

    @property
    def members(self) -> int:
        return sum(group.members for group in self.with_members)

    @property
    def jobs_fte(self) -> Decimal:
        """Of the contracts that say so and run on the last day."""
        return sum((item.contract.jobs_fte or Decimal(0) for item in self.running), Decimal(0))

    @property
    def months_per_phase(self) -> dict[Phase, Decimal]:
        """The mean number of months, to a tenth, of the stays that ended in the period; a phase that nobody left is absent."""
        months: dict[Phase, list[Decimal]] = {}
        for stay in self.stays:
            months.setdefault(stay.phase, []).append(stay.months)
        return {phase: _mean(months[phase]) for phase in Phase if phase in months}


def _mean(numbers: Sequence[Decimal]) -> Decimal:
    return (sum(numbers, Decimal(0)) / len(numbers)).quantize(Decimal("0.1"))


def results(histories: Iterable[GroupHistory], period: Period) -> Results:
    """What happened in the period, in the order of the days on which it happened."""
    groups = sorted(histories, key=lambda group: (group.started_on, group.slug))
    work = _by_day(GroupContract(group, contract) for group in groups for contract in group.contracts)
    agreed = tuple(item for item in work if item.contract.agreed_on in period)
    running = tuple(item for item in work if _counts_on(item, period.last))
    stays = tuple(stay for group in groups for stay in group.stays if stay.left_on in period)
    return Results(
        period=period,
        started=tuple(group for group in groups if group.started_on in period),
        founded=_founded(groups, period),
        stopped=_stopped(groups, period),
        first_contracts=tuple(filter(_is_first, agreed)),
        contracts=agreed,
        running=running,
        with_members=_with_members(groups, period.last),
        stays=stays,
    )


def _founded(groups: Iterable[GroupHistory], period: Period) -> tuple[GroupHistory, ...]:
    founded = [group for group in groups if group.deed_on in period]
    return tuple(sorted(founded, key=lambda group: (group.deed_on or period.first, group.slug)))


def _stopped(groups: Iterable[GroupHistory], period: Period) -> tuple[GroupStop, ...]:
    stopped = []
    for group in groups:
        stop = group.stop_in(period)
        if stop is not None:
            stopped.append(GroupStop(group, stop))
    return tuple(sorted(stopped, key=lambda item: (item.stop.stopped_on, item.group.slug)))


def _with_members(groups: Iterable[GroupHistory], day: date) -> tuple[GroupHistory, ...]:
    return tuple(group for group in groups if group.members and group.goes_on(day))


def chosen(histories: Iterable[GroupHistory], *, neighbourhood: str = "", cohort: str = "") -> list[GroupHistory]:
    """The groups of a neighbourhood and a cohort, whatever their capitals; an empty name leaves nobody out, NONE asks for no name."""
    named = []
    for group in histories:
        if is_called(group.neighbourhood, neighbourhood) and is_called(group.cohort, cohort):
            named.append(group)
    return named


def _is_first(item: GroupContract) -> bool:
    return item.contract is item.group.first_contract


def _counts_on(item: GroupContract, day: date) -> bool:
    return item.group.goes_on(day) and item.contract.runs_on(day)


def _by_day(items: Iterable[GroupContract]) -> tuple[GroupContract, ...]:
    return tuple(sorted(items, key=lambda item: (item.contract.agreed_on, item.group.slug)))


@dataclass(frozen=True, slots=True)
class ResultsLine:
    """The numbers of a part of the groups. The lines of one table add up to its total."""

    name: str
    started: int
    founded: int
    stopped: int
    first_contracts: int
    contracts: int
    contract_value_cents: int
    members: int
    jobs_fte: Decimal


def line(name: str, outcome: Results) -> ResultsLine:
    """The numbers of these results under a name."""
    return ResultsLine(
        name,
        started=len(outcome.started),
        founded=len(outcome.founded),
        stopped=len(outcome.stopped),
        first_contracts=len(outcome.first_contracts),
        contracts=len(outcome.contracts),
        contract_value_cents=outcome.contract_value_cents,
        members=outcome.members,
        jobs_fte=outcome.jobs_fte,
    )


def lines_by(histories: Sequence[GroupHistory], attribute: str, period: Period) -> list[ResultsLine]:
    """A line for each `neighbourhood`, `municipality` or `cohort` that occurs; groups without one come last, under an empty name."""
    parts: dict[str, list[GroupHistory]] = {}
    for group in histories:
        parts.setdefault(getattr(group, attribute), []).append(group)
    names = sorted(parts, key=lambda name: (not name, name.casefold()))
    return [line(name, results(parts[name], period)) for name in names]


@dataclass(frozen=True, slots=True)
class Move:
    """A group left one phase for another."""

    left: Phase
    to: Phase
    on: date


def stays_of(started_on: date, moves: Iterable[Move]) -> tuple[PhaseStay, ...]:
    """The stays of a group from its moves, in their order. To have stopped is no phase that takes time."""
    stays = []
    entered_on = started_on
    for move in moves:
        if move.left is not Phase.STOPPED:
            stays.append(PhaseStay(move.left, entered_on, move.on))
        entered_on = move.on
    return tuple(stays)


def stops_of(moves: Iterable[Move], stopped_on: date | None = None) -> tuple[Stop, ...]:
    """The stops of a group from its moves, in their order; `stopped_on` is of a stop before moves were kept."""
    stops: list[Stop] = []
    for move in moves:
        if move.to is Phase.STOPPED:
            stops.append(Stop(move.on))
        elif move.left is Phase.STOPPED and stops:
            stops[-1] = Stop(stops[-1].stopped_on, move.on)
    if not stops and stopped_on is not None:
        stops.append(Stop(stopped_on))
    return tuple(stops)
