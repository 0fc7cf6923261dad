"""Whether a sentence allows or forbids something: words of one's own are judged by what they say, not by a word that they hold."""

import re
from collections.abc import Iterator

BREAK = re.compile(r"[.;:,]|\b(?:maar|doch|en|of|tenzij|want|terwijl|waarna)\b", re.I)
NEGATION = re.compile(
    r"\b(niet|geen|nooit|niemand|zonder|evenmin|noch|onthoud\w*|uitgesloten|verboden|not|never|no)\b", re.I
)
VERB = re.compile(
    r"\b(is|zijn|wordt|worden|mag|mogen|kan|kunnen|moet|moeten|zal|zullen|hoeft|hoeven|doet|doen|neemt|nemen|stemt|beslist|blijft"
    r"|blijven|houdt|behoudt|heeft|hebben|geldt|gelden|praat|beraadslaagt|may|can|must|votes|takes)\b",
    re.I,
)


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """Each part of a sentence, and whether it denies. A part without a verb of its own goes on as the part before it."""
    denies = False
    for part in BREAK.split(text):
        if VERB.search(part) or NEGATION.search(part):
            denies = NEGATION.search(part) is not None
        yield part, denies


def affirmed(text: str, pattern: re.Pattern[str]) -> str:
    """The first part of the text that says this and does not deny it; empty when there is none."""
    for part, denies in parts(text):
        if not denies and pattern.search(part):
            return part.strip()
    return ""
