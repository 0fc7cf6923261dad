"""The number under which the buyer itself keeps a procurement: BT-22 of eForms, II.1.1 of the forms before, `referentieNummer`.

Buyers and their systems also put other things in that field. A wrong number in a letter is worse than none: what is not surely a
number of the buyer is left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from incubator.formats import texts
from incubator.formats.values import ReadLot, ReadNotice

FIELD = "buyer_reference"
LONGEST = 100  # letters: BT-22 and II.1.1 both allow no more
FEWEST_LETTERS = 3  # and digits: 1, 01 and B1 number a lot, not a file
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_OCID = re.compile(r"\bocds-[a-z0-9]{6}-", re.IGNORECASE)
_OF_TED = re.compile(r"^0*\d{5,8}-(?:19|20)\d{2}$|\b(?:19|20)\d{2}/S\s*\d+", re.ASCII)
_OF_TENDERNED = re.compile(r"^(?:TN|TenderNed)[\s:.#-]*(?:kenmerk|nummer|id)?[\s:.#-]*\d+$", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^(?:zie|see|voir|siehe|cf|conform|volgens)\b", re.IGNORECASE)
_DAY = re.compile(r"^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2})?)$", re.ASCII)
_TELEPHONE = re.compile(r"^(?:0|(?:\+|00)31)[\s-]?[1-9](?:[\s-]?\d){8}$", re.ASCII)  # of a person, more often than not
_OF_A_LOT = re.compile(r"^(?:lots?|perce+le?n?|deel|part|par|glo|partij)0*\d{1,3}[a-z]?$", re.ASCII)
_COUNTED = "01234567890123456789"


def key(written: str) -> str:
    """Its letters and digits alone, in small letters: two ways to write one number have the same key."""
    plain = unicodedata.normalize("NFKC", written).casefold()
    return "".join(character for character in plain if character.isalnum())


def read(written: str | None) -> str | None:
    """The number as the buyer wrote it, on one line; None where the field holds none."""
    shown = _shown(written or "")
    if not shown or len(shown) > LONGEST or _is_other_name(shown) or _is_placeholder(key(shown)):
        return None
    return shown


def _shown(written: str) -> str:
    """Without mark-up and without characters that are not shown or that turn the direction of reading."""
    line = texts.line(written[: LONGEST * 10])
    return " ".join("".join(each for each in line if unicodedata.category(each) not in _NOT_SHOWN).split())


def _is_other_name(shown: str) -> bool:
    """Whether it is the name that a system gave, a place to look, a day or a telephone number."""
    patterns = (_UUID, _OCID, _OF_TED, _OF_TENDERNED, _ADDRESS, _ELSEWHERE, _DAY, _TELEPHONE)
    return any(pattern.search(shown) for pattern in patterns)


def _is_placeholder(bare: str) -> bool:
    """Whether it only fills the field: words alone, one digit over and over, 12345, or the number of a lot."""
    if len(bare) < FEWEST_LETTERS or not any(map(str.isdecimal, bare)):
        return True
    return len(set(bare)) == 1 or bare in _COUNTED or bool(_OF_A_LOT.match(bare))


def own(notice: ReadNotice) -> ReadNotice:
    """The notice with only those numbers that are the buyer's own: not its title, nor a name by which the publication is known.

    A number that all lots have and the procedure has not is that of the procedure.
    """
    # Most notices of before eForms say nothing here.
    if notice.buyer_reference is None and not any(lot.buyer_reference for lot in notice.lots):
        return _without_place(notice)
    of_others = _NamesOfOthers(frozenset(_other_names(notice)), _addresses(notice))
    number = of_others.unless(notice.buyer_reference)
    numbers = {of_others.unless(lot.buyer_reference) for lot in notice.real_lots}
    if number is None and len(numbers) == 1:
        number = numbers.pop()
    taken = replace(of_others, names=of_others.names | {key(number or "")})
    lots = tuple(_with_own_number(lot, taken) for lot in notice.lots)
    return _without_place(replace(notice, buyer_reference=number, lots=lots))


def _without_place(notice: ReadNotice) -> ReadNotice:
    """Where a number was read is not told of a notice that has none."""
    if notice.buyer_reference is not None or FIELD not in notice.sources:
        return notice
    return replace(notice, sources={name: place for name, place in notice.sources.items() if name != FIELD})


@dataclass(frozen=True, slots=True)
class _NamesOfOthers:
    """What a number of the buyer is not: names that others gave, as keys, and the addresses of platforms."""

    names: frozenset[str]
    addresses: str

    def unless(self, number: str | None) -> str | None:
        """The number, unless it is a name of another maker: bare digits in an address are those of the platform behind it."""
        if number is None or key(number) in self.names:
            return None
        if number.isdecimal() and re.search(rf"(?<!\d){number}(?!\d)", self.addresses):
            return None
        return number


def _other_names(notice: ReadNotice) -> Iterator[str]:
    """What this notice is also called, and codes that some put in every field."""
    for name in (*notice.identities, *notice.related_ids, *filter(None, (notice.corrects,))):
        yield key(name.id)
    for title in (notice.title, *(text.title for text in notice.other_languages)):
        yield key(title or "")
    if notice.buyer is not None:
        yield from map(key, notice.buyer.ids)
    yield from notice.cpv


def _addresses(notice: ReadNotice) -> str:
    return " ".join(filter(None, (notice.url, notice.documents_url, notice.submission_url)))


def _with_own_number(lot: ReadLot, taken: _NamesOfOthers) -> ReadLot:
    number = taken.unless(lot.buyer_reference)
    if number is not None and key(number) in {key(lot.id), key(lot.title or "")}:
        number = None
    return replace(lot, buyer_reference=number)


def is_name(written: str) -> bool:
    """Whether a text that somebody typed may be such a number."""
    return len(written) <= LONGEST and not _is_placeholder(key(written))
