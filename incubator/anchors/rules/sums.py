"""The six questions of the spend analysis (cwb.md 2; URBACT Procure) as sums over what was bought. Whole cents throughout.

What nobody knows is a part of its own and never a no: every share has a lowest and a highest value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from incubator.anchors.rules.creditor_columns import COOPERATIVE
from incubator.anchors.values.neighbourhoods import BoughtTogether, PlaceSpending
from incubator.anchors.values.purchases import (
    AreaSums,
    Bought,
    CategoryGap,
    SpendAnswer,
    SpendArea,
    SpendReach,
    SpendShare,
)
from incubator.core.plain_names import compared
from incubator.core.reference import cpv
from incubator.neighbourhood.values import Certainty

ENOUGH = Decimal("0.8")  # of all purchases, for a list that says enough (cwb.md 2)
FEW = 3  # suppliers: of fewer a sum would tell what somebody earns
WHOLE = 10_000  # hundredths of a percent
Answering = Callable[[Bought], SpendAnswer]


def by_area(bought: Iterable[Bought]) -> AreaSums:
    """Question 1: money by where the suppliers are."""
    sums = dict.fromkeys(SpendArea, 0)
    suppliers: dict[SpendArea, set[str]] = defaultdict(set)
    for each in bought:
        sums[each.area] += each.cents
        suppliers[each.area].add(each.supplier)
    # One small part is enough: with the total and the others it can be subtracted.
    few = any(len(names) < FEW for names in suppliers.values())
    here, region, beyond, unknown = map(sums.__getitem__, SpendArea)
    return AreaSums(here, region, beyond, unknown, few)


def is_local(bought: Bought) -> SpendAnswer:
    """Whether a supplier is in the own municipality; likely when only the postcode of others shows it."""
    if bought.area is SpendArea.UNKNOWN:
        return SpendAnswer.UNKNOWN
    if bought.area is not SpendArea.MUNICIPALITY:
        return SpendAnswer.NO
    return SpendAnswer.YES if bought.is_sure else SpendAnswer.LIKELY


def is_small(bought: Bought) -> SpendAnswer:
    """Question 2: whether a supplier is small or medium-sized (fewer than 250 people; recommendation 2003/361/EC)."""
    return bought.small


def is_social(bought: Bought) -> SpendAnswer:
    """Question 3: whether a supplier is a social enterprise or a cooperative by its legal form."""
    return bought.social


def share_of(bought: Sequence[Bought], answering: Answering) -> SpendShare:
    """Money by what `answering` gives for each; credit notes are taken off."""
    sums = dict.fromkeys(SpendAnswer, 0)
    suppliers: dict[SpendAnswer, set[str]] = defaultdict(set)
    doubtful: dict[tuple[str, SpendAnswer], int] = defaultdict(int)
    for each in bought:
        answer = answering(each)
        sums[answer] += each.cents
        suppliers[_group(answer)].add(each.supplier)
        if answer in {SpendAnswer.LIKELY, SpendAnswer.UNKNOWN}:
            doubtful[each.supplier, answer] += each.cents
    yes = sums[SpendAnswer.YES]
    # By supplier: a credit note belongs to what it corrects, and only what is left of it can be a yes or a no.
    low = yes + sum(min(0, cents) for cents in doubtful.values())
    high = yes + sum(max(0, cents) for cents in doubtful.values())
    few = any(len(names) < FEW for names in suppliers.values())
    parts = (sums[SpendAnswer.LIKELY], sums[SpendAnswer.NO], sums[SpendAnswer.UNKNOWN])
    return SpendShare(yes, *parts, low=low, high=high, few=few)


def _group(answer: SpendAnswer) -> SpendAnswer:
    # They are shown as one share, so together they have to be suppliers enough.
    return SpendAnswer.YES if answer is SpendAnswer.LIKELY else answer


def gaps(bought: Iterable[Bought]) -> tuple[CategoryGap, ...]:
    """Question 4: what leaks by category, the largest known gap first: gap = total - local."""
    groups: dict[str, list[Bought]] = defaultdict(list)
    for each in bought:
        groups[compared(each.category)].append(each)
    # What surely leaks comes first: of what nobody knows the place much may turn out to be local.
    rows = map(_gap, groups.values())
    return tuple(sorted(rows, key=lambda row: (-row.sure_gap, -row.unknown, compared(row.category))))


def _gap(bought: Sequence[Bought]) -> CategoryGap:
    areas = by_area(bought)
    names = {each.supplier for each in bought}
    division = next((cpv.division(each.cpv) for each in bought if each.cpv), "")
    return CategoryGap(
        bought[0].category, division, areas.total, areas.municipality, areas.unknown, len(names), bought[0].line
    )


def influenceable(bought: Sequence[Bought], reach: Mapping[str, SpendReach]) -> SpendShare:
    """Question 5: what could go elsewhere within the law, by what people marked of each category (by its plain name)."""
    answers = {
        SpendReach.FREE: SpendAnswer.YES,
        SpendReach.BOUND: SpendAnswer.NO,
        SpendReach.NO_SUPPLY: SpendAnswer.NO,
    }

    def answering(each: Bought) -> SpendAnswer:
        marked = reach.get(compared(each.category))
        # What nobody marked is not free: counted so, it would promise more than contracts leave room for.
        return answers[marked] if marked else SpendAnswer.UNKNOWN

    return share_of(bought, answering)


def respent(local_cents: int, share_hundredths: int) -> int:
    """Question 6: what local suppliers spend here again, in cents, half a cent up: their turnover times the share of the survey.

    It is R3 of the suppliers in LM3 (cwb.md 3), and an estimate: only some of them answered.
    """
    # In whole numbers from beginning to end: twice the amount and one half more makes half a cent go up.
    return (2 * max(0, local_cents) * share_hundredths + WHOLE) // (2 * WHOLE)


def is_cooperative(legal_form: str, *, is_person: bool) -> SpendAnswer:
    """Whether a supplier is a cooperative, by its legal form alone: a name may hold the word, and say nothing when it does not."""
    if COOPERATIVE.search(legal_form):
        return SpendAnswer.YES
    return SpendAnswer.NO if legal_form or is_person else SpendAnswer.UNKNOWN


def added_up(rows: Iterable[BoughtTogether]) -> PlaceSpending:
    """What stays in the municipality, and what goes to cooperatives; where it is only likely where a supplier is, that is not known."""
    places: dict[SpendArea, int] = defaultdict(int)
    suppliers: dict[SpendArea, int] = defaultdict(int)
    forms = dict.fromkeys(SpendAnswer, 0)
    cooperatives = 0
    for row in rows:
        area = row.area if row.is_sure else SpendArea.UNKNOWN
        # Not here is one part, however far.
        part = SpendArea.BEYOND if area is SpendArea.REGION else area
        places[part] += row.cents
        suppliers[part] += row.suppliers
        answer = is_cooperative(row.legal_form, is_person=row.is_person)
        forms[answer] += row.cents
        cooperatives += row.suppliers if answer is SpendAnswer.YES else 0
    total = sum(places.values())
    return PlaceSpending(
        total,
        total - places[SpendArea.UNKNOWN],
        places[SpendArea.MUNICIPALITY],
        total - forms[SpendAnswer.UNKNOWN],
        forms[SpendAnswer.YES],
        cooperatives,
        min(suppliers.values(), default=0),
        Certainty.ESTIMATE,
    )


def coverage(total_cents: int, whole_cents: int | None) -> Decimal | None:
    """Which part of all purchases a list holds, from 0; None when nobody knows all purchases."""
    if not whole_cents:
        return None
    return Decimal(total_cents) / Decimal(whole_cents)


def enough(covered: Decimal | None) -> bool:
    """Whether a list holds enough of what was bought: 80 % of the value."""
    return covered is not None and covered >= ENOUGH
