"""What kind of municipal work a title and its codes are about, by the table of classes. Unknown work is None, not "no"."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from incubator.challenges.values import Suitability, WorkClass
from incubator.core import text

TABLE = Path(__file__).parents[1] / "content" / "work_classes.toml"
EXACTLY = "="
BEST_FIRST = tuple(Suitability)
SUPPLIES_UNTIL, WORKS, SOFTWARE, HEALTH_AND_SOCIAL = "45", "45", "48", "85"  # divisions of the CPV


@cache
def work_classes() -> dict[str, WorkClass]:
    """All classes of work by their id."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["work"]
    classes = {}
    for row in rows:
        classes[row["id"]] = WorkClass(
            id=row["id"],
            suitability=Suitability(row["suitability"]),
            dutch=row["nl"],
            english=row["en"],
            dutch_reason=row["reason_nl"],
            english_reason=row["reason_en"],
            care=row.get("care", False),
            works=row.get("works", False),
            decides=row.get("decides", False),
            yields=row.get("yields", False),
            wide=row.get("wide", False),
            cpv=tuple(row.get("cpv", ())),
            words=tuple(row.get("words", ())),
        )
    return classes


def nature_of(given: str | None, main: str | None) -> str | None:
    """Services, supplies or works: as the notice says, else as the division of its main code."""
    if given is not None or main is None:
        return given
    division = main[:2]
    if division == WORKS:
        return "works"
    if division < SUPPLIES_UNTIL or division == SOFTWARE:
        return "supplies"
    return "services"


def work_of(title: str, codes: Sequence[str], main: str | None, nature: str | None) -> WorkClass | None:
    """The class of the work. The words of the title come before the codes, but for words and codes that settle it."""
    named = named_in(title)
    by_code = _by_codes(main or next(iter(codes), ""), codes)
    settled = _settled(named, by_code)
    if settled is not None:
        return settled
    if nature == "works" and (main or WORKS).startswith(WORKS):
        # Work in the green is often called works, and is a service by its code all the same.
        named = list(filter(_is_works, named))
    closest = _closest(title, named)
    if by_code is not None and (by_code in closest or not closest):
        return by_code
    return min(closest or filter(None, map(_of_code, codes)), key=_rank, default=None)


def _by_codes(main: str, codes: Sequence[str]) -> WorkClass | None:
    """The class of the main code; a code for all sorts of work gives way to a narrower one beside it, of the same division."""
    by_main = _of_code(main)
    if by_main is None or not by_main.wide:
        return by_main
    beside = filter(None, map(_of_code, filter(lambda code: code[:2] == main[:2], codes)))
    return min(filter(_is_narrow, beside), key=_rank, default=by_main)


def _is_narrow(work: WorkClass) -> bool:
    return not work.wide


def _settled(named: Sequence[WorkClass], by_code: WorkClass | None) -> WorkClass | None:
    """What words or the code make it, whatever else the title names."""
    deciding = next(filter(_decides, named), None)
    if deciding is None and by_code is not None and _code_settles(by_code, named):
        return by_code
    return deciding


def named_in(title: str) -> list[WorkClass]:
    """The classes whose words stand in a title."""
    in_title = _words_of(title)
    return [work for work in work_classes().values() if _longest(work, *in_title)]


def _closest(title: str, named: Sequence[WorkClass]) -> list[WorkClass]:
    """Those named with most words: "schoonmaak openbare ruimte" goes before "schoonmaak"."""
    in_title = _words_of(title)
    lengths = [_longest(work, *in_title) for work in named]
    most = max(lengths, default=0)
    return [work for work, length in zip(named, lengths, strict=True) if length == most]


def _words_of(title: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(text.terms(title)), frozenset(text.words(title))


def _longest(work: WorkClass, terms: frozenset[str], words: frozenset[str]) -> int:
    """Of how many words the longest is with which a title names a class; 0 when it does not."""
    return max((len(word.split()) for word in work.words if _stands_in(word, terms, words)), default=0)


def _stands_in(word: str, terms: frozenset[str], words: frozenset[str]) -> bool:
    if word.startswith(EXACTLY):
        return word.removeprefix(EXACTLY) in words
    return _required(word) <= terms


@cache
def _required(word: str) -> frozenset[str]:
    return frozenset(text.query_terms(word))


@cache
def _of_code(code: str) -> WorkClass | None:
    """The class with the longest prefix of a code; a class that names a parent has its children too."""
    best: tuple[int, WorkClass] | None = None
    for work in work_classes().values():
        for prefix in work.cpv:
            if code.startswith(prefix) and (best is None or len(prefix) > best[0]):
                best = (len(prefix), work)
    return best[1] if best else None


def may_be_care(codes: Sequence[str]) -> bool | None:
    """Whether people may depend on work with these codes; None without a code."""
    if not codes:
        return None
    return any(code.startswith(HEALTH_AND_SOCIAL) for code in codes) or any(map(_is_care, map(_of_code, codes)))


def _is_care(work: WorkClass | None) -> bool:
    return work is not None and work.care


def _code_settles(by_code: WorkClass, named: Sequence[WorkClass]) -> bool:
    """Whether a code says what it is whatever the title names: goods, design and building; not the lease of a community centre."""
    if not by_code.decides:
        return False
    return not named if by_code.yields else not any(map(_is_works, named))


def _decides(work: WorkClass) -> bool:
    return work.decides


def _is_works(work: WorkClass) -> bool:
    return work.works


def _rank(work: WorkClass) -> int:
    return BEST_FIRST.index(work.suitability)
