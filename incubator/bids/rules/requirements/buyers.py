"""By what name a paper calls its buyer: "Stichting Lumen" on the first page is "Lumen" in the sentences."""

import re
from collections.abc import Iterator
from itertools import islice

from incubator.bids.rules.requirements.vocabulary import words
from incubator.formats.papers.values import ReadPaper

FIRST_PASSAGES = 25  # in which a buyer says who it is
MOST_NAMES = 5
ROLE = "de opdrachtgever"
_NAME = re.compile(r"(?!De\b|Het\b|Een\b)[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*")
_CAPITAL = re.compile(r"^[a-z]")


class BuyerNames:
    """Puts the role in the place of the name, to judge a sentence by."""

    def __init__(self, paper: ReadPaper) -> None:
        names = list(islice(dict.fromkeys(_names_in(paper)), MOST_NAMES))
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None

    def as_role(self, text: str) -> str:
        """The text with "de opdrachtgever" for the buyer's name where it is the one who does something."""
        if self._pattern is None:
            return text
        return _CAPITAL.sub(_upper, self._pattern.sub(_role_of, text))


def _role_of(name: re.Match[str]) -> str:
    """ "Gemeente Lumen" keeps its own words: the name of a place says nothing more."""
    before = name.string[: name.start()].rstrip()
    return name[0] if before[-1:].isalpha() and not _is_verb(before) else ROLE


def _is_verb(before: str) -> bool:
    """The name comes after what it does: "neemt Lumen"."""
    last = before.rpartition(" ")[2]
    return last.islower() and last.endswith(("t", "en")) and not words("nothing", "before_names").begin(last)


def _upper(letter: re.Match[str]) -> str:
    return letter[0].upper()


def _names_in(paper: ReadPaper) -> Iterator[str]:
    passages = (passage for page in paper.pages for passage in page.passages)
    for passage in islice(passages, FIRST_PASSAGES):
        for hit in words("nothing", "bodies").all_ends(passage.text):
            name = _NAME.match(passage.text, hit)
            if name is not None:
                yield name[0]
