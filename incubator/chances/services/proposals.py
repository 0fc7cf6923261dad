"""What could become a chance, out of what the incubator knows already. It writes nothing.

A further source is one more function in `PROVIDERS`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from incubator.anchors.queries import leaks as anchor_leaks
from incubator.anchors.values.neighbourhoods import LeakingCategory
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.values.contracts import ContractOrigin, RunningContract
from incubator.chances.queries import chances, needs
from incubator.chances.services.matching import demand_and_offer
from incubator.chances.values import FROM_AWARD, FROM_LISTS, FROM_MAP, ChanceKind, ChanceProposal, LocalNeed
from incubator.core import clock
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.core.reference import sectors
from incubator.moneymap.models import MoneyFlow
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.sums import leaks
from incubator.moneymap.values import CategoryLeak, FlowCertainty
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty

LONGEST_TITLE = 80  # it may become the name of a group
LEAST_LEAK = 10_000_00  # cents a year: less pays for nobody's work
ENDS = N_("The contract of %(asker)s for this ends on %(day)s. What comes after it has to be arranged in time.")
LEAKS = N_("In %(year)s %(cents)s left the neighbourhood for this. Could part of it stay here?")
BOUGHT_ELSEWHERE = N_("%(anchors)s buy this outside the municipality: %(gap_cents)s in a year.")
BOUGHT_PARTLY_UNKNOWN = N_(
    "%(anchors)s buy this outside the municipality, or nobody knows where: %(gap_cents)s in a year, of which %(unknown_cents)s unknown."
)
# An amount of one or two suppliers would tell what one of them earns, and a chance can become public.
BOUGHT_FROM_FEW = N_("%(anchors)s buy this outside the municipality, from few suppliers.")
UNMET = N_("%(asker)s asks for this, and no group of the neighbourhood does such work yet.")


def of_place(place: Neighbourhood, *, now: datetime) -> list[ChanceProposal]:
    """What did not become a chance yet: of several sources with the same, the first."""
    taken = chances.origins(place.id)
    proposals: dict[str, ChanceProposal] = {}
    for provider in PROVIDERS:
        for proposal in provider(place, now):
            if proposal.key not in taken:
                proposals.setdefault(proposal.key, proposal)
    return list(proposals.values())


def named(place: Neighbourhood, key: str, *, now: datetime) -> ChanceProposal | None:
    """The proposal with this key, as long as it is one."""
    known = {proposal.key: proposal for proposal in of_place(place, now=now)}
    return known.get(key)


def ending_contracts(place: Neighbourhood, now: datetime) -> list[ChanceProposal]:
    """Contracts of the municipality that end before long, out of the radar."""
    today = clock.local(now).date()
    return [_of_contract(row, today) for row in needs.running(place, now)]


def _of_contract(row: RunningContract, today: date) -> ChanceProposal:
    source = FROM_AWARD if row.origin is ContractOrigin.NOTICE else row.source
    return ChanceProposal(
        key=needs.contract_key(row),
        kind=ChanceKind.CONTRACT,
        title=_short(row.title),
        why=ENDS,
        params={"asker": authority_name(row.authority_code), "day": row.ending.end},
        source=source,
        said_on=row.source_on or today,
        certainty=Certainty.ESTIMATE if row.derived else Certainty.FACT,
        sector=next(iter(row.sectors), None),
        notice_id=row.notice_id,
    )


def leaking_money(place: Neighbourhood, _now: datetime) -> list[ChanceProposal]:
    """What the neighbourhood pays elsewhere by its money map, in the last year that the map has; the most first."""
    years = maps.years(place.id)
    if not years:
        return []
    flows: dict[str, list[MoneyFlow]] = defaultdict(list)
    for flow in maps.flows(place.id, years[0]):
        flows[flow.category].append(flow)
    mapped = [flow.mapped for each in flows.values() for flow in each]
    large = [row for row in leaks(mapped) if row.leaves >= LEAST_LEAK]
    return [_of_leak(place, row, flows[row.category]) for row in large]


def _of_leak(place: Neighbourhood, row: CategoryLeak, flows: Sequence[MoneyFlow]) -> ChanceProposal:
    # A sum is a fact when all that it is made of is one.
    sure = all(flow.certainty is FlowCertainty.FACT for flow in flows)
    drawn = max(flow.changed_at for flow in flows)
    return ChanceProposal(
        # Without the year: next year's leak of the same kind is the same chance.
        key=f"leak:{compared(row.category)}",
        kind=ChanceKind.DEMAND,
        title=_short(row.category),
        why=LEAKS,
        params={"year": str(flows[0].year), "cents": row.leaves},
        source=FROM_MAP,
        said_on=clock.local(drawn).date(),
        certainty=Certainty.FACT if sure else Certainty.ESTIMATE,
        endpoint="moneymap.leaking",
        at={"slug": place.slug},
    )


def unmet_needs(place: Neighbourhood, now: datetime) -> list[ChanceProposal]:
    """What is asked near the neighbourhood and no group of it could do."""
    today = clock.local(now).date()
    # Contracts that end are proposals of their own.
    return [_of_need(place, need, today) for need in demand_and_offer(place, now=now, ending=False).unmet()]


def _of_need(place: Neighbourhood, need: LocalNeed, today: date) -> ChanceProposal:
    codes = filter(None, (need.content.main_cpv, *need.content.cpv))
    known = [sector.id for code in codes for sector in sectors.sectors_of(code)]
    return ChanceProposal(
        key=need.key,
        kind=ChanceKind.DEMAND,
        title=_short(need.title),
        why=UNMET,
        params={"asker": need.asker},
        source=need.source,
        said_on=need.said_on or today,
        certainty=need.certainty,
        sector=next(iter(known), None),
        notice_id=need.notice_id,
        **_at_anchor(place, need),
    )


def _at_anchor(place: Neighbourhood, need: LocalNeed) -> dict[str, Any]:
    """Where the need of an anchor is found; nothing for what a notice asks."""
    if need.anchor_id is None:
        return {}
    return {"endpoint": "anchors.anchor", "at": {"slug": place.slug, "number": need.anchor_id}}


def leaking_purchases(place: Neighbourhood, _now: datetime) -> list[ChanceProposal]:
    """What anchors buy elsewhere by their lists of creditors; the most first. No supplier is named."""
    large = [leak for leak in anchor_leaks.of_neighbourhood(place.id) if leak.gap_cents >= LEAST_LEAK]
    return [_of_purchases(place, leak) for leak in large]


def _of_purchases(place: Neighbourhood, leak: LeakingCategory) -> ChanceProposal:
    known = [sector.id for code in (*leak.codes, leak.cpv) for sector in sectors.sectors_of(code)]
    anchor_id, year = leak.list_at
    return ChanceProposal(
        # By its words: two categories with one code are two chances, and next year's list has the same words.
        key=f"anchor-leak:{compared(leak.category)}",
        kind=ChanceKind.DEMAND,
        title=_short(leak.category),
        why=_bought(leak),
        params={
            "anchors": ", ".join(leak.anchors),
            "gap_cents": leak.gap_cents,
            "unknown_cents": leak.unknown_cents,
        },
        source=FROM_LISTS,
        said_on=leak.said_on,
        certainty=leak.certainty,
        sector=next(iter(known), None),
        endpoint="anchors.spend",
        at={"slug": place.slug, "number": anchor_id, "year": year},
    )


def _bought(leak: LeakingCategory) -> str:
    if leak.few:
        return BOUGHT_FROM_FEW
    return BOUGHT_PARTLY_UNKNOWN if leak.unknown_cents else BOUGHT_ELSEWHERE


def _short(title: str) -> str:
    """A title that fits in a field, cut at a word."""
    title = " ".join(title.split())
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


ProposalProvider = Callable[[Neighbourhood, datetime], list[ChanceProposal]]
PROVIDERS: tuple[ProposalProvider, ...] = (ending_contracts, leaking_money, leaking_purchases, unmet_needs)
