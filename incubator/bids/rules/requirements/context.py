"""Under what a passage stands: the headings above it, and the words that announced the list it is in."""

import re

from incubator.bids.rules.requirements.vocabulary import promise_of, words
from incubator.formats.papers.values import Passage, PassageStyle

NUMBERED = re.compile(r"^\s*(?:hoofdstuk|deel|artikel|art\.?)?\s*(\d+(?:\.\d+)*)\.?\s+\S", re.IGNORECASE)
DROPPED = "drop"
TITLE = 1  # the first heading is that of the paper
# Contents and running heads repeat what stands elsewhere: read too, it would be asked twice.
REPEATING = frozenset({PassageStyle.CONTENTS, PassageStyle.RUNNING})


class Context:
    """Follows the headings of a paper."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str | None, int]] = []
        self.section = 0
        self._of_paper = ""
        self._paragraph = 0
        self.announced: str | None = None
        self.announced_by = ""
        self._announced_at = ""

    @property
    def promise(self) -> str:
        """What the nearest heading with a known meaning promises; nothing when none has."""
        for _level, promise, _section in reversed(self._headings):
            if promise is not None:
                return promise
        return self._of_paper

    @property
    def is_dropped(self) -> bool:
        return self.promise == DROPPED

    @property
    def kind(self) -> str:
        """What is expected here: as the list was announced, else as the heading promises."""
        return self.announced if self.announced is not None else self.promise

    @property
    def neighbourhood(self) -> tuple[int, int]:
        """Sentences with the same heading stand together; in a letter without any, those of a paragraph."""
        return self.section, 0 if self.section else self._paragraph

    def begin_paragraph(self) -> None:
        """The lines of a list belong to the paragraph that announced it."""
        if self.announced is None:
            self._paragraph += 1

    def turn_page(self, title: str) -> None:
        """A sheet has a name, which is a heading above all others."""
        if title:
            self._headings = [(0, promise_of(title), self.section)]

    def enter(self, passage: Passage) -> None:
        """Below this heading from here on."""
        self.end_list()
        level = level_of(passage)
        # A heading ends those of its own level and below.
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self.section += 1
        self._headings.append((level, self._promise(passage.text), self.section))
        if self.section == TITLE and words("headings", "demands").within(passage.text):
            self._of_paper = self.promise

    def _promise(self, heading: str) -> str | None:
        """Chapters of a programme of requirements have names of every kind: "Kwaliteit", "Planning", "Personeel"."""
        chapters = [promise for _level, promise, section in self._headings if section > TITLE and promise is not None]
        if chapters[-1:] == ["requirement"] and not words("headings", "strong").within(heading):
            return None
        promise = promise_of(heading)
        if self._of_paper == "requirement" and _is_chapter(heading, promise):
            return self._of_paper
        if promise is None and words("headings", "of_procedure").within(heading):
            return ""
        return promise

    def announce(self, text: str, kind: str | None, mark: str = "") -> None:
        """A list follows; what announces it may have a mark itself, as in "2. In de envelop zitten:"."""
        self.announced, self.announced_by, self._announced_at = kind, text, mark

    def ends_list(self, mark: str) -> bool:
        """Back at the marks of what announced the list: "3." after "a.", "b." and "c."."""
        return mark != "" and mark == self._announced_at

    def end_list(self) -> None:
        self.announced, self.announced_by, self._announced_at = None, "", ""


def _is_chapter(heading: str, promise: str | None) -> bool:
    """In a paper called "Kwaliteitseisen" the chapter "Kwaliteit" weighs nothing, and "Organisatie" is that of the work."""
    if words("headings", "strong").within(heading):
        return False
    return promise == "award" or words("headings", "of_work").within(heading)


def level_of(passage: Passage) -> int:
    """3.2 lies below 3, whatever its letters look like."""
    numbered = NUMBERED.match(passage.text)
    if numbered is not None:
        return numbered[1].count(".") + 1
    return max(passage.level, 1)
