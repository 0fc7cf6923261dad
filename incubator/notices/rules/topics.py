"""What a notice is about that the knowledge centre explains."""

import re

OPEN_HOUSE = re.compile(r"\bopen[ -]?house\b|\btoelatings(?:procedure|systeem|systematiek|model)\b", re.IGNORECASE)
ALWAYS = ("uitdaagrecht",)  # of every notice one may ask whether the group could take it over


def topics_of(written: str, *, is_reserved: bool, is_social: bool) -> tuple[str, ...]:
    """The topics of a notice, most particular first: reserved contracts, open house, the light regime, the right to challenge."""
    topics = []
    if is_reserved:
        topics.append("voorbehouden")
    if OPEN_HOUSE.search(written):
        topics.append("open-house")
    elif is_social:
        topics.append("sas")
    return (*topics, *ALWAYS)
