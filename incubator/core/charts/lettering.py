"""How much room a text takes, so that no two stand on top of each other: a little more than the letters of the house need."""

LETTER = 14.0  # the size of every text in a chart
LINE_HEIGHT = 17.0
NARROW, WIDE = frozenset("ijlrtfI.,:;'’|!()- "), frozenset("mwMWOQGCDH%@€—")
NARROW_SHARE, USUAL_SHARE, WIDE_SHARE = 0.4, 0.62, 0.92
BOLD = 1.06
SHORTEST_PART = 3


def text_width(text: str, *, bold: bool = False) -> float:
    """An upper estimate in the units of the drawing."""
    share = sum(map(_share, text))
    return share * LETTER * (BOLD if bold else 1)


def _share(letter: str) -> float:
    if letter in NARROW:
        return NARROW_SHARE
    return WIDE_SHARE if letter in WIDE or ord(letter) > 0x2000 else USUAL_SHARE


def wrap(text: str, room: float, most: int = 3) -> list[str]:
    """The text in lines that fit; a word that is too long is broken, and what does not fit in `most` lines ends in an ellipsis."""
    lines: list[str] = []
    current = ""
    for word in _parts(text.split(), room):
        longer = f"{current} {word}".strip()
        if text_width(longer) <= room:
            current = longer
            continue
        lines.append(current)
        current = word
    lines.append(current)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), room)]


def shortened(text: str, room: float) -> str:
    """The text as far as it fits, with an ellipsis when something is left out."""
    if text_width(text) <= room:
        return text
    while text and text_width(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _parts(words: list[str], room: float) -> list[str]:
    """The words, those that are too long in parts with a hyphen."""
    parts = []
    for word in words:
        rest = word
        while text_width(rest) > room:
            size = _most_letters(rest, room)
            parts.append(f"{rest[:size]}-")
            rest = rest[size:]
        parts.append(rest)
    return parts


def _most_letters(word: str, room: float) -> int:
    size = len(word) - SHORTEST_PART
    while size > 1 and text_width(f"{word[:size]}-") > room:
        size -= 1
    return max(size, 1)
