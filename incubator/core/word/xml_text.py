"""Text as a Word file can hold it."""

import re

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Without the control characters that XML cannot hold and that people paste unseen."""
    return FORBIDDEN.sub("", text)


def property_text(text: str) -> str:
    return clean(text)[:255]  # the most that a property of a document may hold
