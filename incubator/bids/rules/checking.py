"""What has to be looked at before a bid is handed in. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from incubator.bids.rules import sections
from incubator.bids.rules.locality import claims
from incubator.bids.rules.procurement.proofs import (
    MONTHS_OF_CONDUCT,
    MONTHS_OF_EXTRACT,
    MONTHS_OF_TAX_STATEMENT,
    oldest_day,
)
from incubator.core.i18n import counted
from incubator.core.i18n import mark as N_


class Gravity(StrEnum):
    BLOCKS = "blocks"  # it cannot be handed in
    REASON = "reason"  # only with a reason
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One thing that stands out: a sentence for `explain`, and the place where one mends it (a page and a number)."""

    severity: Gravity
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    place: str = "bid"
    number: int = 0


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section as the checks read it."""

    number: int
    title: str
    texts: Mapping[str, str]
    page_limit: int | None
    word_limit: int | None
    kept_amounts: Sequence[str] = ()  # that may not reach the buyer


OPEN = N_("Of “%(title)s” still empty: %(parts)s of 3.")
NO_SECTIONS = N_("There is no section yet: make them from the criteria of the buyer.")
TOO_LONG = N_("“%(title)s” is too long: %(words)s words where %(allowed)s fit.")
TOO_LONG_PAGES = N_(
    "“%(title)s” is probably too long: %(words)s words; on %(pages)s about %(allowed)s fit. Look in Word."
)
AMOUNT = N_(
    "An amount stands in “%(title)s”: %(amounts)s. It does not go to the buyer: many buyers exclude a bid for that. "
    "Take it out, or say where the buyer asks for an amount."
)
OLDER = N_("“%(title)s” was made before something changed. Make it again, or check that it is still right.")
OPEN_IN_PAPER = N_(
    "Open points in “%(title)s”: %(count)s. Fill them in and make it again, or fill them in in the file."
)
# Where most of what is open in a document is filled in.
PAGES_OF_PAPERS = {
    "plan": "sections",
    "price": "price",
    "quotation": "price",
    "proposal": "price",
    "uea": "declarations",
    "combination": "partners",
    "third-party": "partners",
    "proxy": "partners",
}
NOT_OURS = N_("“%(title)s” speaks of your own neighbourhood (%(words)s), but the work is elsewhere.")


def of_sections(written: list[WrittenSection], *, is_ours: bool) -> Iterator[CheckPoint]:
    """What stands out in the texts. `is_ours`: the work lies where the group is."""
    if not written:
        yield CheckPoint(Gravity.WARNS, NO_SECTIONS, place="sections")
    for section in written:
        yield from _of_section(section, is_ours)


def _of_section(section: WrittenSection, is_ours: bool) -> Iterator[CheckPoint]:
    place: dict[str, object] = {"title": section.title}
    empty = sections.open_parts(section.texts)
    if empty:
        parts = counted("%(num)d part", "%(num)d parts", len(empty))
        yield _in_section(section, OPEN, parts=parts, **place)
    length = sections.length_of(section.texts.values(), page_limit=section.page_limit, word_limit=section.word_limit)
    if length.too_long:
        message = TOO_LONG_PAGES if length.in_pages else TOO_LONG
        pages = counted("%(num)d page", "%(num)d pages", section.page_limit or 0)
        yield _in_section(section, message, words=length.words, allowed=length.allowed, pages=pages, **place)
    text = "\n".join(section.texts.values())
    if section.kept_amounts:
        params = {"amounts": ", ".join(section.kept_amounts[:3]), **place}
        yield CheckPoint(Gravity.BLOCKS, AMOUNT, params, place="amounts", number=section.number)
    spoken = claims(text)
    if spoken and not is_ours:
        yield _in_section(section, NOT_OURS, words=", ".join(spoken[:3]), **place)


def _in_section(section: WrittenSection, message: str, **params: object) -> CheckPoint:
    return CheckPoint(Gravity.WARNS, message, params, place="section", number=section.number)


@dataclass(frozen=True, slots=True)
class StandingPaper:
    """A document of the bid as it was made last, as the checks read it."""

    title: str
    kind: str
    goes_along: bool
    is_older: bool
    open_count: int


def of_papers(papers: Sequence[StandingPaper]) -> Iterator[CheckPoint]:
    """What is older than what it was made from, and what is still open in what goes to the buyer."""
    for paper in papers:
        if paper.is_older:
            gravity = Gravity.REASON if paper.goes_along else Gravity.WARNS
            yield CheckPoint(gravity, OLDER, {"title": paper.title}, place="documents")
    for paper in papers:
        if paper.goes_along and paper.open_count:
            params = {"title": paper.title, "count": paper.open_count}
            yield CheckPoint(Gravity.WARNS, OPEN_IN_PAPER, params, place=PAGES_OF_PAPERS.get(paper.kind, "documents"))


@dataclass(frozen=True, slots=True)
class PaperAge:
    """How old a paper may be on the day of the deadline (art. 2.89 Aw 2012, rule P-14)."""

    name: str
    words: re.Pattern[str]
    months: int


PAPERS = (
    PaperAge(
        N_("extract of the trade register"),
        re.compile(r"\bkvk\b|kamer van koophandel|handelsregister|uittreksel", re.IGNORECASE),
        MONTHS_OF_EXTRACT,
    ),
    PaperAge(
        N_("statement of the tax office"),
        re.compile(r"belastingdienst|betalingsgedrag|verklaring.{0,20}belasting", re.IGNORECASE),
        MONTHS_OF_TAX_STATEMENT,
    ),
    PaperAge(
        N_("certificate of conduct (GVA)"),
        re.compile(r"\bgva\b|gedragsverklaring aanbesteden", re.IGNORECASE),
        MONTHS_OF_CONDUCT,
    ),
)


def paper_of(title: str) -> PaperAge | None:
    """Which of the papers that grow old this certificate is."""
    return next((paper for paper in PAPERS if paper.words.search(title)), None)


def too_old(paper: PaperAge, issued: date, on: date) -> bool:
    """Whether a paper of this day is too old on the day of the deadline."""
    return issued < oldest_day(on, paper.months)
