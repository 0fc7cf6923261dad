"""The parts of an eForms notice, and what is said of the procedure as a whole: texts, codes, places, value."""

from dataclasses import dataclass
from typing import Any

from incubator.formats import amounts, cleaning, over_lots, ubl
from incubator.formats.eforms_changes import withdrawn_lots
from incubator.formats.eforms_lots import project_cpv, project_places, project_value, read_lots
from incubator.formats.eforms_parties import Parties
from incubator.formats.eforms_results import EformsResults, read_results
from incubator.formats.values import GROUP, LotState, Money, NoticeKind, ReadLot, Text

NATURES = frozenset({"services", "supplies", "works"})
SPENT = frozenset({NoticeKind.AWARD, NoticeKind.MODIFICATION, NoticeKind.EX_ANTE})


@dataclass(frozen=True, slots=True)
class EformsParts:
    """The parts of one notice that several of its values are read from."""

    root: Any
    project: Any
    original: str | None  # the language in which it was written
    languages: tuple[str, ...]  # in the order in which they are preferred
    parties: Parties
    results: EformsResults
    lots: tuple[ReadLot, ...]

    @property
    def real_lots(self) -> list[ReadLot]:
        return [lot for lot in self.lots if lot.kind != GROUP]


def parts_of(root: Any) -> EformsParts:
    original = cleaning.language(ubl.raw(root, "cbc:NoticeLanguageCode"))
    languages = tuple(dict.fromkeys(filter(None, ("nl", original, "en"))))
    parties = Parties(root, languages)
    results = read_results(root, parties)
    states = {**dict.fromkeys(withdrawn_lots(root), LotState.CANCELLED), **dict(results.states)}
    lots = tuple(read_lots(root, languages, states))
    return EformsParts(root, ubl.first(root, "cac:ProcurementProject"), original, languages, parties, results, lots)


def written_texts(parts: EformsParts) -> list[Text]:
    """Title and description in each language, the preferred one first."""
    titles = ubl.by_language(parts.project, "cbc:Name")
    descriptions = ubl.by_language(parts.project, "cbc:Description")
    if not titles and not descriptions:
        return _text_without_language(parts)

    def preference(language: str) -> tuple[int, str]:
        known = language in parts.languages
        return parts.languages.index(language) if known else len(parts.languages), language

    order = sorted({*titles, *descriptions}, key=preference)
    return [Text(code, cleaning.line(titles.get(code)), descriptions.get(code)) for code in order]


def _text_without_language(parts: EformsParts) -> list[Text]:
    title = cleaning.line(ubl.text(parts.project, "cbc:Name", parts.languages))
    description = ubl.text(parts.project, "cbc:Description", parts.languages)
    if not title and not description:
        return []
    return [Text(parts.original or parts.languages[0], title, description)]


def codes(project: Any, lots: list[ReadLot]) -> tuple[tuple[str, ...], str | None]:
    """The codes of the procedure, and those of the lots behind them."""
    main, own = project_cpv(project)
    main = main or over_lots.first_main_cpv(lots)
    every = dict.fromkeys((main, *own))
    for lot in lots:
        every.update(dict.fromkeys(lot.cpv))
    return tuple(filter(None, every)), main


def nature(project: Any) -> str | None:
    coded = ubl.coded(project, "cbc:ProcurementTypeCode", "contract-nature")
    code = next(iter(coded), None) or ubl.raw(project, "cbc:ProcurementTypeCode")
    if code in NATURES:
        return code
    return None


def places(project: Any, lots: list[ReadLot]) -> tuple[str, ...]:
    listed = dict.fromkeys(project_places(project))
    for lot in lots:
        listed.update(dict.fromkeys(lot.places))
    return tuple(listed)


def value(parts: EformsParts, kind: NoticeKind) -> Money | None:
    """What it cost when that is told, else what it was estimated at, else the sum over all lots."""
    estimated = project_value(parts.project) or amounts.of_lots(parts.real_lots)
    if kind in SPENT:
        return _spent(parts.results, estimated)
    return estimated or parts.results.total


def _spent(results: EformsResults, estimated: Money | None) -> Money | None:
    """The total, else what the winners get; one euro only when nothing else is known."""
    won = amounts.total(winner.value for winner in results.winners)
    known = [money for money in (results.total, won, estimated) if money is not None]
    real = (money for money in known if not amounts.is_placeholder(money))
    return next(real, None) or next(iter(known), None)
