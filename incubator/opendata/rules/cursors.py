"""Where a page of a list ends, as a text that the next question carries. It holds a place of one dataset, and nothing else."""

import base64
import binascii
import re

_PLACE = re.compile(r"([a-z-]+):([0-9]{1,12})", re.ASCII)
_LONGEST = 100


def cursor_after(key: str, place: int) -> str:
    """The cursor of a page of this dataset that ends at this place."""
    return base64.urlsafe_b64encode(f"{key}:{place}".encode()).decode().rstrip("=")


def place_in(key: str, cursor: str) -> int | None:
    """The place after which to go on; None for what is no cursor of this dataset."""
    if len(cursor) > _LONGEST or not cursor.isascii():
        return None
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    match = _PLACE.fullmatch(written)
    # Base64 has several spellings of one text: only ours is taken, so that a page has one address.
    if match is None or match[1] != key or cursor_after(key, int(match[2])) != cursor:
        return None
    return int(match[2])
