"""How long a text may be, as a buyer writes it beside a criterion: "max. 4 pagina's A4"."""

import re
from dataclasses import dataclass

_COUNTS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "twaalf": 12,
}  # fmt: skip
_AT_MOST = r"(?:max(?:imaal|imum|\.)?|ten hoogste|hoogstens|hooguit|niet (?:meer|langer) dan|niet langer zijn dan)"
_NUMBER = rf"(?P<count>\d{{1,2}}\.\d{{3}}|\d{{1,5}}|{'|'.join(_COUNTS)})"
_PAGES = r"(?:a4[- ]?)?(?:pagina(?:['’]?s)?|bladzijden?|zijden|kantjes)(?:\s+(?:op\s+)?a4)?|a4(?:['’]?s|-?tjes)?"
LIMIT = re.compile(
    rf"\b{_AT_MOST}\s*{_NUMBER}\s*(?:\(\w+\)\s*)?(?:enkelzijdige?\s+)?(?:(?P<pages>{_PAGES})|(?P<words>woorden))(?!\w)",
    re.IGNORECASE,
)
_AROUND = " \t,;:–-("
MOST_PAGES, MOST_WORDS = 200, 100_000


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How long a text may be; nothing where the buyer says nothing."""

    pages: int | None = None
    words: int | None = None


def limit_in(text: str) -> TextLimit:
    """The first limit in pages and the first in words."""
    pages = words = None
    for hit in LIMIT.finditer(text):
        count = _COUNTS.get(hit["count"].lower()) or int(hit["count"].replace(".", ""))
        if hit["pages"] and 0 < count <= MOST_PAGES:
            pages = pages or count
        elif hit["words"] and 0 < count <= MOST_WORDS:
            words = words or count
    return TextLimit(pages, words)


def without_limit(text: str) -> str:
    """The name of a criterion without how long its answer may be, when that is how it ends; a sentence stays whole."""
    hits = list(LIMIT.finditer(text))
    if not hits or text[hits[-1].end() :].strip(" .)"):
        return text
    return text[: hits[-1].start()].rstrip(_AROUND) or text
