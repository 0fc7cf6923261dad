"""How much room a text takes, so that no two stand on top of each other: a little more than the letters of the house need."""

from functools import lru_cache

from incubator.core.compounds import split_compound

LETTER = 14.0  # the size of every text in a chart
LINE_HEIGHT = 17.0
NARROW, WIDE = frozenset("ijlrtfI.,:;'’|!()- "), frozenset("mwMWOQGCDH%@€—")
NARROW_SHARE, USUAL_SHARE, WIDE_SHARE = 0.4, 0.62, 0.92
BOLD = 1.06
SHORTEST_PART = 3
LONGEST = 250


def text_width(text: str, *, bold: bool = False) -> float:
    """An upper estimate in the units of the drawing."""
    share = sum(map(_share, text))
    return share * LETTER * (BOLD if bold else 1)


def _share(letter: str) -> float:
    if letter in NARROW:
        return NARROW_SHARE
    return WIDE_SHARE if letter in WIDE or ord(letter) > 0x2000 else USUAL_SHARE


@lru_cache(maxsize=1024)
def wrap(text: str, room: float, most: int = 3) -> tuple[str, ...]:
    """The text in lines that fit; a word that is too long is broken, and what does not fit in `most` lines ends in an ellipsis."""
    lines: list[str] = []
    current = ""
    # More letters than fit anywhere need no counting; someone may paste a page into a name.
    for word in _parts(text[:LONGEST].split(), room):
        longer = f"{current} {word}".strip()
        if text_width(longer) <= room:
            current = longer
            continue
        lines.append(current)
        current = word
    lines.append(current)
    if len(lines) > most:
        lines[most - 1 :] = [shortened(" ".join(lines[most - 1 :]), room)]
    return tuple(lines)


def shortened(text: str, room: float) -> str:
    """The text as far as it fits, with an ellipsis when something is left out."""
    if text_width(text) <= room:
        return text
    return f"{text[: _letters_within(text, room - text_width('…'))].rstrip()}…"


def _parts(words: list[str], room: float) -> list[str]:
    """The words, those that are too long in parts with a hyphen."""
    parts = []
    for word in words:
        rest = word
        while text_width(rest) > room:
            # Never a part of a letter or two on the next line.
            most = max(min(_letters_within(rest, room - text_width("-")), len(rest) - SHORTEST_PART), 1)
            seam = _seam(rest)
            size = seam if 0 < seam <= most else most
            parts.append(f"{rest[:size]}-")
            rest = rest[size:]
        parts.append(rest)
    return parts


def _seam(word: str) -> int:
    """After how many letters the last part of a compound begins: bewoners-groep; 0 when it is none."""
    parts = split_compound(word.casefold())
    return len(word) - len(parts[-1]) if parts else 0


def _letters_within(text: str, room: float) -> int:
    """How many letters fit."""
    width = 0.0
    for number, letter in enumerate(text):
        width += _share(letter) * LETTER
        if width > room:
            return number
    return len(text)
