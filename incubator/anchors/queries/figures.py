"""The six questions over lists of one anchor or of all of them, and promises beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from incubator.anchors.models import AnchorOrganisation, AnchorPromise, RespendSurvey, SpendList
from incubator.anchors.queries import purchases
from incubator.anchors.rules import sums
from incubator.anchors.rules.awards import as_bought
from incubator.anchors.rules.promises import standing
from incubator.anchors.values.institutions import PromiseMeasure
from incubator.anchors.values.purchases import (
    AreaSums,
    AwardedPart,
    Bought,
    CategoryGap,
    PromiseStanding,
    PromiseState,
    ShareFigure,
    SpendShare,
    UnclearReason,
)

BoughtByList = Mapping[int, Sequence[Bought]]  # what `purchases.bought` gives
MeasuredShare = tuple[int, PromiseMeasure, SpendShare]  # of a year
ANSWERING = {
    PromiseMeasure.LOCAL: sums.is_local,
    PromiseMeasure.SMALL: sums.is_small,
    PromiseMeasure.SOCIAL: sums.is_social,
}


@dataclass(frozen=True, slots=True)
class SpendAnalysis:
    """The answers to the six questions for a year; `free` and `survey` are of one anchor only."""

    year: int
    suppliers: int
    total: int
    covered: Decimal | None
    is_enough: bool
    areas: AreaSums
    local: SpendShare
    small: SpendShare
    social: SpendShare
    gaps: tuple[CategoryGap, ...]
    free: SpendShare | None = None
    survey: RespendSurvey | None = None
    respent_cents: int | None = None

    @property
    def is_marked(self) -> bool:
        """Whether anybody wrote down of any category what can be influenced."""
        return self.free is not None and self.free.unknown != self.total

    def may_show(self, part: SpendShare | AreaSums) -> bool:
        """Whether everybody may see it: no part of it is of so few suppliers that it tells what one of them earns."""
        return self.suppliers >= sums.FEW and not part.few and part.total > 0

    @property
    def shares(self) -> tuple[tuple[PromiseMeasure, SpendShare], ...]:
        """The three questions that are a share, in their order."""
        return (
            (PromiseMeasure.LOCAL, self.local),
            (PromiseMeasure.SMALL, self.small),
            (PromiseMeasure.SOCIAL, self.social),
        )


@dataclass(frozen=True, slots=True)
class ScoredPromise:
    """A promise with how it stands by the list of creditors, and by the awards as a second source."""

    promise: AnchorPromise
    by_list: PromiseStanding
    by_awards: PromiseStanding


def of_list(row: SpendList, today: date) -> SpendAnalysis:
    """The analysis of one list."""
    bought = purchases.bought([row])[row.id]
    survey = purchases.survey(row.anchor_id, row.year)
    areas = sums.by_area(bought)
    respent = sums.respent(areas.municipality, survey.share_hundredths) if survey else None
    free = sums.influenceable(bought, purchases.reach(row.anchor_id, today))
    return _analysis(row.year, bought, row.whole_cents, (free, survey, respent))


def _analysis(
    year: int,
    bought: Sequence[Bought],
    whole_cents: int | None,
    own: tuple[SpendShare | None, RespendSurvey | None, int | None] = (None, None, None),
) -> SpendAnalysis:
    areas = sums.by_area(bought)
    covered = sums.coverage(areas.total, whole_cents)
    return SpendAnalysis(
        year,
        len({each.supplier for each in bought}),
        areas.total,
        covered,
        sums.enough(covered),
        areas,
        sums.share_of(bought, sums.is_local),
        sums.share_of(bought, sums.is_small),
        sums.share_of(bought, sums.is_social),
        sums.gaps(bought),
        *own,
    )


def one_by_one(rows: Iterable[SpendList], lines: BoughtByList) -> dict[int, SpendAnalysis]:
    """The analysis of each list by its number, without what people added to it."""
    return {row.id: _analysis(row.year, lines.get(row.id, ()), row.whole_cents) for row in rows}


def for_visitors(
    rows: Sequence[SpendList], lines: BoughtByList, by_list: Mapping[int, SpendAnalysis]
) -> dict[int, SpendAnalysis]:
    """What `of_lists` gives without the years that visitors may not read. `by_list` is what `one_by_one` gives."""
    # A year with a list of a few suppliers is left out: taking the others off the total would show it.
    hidden = {row.year for row in rows if not by_list[row.id].may_show(by_list[row.id].areas)}
    return of_lists((row for row in rows if row.year not in hidden), lines)


def of_lists(rows: Iterable[SpendList], lines: BoughtByList) -> dict[int, SpendAnalysis]:
    """An analysis for each year over all these lists together, the last year first."""
    years: dict[int, list[SpendList]] = {}
    for row in rows:
        years.setdefault(row.year, []).append(row)
    analyses = {}
    for year, group in years.items():
        bought: list[Bought] = []
        for row in group:
            bought += lines.get(row.id, ())
        analyses[year] = _analysis(year, bought, _whole(group))
    return analyses


def _whole(group: Sequence[SpendList]) -> int | None:
    """All that these anchors bought; None as soon as nobody knows it of one of them."""
    known = [row.whole_cents for row in group if row.whole_cents is not None]
    return sum(known) if len(known) == len(group) else None


def figures_of(shares: Iterable[tuple[int, SpendShare]]) -> list[ShareFigure]:
    """Shares by year that can be compared with a promise; a year without money gives none."""
    figures = []
    for year, share in shares:
        low, middle, high = share.lowest, share.share, share.highest
        if low is not None and middle is not None and high is not None:
            figures.append(ShareFigure(year, low, middle, high))
    return figures


def from_awards(parts: Sequence[AwardedPart], measure: PromiseMeasure) -> list[ShareFigure]:
    """The share by year that award notices show, of the amounts that they name; nothing for what no notice names."""
    # No notice says whether a winner is social: no figure is something else than nought.
    if measure is PromiseMeasure.SOCIAL:
        return []
    years: dict[int, list[AwardedPart]] = {}
    for part in parts:
        if part.published is not None:
            years.setdefault(part.published.year, []).append(part)
    answering = ANSWERING[measure]
    return figures_of((year, sums.share_of(as_bought(group), answering)) for year, group in years.items())


def scoreboard(
    promises: Sequence[AnchorPromise],
    lists: Iterable[tuple[SpendList, SpendAnalysis]],
    parts: Mapping[int, Sequence[AwardedPart]],
    today: date,
    *,
    for_visitors: bool = False,
) -> list[ScoredPromise]:
    """Each promise beside what the lists and the awards of its anchor show; `for_visitors` without figures of a few suppliers.

    `parts` is what `purchases.awards_of` gives for the anchors that promised.
    """
    # An anchor has one list a year: the analysis of a list is that of its anchor and year.
    shares: dict[int, list[MeasuredShare]] = {}
    for row, analysis in lists:
        shares.setdefault(row.anchor_id, []).extend(_shares(analysis, for_visitors))
    scored = []
    for promise in promises:
        anchor = promise.anchor
        beside = _scored(promise, shares.get(anchor.id, []), parts[anchor.id], today)
        # What may not be shown is something else than what is not there.
        if for_visitors and anchor.id in shares and beside.by_list.reason is UnclearReason.NO_FIGURES:
            beside = replace(beside, by_list=PromiseStanding(PromiseState.UNCLEAR, UnclearReason.FEW))
        scored.append(beside)
    return scored


def _shares(analysis: SpendAnalysis, for_visitors: bool) -> Iterator[MeasuredShare]:
    for measure, share in analysis.shares:
        if not for_visitors or analysis.may_show(share):
            yield analysis.year, measure, share


def _scored(
    promise: AnchorPromise, shares: Sequence[MeasuredShare], parts: Sequence[AwardedPart], today: date
) -> ScoredPromise:
    by_list: list[ShareFigure] = []
    by_awards: list[ShareFigure] = []
    if promise.measure is not PromiseMeasure.WORDS:
        by_list = figures_of((year, share) for year, measure, share in shares if measure is promise.measure)
        by_awards = from_awards(parts, promise.measure)
    target, due_on = promise.target_hundredths, promise.due_on
    return ScoredPromise(promise, standing(target, due_on, by_list, today), standing(target, due_on, by_awards, today))


def in_awards(anchor: AnchorOrganisation, parts: Sequence[AwardedPart]) -> tuple[SpendShare, SpendShare] | None:
    """The local and the small share of all amounts in the awards of an anchor; None without any."""
    bought = as_bought(parts)
    if anchor.buyer_id is None or not bought:
        return None
    return sums.share_of(bought, sums.is_local), sums.share_of(bought, sums.is_small)
