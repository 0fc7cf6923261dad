"""What became of each lot: the result of one lot says nothing of the others (BT-142 and LOT_NO are per lot, as relatedLots is)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from incubator.formats.lot_names import lot_key
from incubator.formats.values import GROUP, LotState, NoticeKind, ReadLot, ReadNotice

RESULTS = frozenset({NoticeKind.AWARD, NoticeKind.CANCELLATION})


@dataclass(frozen=True, slots=True)
class LotOutcome:
    """What became of a lot, and who won it as far as a source says so."""

    lot: ReadLot
    winners: tuple[str, ...] = ()

    @property
    def state(self) -> LotState:
        return self.lot.state


def states_of(lots: Iterable[ReadLot]) -> dict[str, LotState]:
    """The lots with what their own publication says became of them; groups of lots only combine them."""
    return {lot_key(lot.id): lot.state for lot in lots if lot.kind != GROUP}


def ended_by(result: Mapping[str, LotState], asked: Iterable[str]) -> dict[str, LotState] | None:
    """The lots of a call that a result ended; None when the result does not say which, and so is about the whole."""
    ended = {key: state for key, state in result.items() if state is not LotState.OPEN}
    known = set(asked)
    # A notice of which the lots go by other numbers tells nothing of one lot in particular.
    if not ended or not known or known.isdisjoint(ended):
        return None
    return {key: state for key, state in ended.items() if key in known}


def with_outcomes(call: ReadNotice, results: Iterable[ReadNotice]) -> ReadNotice:
    """The call with the states of its lots as the later results, the oldest first, have them."""
    ended: dict[str, LotState] = {}
    asked = set(states_of(call.lots))
    for result in results:
        ended |= ended_by(states_of(result.lots), asked) or {}
    if not ended:
        return call
    return replace(call, lots=tuple(_with_state(lot, ended) for lot in call.lots))


def _with_state(lot: ReadLot, ended: Mapping[str, LotState]) -> ReadLot:
    if lot.kind == GROUP or lot_key(lot.id) not in ended:
        return lot
    return replace(lot, state=ended[lot_key(lot.id)])


def outcomes(call: ReadNotice, results: Iterable[ReadNotice]) -> list[LotOutcome]:
    """Every lot of a call that goes by its outcomes already, with who won it."""
    winners: dict[str, dict[str, None]] = {}
    for result in results:
        for winner in result.winners:
            for lot_id in winner.lots:
                winners.setdefault(lot_key(lot_id), {})[winner.name] = None
    return [LotOutcome(lot, tuple(winners.get(lot_key(lot.id), {}))) for lot in call.real_lots]
