"""The bodies of a cooperative, however people write them."""

import re

GENERAL_MEETING = re.compile(
    r"\balv\b|algemene (leden)?vergadering|ledenvergadering|\bleden\b|ledenraad|general meeting", re.I
)
BOARD = re.compile(r"bestuur\b|\bboard\b", re.I)
SUPERVISORY_BOARD = re.compile(r"\brvc\b|\brvt\b|commissarissen|toezicht", re.I)
OUTSIDERS = re.compile(
    r"gemeente|incubator|\bcoach|financier|\bbank\b|subsidiegever|ankerinstelling|investeerder", re.I
)

KNOWN_ORGANS = {"ALV", "bestuur", "rvc"}


def organ(text: str) -> str:
    """`ALV`, `bestuur`, `rvc`, or the text itself in lower case."""
    # First the supervisors: “raad van toezicht op het bestuur” names the board too.
    if SUPERVISORY_BOARD.search(text):
        return "rvc"
    if GENERAL_MEETING.search(text):
        return "ALV"
    if BOARD.search(text):
        return "bestuur"
    return text.strip().lower()


def is_general_meeting(text: str) -> bool:
    return organ(text) == "ALV"
