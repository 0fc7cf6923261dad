"""Each indicator from what is known. What cannot be reckoned is unknown with its reason; nought is a number that was counted."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from incubator.indicators.rules.registry import FULL_TIME_HOURS, INDICATORS
from incubator.indicators.values import (
    BooksOfYear,
    CooperativeFacts,
    FigureSource,
    IndicatorFigure,
    IndicatorKey,
    PlaceFacts,
    SpendFacts,
    UnknownBecause,
)
from incubator.indicators.values.figures import STEPS
from incubator.neighbourhood.values import Certainty

HUNDRED = Decimal(100)
Numbers = Sequence[int | Decimal]


def reckon(facts: PlaceFacts) -> dict[IndicatorKey, IndicatorFigure]:
    """Every indicator, in the order of the registry."""
    return {key: _as_shown(RECKONERS[key](facts)) for key in INDICATORS}


def together(places: Iterable[PlaceFacts], *, is_year: bool) -> PlaceFacts:
    """The facts of several neighbourhoods as one; a cooperative that is part of two counts once."""
    listed = list(places)
    cooperatives: dict[int, CooperativeFacts] = {}
    for place in listed:
        cooperatives.update({each.number: each for each in place.cooperatives})
    spend = tuple(each for place in listed for each in place.spend)
    studies = tuple(each for place in listed for each in place.studies)
    money = tuple(each for place in listed for each in place.money)
    return PlaceFacts(tuple(cooperatives.values()), spend, studies, money, is_year)


def shown(key: IndicatorKey, number: Decimal) -> Decimal:
    """The number as far as it is written out, a half up."""
    return number.quantize(STEPS[INDICATORS[key].unit], ROUND_HALF_UP)


def _as_shown(figure: IndicatorFigure) -> IndicatorFigure:
    numbers = []
    for number in (figure.value, figure.low, figure.high):
        numbers.append(None if number is None else shown(figure.key, number))
    value, low, high = numbers
    return IndicatorFigure(
        figure.key,
        value,
        low,
        high,
        figure.certainty,
        figure.source,
        figure.why,
        figure.behind,
        figure.among,
        figure.open_studies,
    )


def _unknown(key: IndicatorKey, why: UnknownBecause) -> IndicatorFigure:
    return IndicatorFigure(key, why=why)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) * HUNDRED / whole


def _local_share(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.LOCAL_SHARE
    fewest = min((each.fewest for each in facts.spend if each.fewest), default=0)
    return _of_spend(facts, key, (_sum(facts.spend, "placed"), _sum(facts.spend, "local")), fewest)


def _coop_share(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.COOP_SHARE
    known = (_sum(facts.spend, "known"), _sum(facts.spend, "cooperative"))
    return _of_spend(facts, key, known, _sum(facts.spend, "cooperatives"))


def _sum(facts: Iterable[object], name: str) -> int:
    return sum(getattr(each, name) for each in facts)


def _of_spend(facts: PlaceFacts, key: IndicatorKey, parts: tuple[int, int], behind: int) -> IndicatorFigure:
    """A share of what institutions spend, of the part that is known and what of that is ours; the rest may all belong to it, or none."""
    if not facts.is_year:
        return _unknown(key, UnknownBecause.BY_YEAR)
    total, (known, ours) = _sum(facts.spend, "total"), parts
    if not total:
        return _unknown(key, UnknownBecause.NO_FLOWS)
    if not known:
        return _unknown(key, UnknownBecause.NO_PLACES)
    first = facts.spend[0]
    # Institutions stand on the maps of several neighbourhoods: together they are no more than an estimate.
    is_fact = len(facts.spend) == 1 and first.certainty is Certainty.FACT and known == total
    certainty = Certainty.FACT if is_fact else Certainty.ESTIMATE
    return IndicatorFigure(
        key,
        _share(ours, known),
        _share(ours, total),
        _share(ours + total - known, total),
        certainty,
        _source_of(facts.spend),
        behind=behind,
        among=behind,
    )


def _source_of(spend: Iterable[SpendFacts]) -> FigureSource:
    sources = {each.source for each in spend}
    if len(sources) == 1:
        return sources.pop()
    return FigureSource.SEVERAL if FigureSource.SPEND_LISTS in sources else FigureSource.MONEY_MAP


def _multiplier(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.MULTIPLIER
    if not facts.is_year:
        return _unknown(key, UnknownBecause.BY_YEAR)
    first = sum((each.first for each in facts.studies), Decimal(0))
    if not first:
        return _unknown(key, UnknownBecause.NO_STUDY)
    # Added up before dividing: an average of factors would weigh a small study like a large one.
    total, lowest, highest = (_sum(facts.studies, name) / first for name in ("total", "lowest", "highest"))
    number = len(facts.studies)
    return IndicatorFigure(
        key,
        total,
        lowest,
        highest,
        Certainty.ESTIMATE,
        FigureSource.STUDIES,
        behind=number,
        among=number,
        open_studies=all(each.is_public for each in facts.studies),
    )


def _retained(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.RETAINED
    if not facts.is_year:
        return _unknown(key, UnknownBecause.BY_YEAR)
    if not facts.money:
        return _unknown(key, UnknownBecause.NO_FLOWS)
    stays = Decimal(sum(each.stays for each in facts.money)) / HUNDRED
    more = Decimal(sum(each.unknown for each in facts.money)) / HUNDRED
    facts_alone = all(each.certainty is Certainty.FACT for each in facts.money)
    certainty = Certainty.FACT if facts_alone and not more else Certainty.ESTIMATE
    return IndicatorFigure(key, stays, stays, stays + more, certainty, FigureSource.MONEY_MAP)


def _jobs(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.JOBS
    if not facts.cooperatives:
        return _unknown(key, UnknownBecause.NO_GROUPS)
    if not facts.is_year:
        return _unknown(key, UnknownBecause.BY_YEAR)
    years = [each.worked for each in facts.cooperatives if each.worked is not None and each.worked.hours is not None]
    if not years:
        return _unknown(key, UnknownBecause.NO_YEAR)
    jobs = Decimal(_sum(years, "hours")) / HUNDRED / FULL_TIME_HOURS
    # As soon as the hours of one are unknown, nobody can say how many jobs there are at most.
    high = _most_jobs(jobs, years) if len(years) == len(facts.cooperatives) else None
    certainty = Certainty.FACT if high == jobs else Certainty.ESTIMATE
    return IndicatorFigure(
        key, jobs, jobs, high, certainty, FigureSource.YEARS, behind=len(years), among=len(facts.cooperatives)
    )


def _most_jobs(jobs: Decimal, years: Iterable[BooksOfYear]) -> Decimal | None:
    """The jobs when all who are no member work full time; None when it is not known how many they are."""
    for year in years:
        # Somebody who is no member has no hours in these books, and works there all the same.
        others = _not_members(year)
        if others is None:
            return None
        jobs += others
    return jobs


def _not_members(year: BooksOfYear) -> int | None:
    """How many work there and are no member; None when that was not filled in."""
    if year.employed is None or year.members_employed is None:
        return None
    return max(0, year.employed - year.members_employed)


def _members(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.MEMBERS
    if not facts.cooperatives:
        return _unknown(key, UnknownBecause.NO_GROUPS)
    registers = [each.members for each in facts.cooperatives if each.members is not None]
    if not registers:
        return _unknown(key, UnknownBecause.NO_REGISTER)
    # A group without a register has no members in law: the count is whole.
    return _counted(key, registers, FigureSource.REGISTERS)


def _counted(key: IndicatorKey, numbers: Numbers, source: FigureSource) -> IndicatorFigure:
    value = sum(map(Decimal, numbers), Decimal(0))
    return IndicatorFigure(key, value, value, value, Certainty.FACT, source, behind=len(numbers), among=len(numbers))


def _social_hours(facts: PlaceFacts) -> IndicatorFigure:
    # Nothing on this site counts these hours; drivers can write them down beside it, with a source.
    return _unknown(IndicatorKey.SOCIAL_HOURS, UnknownBecause.NOT_COUNTED)


def _pay_ratio(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.PAY_RATIO
    if not facts.cooperatives:
        return _unknown(key, UnknownBecause.NO_GROUPS)
    ratios = []
    for each in facts.cooperatives:
        if each.latest is not None and each.latest.highest_pay and each.latest.lowest_pay:
            ratios.append(Decimal(each.latest.highest_pay) / each.latest.lowest_pay)
    if not ratios:
        return _unknown(key, UnknownBecause.NO_PAY)
    among = len(facts.cooperatives)
    is_whole = len(ratios) == among
    certainty = Certainty.FACT if is_whole else Certainty.ESTIMATE
    # The widest ratio is the figure: an average would hide the cooperative with the largest distance.
    return IndicatorFigure(
        key, max(ratios), min(ratios), max(ratios), certainty, FigureSource.YEARS, behind=len(ratios), among=among
    )


def _reserves(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.RESERVES
    if not facts.cooperatives:
        return _unknown(key, UnknownBecause.NO_GROUPS)
    # Losses can eat all capital: a share of nothing, or of less, says nothing.
    booked = [each for each in facts.cooperatives if each.capital is not None and each.capital > 0]
    if not booked:
        return _unknown(key, UnknownBecause.NO_BOOKS)
    share = _share(_sum(booked, "reserves"), _sum(booked, "capital"))
    among = len(facts.cooperatives)
    certainty = Certainty.FACT if len(booked) == among else Certainty.ESTIMATE
    return IndicatorFigure(key, share, share, share, certainty, FigureSource.BOOKS, behind=len(booked), among=among)


def _watched(facts: PlaceFacts) -> IndicatorFigure:
    key = IndicatorKey.WATCHED
    if not facts.cooperatives:
        return _unknown(key, UnknownBecause.NO_GROUPS)
    known = [each.watched for each in facts.cooperatives if each.watched is not None]
    if not known:
        return _unknown(key, UnknownBecause.NO_WATCH)
    # Two cooperatives for which the same tender fits make one tender.
    number = Decimal(len(frozenset().union(*known)))
    among = len(known)
    return IndicatorFigure(key, number, number, number, Certainty.FACT, FigureSource.WATCH, behind=among, among=among)


def _sum_of(key: IndicatorKey, name: str, source: FigureSource) -> Callable[[PlaceFacts], IndicatorFigure]:
    def counted(facts: PlaceFacts) -> IndicatorFigure:
        if not facts.cooperatives:
            return _unknown(key, UnknownBecause.NO_GROUPS)
        return _counted(key, [getattr(each, name) for each in facts.cooperatives], source)

    return counted


RECKONERS: dict[IndicatorKey, Callable[[PlaceFacts], IndicatorFigure]] = {
    IndicatorKey.LOCAL_SHARE: _local_share,
    IndicatorKey.COOP_SHARE: _coop_share,
    IndicatorKey.MULTIPLIER: _multiplier,
    IndicatorKey.RETAINED: _retained,
    IndicatorKey.JOBS: _jobs,
    IndicatorKey.MEMBERS: _members,
    IndicatorKey.SOCIAL_HOURS: _social_hours,
    IndicatorKey.PAY_RATIO: _pay_ratio,
    IndicatorKey.RESERVES: _reserves,
    IndicatorKey.WATCHED: _watched,
    IndicatorKey.BID: _sum_of(IndicatorKey.BID, "bids", FigureSource.BIDS),
    IndicatorKey.WON: _sum_of(IndicatorKey.WON, "won", FigureSource.BIDS),
    IndicatorKey.SIGNALS: _sum_of(IndicatorKey.SIGNALS, "signals", FigureSource.CHALLENGES),
    IndicatorKey.CHALLENGES: _sum_of(IndicatorKey.CHALLENGES, "challenges", FigureSource.CHALLENGES),
    IndicatorKey.ACCEPTED: _sum_of(IndicatorKey.ACCEPTED, "accepted", FigureSource.CHALLENGES),
}
