"""How lists and sentences of answers are joined in a Dutch deed."""

import re

from incubator.core.quantities import write_enumeration

# "Stichting Buurtfonds" is a name; "Stichting of vereniging" is not.
NAME_OF_A_BODY = re.compile(r"""(Stichting|Vereniging|Coöperatie(f|ve)?)\s+["'“‘]?[A-ZÀ-ÖØ-Þ0-9]""")


def enumerated(items: tuple[str, ...], last: str = "en") -> str:
    """a, b en c"""
    return write_enumeration([unended(item) for item in items], last)


def capital(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The first letter small, unless it begins a name or an abbreviation."""
    if text[1:2].isupper() or NAME_OF_A_BODY.match(text):
        return text
    return text[:1].lower() + text[1:]


def uncapitals(items: tuple[str, ...]) -> tuple[str, ...]:
    """Items of a list as they stand in the middle of a sentence."""
    return tuple(map(uncapital, items))


def unended(text: str) -> str:
    """Without the stop of its own: the clause around it has one."""
    return text.strip().rstrip(".;")


def ended(text: str) -> str:
    """With a stop, unless it has one or is empty."""
    text = text.strip()
    if not text or text.endswith((".", "!", "?")):
        return text
    return f"{text}."
