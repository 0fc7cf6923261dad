"""What institutions spend, and where: by their lists of creditors where there are any, else by the money map and award notices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from incubator.anchors.values.neighbourhoods import PlaceSpending
from incubator.core.db import db
from incubator.indicators.values import FigureSource, MoneyFacts, SpendFacts
from incubator.moneymap.models import MoneyFlow, MoneyNode
from incubator.moneymap.values import FlowCertainty, NodeKind, Whereabouts
from incubator.neighbourhood.values import Certainty

HERE, ELSEWHERE, UNKNOWN = Whereabouts.HERE, Whereabouts.ELSEWHERE, Whereabouts.UNKNOWN
INSTITUTIONS = frozenset({NodeKind.ANCHOR, NodeKind.GOVERNMENT})
# Benefits and subsidies between governments and funds are no purchases.
SUPPLIERS = frozenset({NodeKind.FIRM, NodeKind.COOPERATIVE, NodeKind.ANCHOR, NodeKind.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class FlowSeen:
    """A flow of a year with what both ends are."""

    neighbourhood_id: int
    payer: NodeKind
    payer_where: Whereabouts
    receiver_id: int
    receiver: NodeKind
    receiver_where: Whereabouts
    cents: int
    certainty: FlowCertainty
    from_award: bool

    @property
    def is_purchase(self) -> bool:
        return self.payer in INSTITUTIONS and self.receiver in SUPPLIERS


def flows_of(place_ids: Sequence[int], year: int) -> dict[int, list[FlowSeen]]:
    """The flows of a year by neighbourhood, in one question."""
    payer, receiver = aliased(MoneyNode), aliased(MoneyNode)
    statement = (
        select(
            MoneyFlow.neighbourhood_id,
            payer.kind,
            payer.whereabouts,
            receiver.id,
            receiver.kind,
            receiver.whereabouts,
            MoneyFlow.cents,
            MoneyFlow.certainty,
            MoneyFlow.notice_id.is_not(None),
        )
        .join(payer, payer.id == MoneyFlow.from_id)
        .join(receiver, receiver.id == MoneyFlow.to_id)
        .where(MoneyFlow.neighbourhood_id.in_(place_ids), MoneyFlow.year == year)
        .order_by(MoneyFlow.id)
    )
    flows: dict[int, list[FlowSeen]] = {}
    for row in db.session.execute(statement):
        flows.setdefault(row[0], []).append(FlowSeen(*row))
    return flows


def spend_of(flows: Iterable[FlowSeen], listed: PlaceSpending | None) -> tuple[SpendFacts, ...]:
    """What institutions paid suppliers: by their lists of that year, which hold nearly all of it; else as the money map shows it.

    The two are not added up: the same payment may stand in both. None when neither shows anything.
    """
    if listed is not None and listed.total > 0:
        return (_by_lists(listed),)
    return _by_map(flows)


def _by_lists(listed: PlaceSpending) -> SpendFacts:
    return SpendFacts(
        total=listed.total,
        placed=listed.placed,
        local=listed.local,
        known=listed.known,
        cooperative=listed.cooperative,
        cooperatives=listed.cooperatives,
        certainty=listed.certainty,
        source=FigureSource.SPEND_LISTS,
        fewest=listed.fewest,
    )


def _by_map(flows: Iterable[FlowSeen]) -> tuple[SpendFacts, ...]:
    bought = [flow for flow in flows if flow.is_purchase]
    if not bought:
        return ()
    placed = [flow for flow in bought if flow.receiver_where is not UNKNOWN]
    # What goes to "firms elsewhere" together may be a cooperative or not.
    known = [flow for flow in bought if flow.receiver is not NodeKind.ELSEWHERE]
    cooperative = [flow for flow in known if flow.receiver is NodeKind.COOPERATIVE]
    here = [flow for flow in placed if flow.receiver_where is HERE]
    from_awards = all(flow.from_award for flow in bought)
    getting = {flow.receiver_id for flow in cooperative}
    source = FigureSource.AWARDS if from_awards else FigureSource.MONEY_MAP
    facts = SpendFacts(
        total=_cents(bought),
        placed=_cents(placed),
        local=_cents(here),
        known=_cents(known),
        cooperative=_cents(cooperative),
        cooperatives=len(getting),
        certainty=_certainty(bought),
        source=source,
    )
    return (facts,)


def retained(flows: Sequence[FlowSeen]) -> tuple[MoneyFacts, ...]:
    """What stays in the neighbourhood, and what may stay too; none without a flow."""
    if not flows:
        return ()
    inside = [flow for flow in flows if flow.payer_where is HERE and flow.receiver_where is HERE]
    possible = [flow for flow in flows if ELSEWHERE not in {flow.payer_where, flow.receiver_where}]
    return (MoneyFacts(_cents(inside), _cents(possible) - _cents(inside), _certainty(possible)),)


def _cents(flows: Iterable[FlowSeen]) -> int:
    return sum(flow.cents for flow in flows)


def _certainty(flows: Iterable[FlowSeen]) -> Certainty:
    is_fact = all(flow.certainty is FlowCertainty.FACT for flow in flows)
    return Certainty.FACT if is_fact else Certainty.ESTIMATE
