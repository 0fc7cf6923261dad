"""What was taken out of a text and put into it, word by word."""

import re
from difflib import SequenceMatcher

MOST_WORDS = 4000  # beyond this a text is compared line by line: word by word would take seconds


def word_differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The runs of words that stayed ("equal"), went ("delete") and came ("insert"), in order; long texts line by line."""
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    parts: list[tuple[str, str]] = []
    # Without autojunk, which takes words that occur often for noise and shows whole paragraphs as changed.
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            parts.append(("equal", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            parts.append(("delete", "".join(old[i1:i2])))
        if j2 > j1:
            parts.append(("insert", "".join(new[j1:j2])))
    return tuple(parts)


def _pieces(text: str) -> list[str]:
    # A word takes the blank behind it along; else every changed word would leave loose blanks around it.
    return re.findall(r"\w+\s*|[^\w\s]\s*|\s+", text)
