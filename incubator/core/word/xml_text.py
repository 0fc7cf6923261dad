"""Text as a Word file can hold it."""

import re

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Without the control characters that XML cannot hold and that people paste unseen; each end of a line is one sign."""
    # A browser ends a line with two signs, which Word would show as two ends.
    return FORBIDDEN.sub("", text.replace("\r\n", "\n"))


def property_text(text: str) -> str:
    return clean(text)[:255]  # the most that a property of a document may hold
