"""The example that a new lesson begins as: what of it still stands in a text that groups are about to get."""

import re
from collections.abc import Iterator

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

QUOTED = re.compile(r'"([^"]+)"')
FEWEST_WORDS = 4  # a shorter text can be what somebody meant
# These can stay as they are: an exercise may well ask just this.
FIT_TO_KEEP = ("title", "label", "hint", "labels", ":::", "##")


def check_written(text: str, example: str) -> None:
    """Raises `RuleViolation` with the first line that is still as in the example."""
    left = tuple(_sentences(example))
    for number, line in enumerate(text.split("\n"), start=1):
        if any(sentence in line for sentence in left):
            raise RuleViolation(
                N_("Line %(number)s is still that of the example. Write it first; then groups can get this lesson."),
                number=number,
            )


def _sentences(example: str) -> Iterator[str]:
    for line in example.split("\n"):
        if line.startswith(FIT_TO_KEEP):
            continue
        for sentence in QUOTED.findall(line) or [line.strip()]:
            if "$" not in sentence and len(sentence.split()) >= FEWEST_WORDS:
                yield sentence
