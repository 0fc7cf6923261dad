"""Moments and lengths of time of a procedure and of its contract: terms, and until when questions may be asked."""

import re
from datetime import date

from incubator.bids.rules.requirements.moments import MOMENT, exact_day, names_day, names_moment, names_time
from incubator.bids.rules.requirements.vocabulary import words

LONGEST_MOMENT = 100  # letters of an item of a planning
_AMOUNT_IN = re.compile(r"€|\beuro?\b|\d\s*(?:%|procent)", re.IGNORECASE)
_CODE = re.compile(r"^[\d.]+\s*[–-]?\s*")
_JOINT = re.compile(r";|,?\s+(?:en|waarna|terwijl|gevolgd door)\s+|,\s+(?=(?:de|het|een)\s)", re.IGNORECASE)
# Under these headings a day belongs to what is asked of the work, of the bidder or of the bid.
UNDATED = ("requirement", "award", "suitability", "exclusion", "document", "aside", "drop")


def is_question_deadline(text: str, kind: str = "") -> bool:
    """Until when questions may be asked: a moment, or some days before the bid must be in."""
    if not words("question").within(text) and (kind != "question" or words("term", "bid").within(text)):
        return False
    if _is_answer(text) or _is_visit(text):
        return False
    if not names_moment(text) and not words("term", "before_closing").within(text):
        return False
    return words("question", "asks").within(text) or (kind == "question" and words("question").within(text))


def _is_visit(text: str) -> bool:
    return words("term", "visits").within(text) and not words("question").within(text)


def is_voluntary(text: str) -> bool:
    """A visit that nobody has to make."""
    return words("term", "voluntary").within(text) and words("term", "visits").within(text)


def _is_answer(text: str) -> bool:
    """When the answers come."""
    if words("question", "answers").begin(_CODE.sub("", text)):
        return True
    return words("question", "answers").within(text) and not words("question", "asked").within(text)


def is_term(text: str, kind: str = "") -> bool:
    """When the bid must be in, how long it binds, how long the contract lasts, how long one may object, what a fine is."""
    if words("term", "penalty").begin(text) and _AMOUNT_IN.search(text):
        return True
    if not names_time(text):
        return False
    if words("term", "labelled").begin(text):
        return True
    if words("term", "standstill").within(text) or words("term", "binding").within(text):
        return True
    if _is_closing(text):
        return True
    return not words("term", "told").within(text) and (_is_lasting(text) or _is_planned(text, kind))


def closing_day(text: str) -> date | None:
    """By which day the bid must be in, where a text says that with its year; None for how long a bid stays valid."""
    if words("term", "validity").within(text) or not _is_closing(text) or is_question_deadline(text, ""):
        return None
    return exact_day(text)


def _is_closing(text: str) -> bool:
    """Until when the bid may come in, or how long it stays valid."""
    is_bid = words("term", "bid").within(text)
    if words("term", "validity").within(text) and (is_bid or words("term", "prices").within(text)):
        return True
    if not is_bid:
        return False
    if words("term", "before_closing").within(text) and words("term", "closing").within(text):
        return True
    return names_moment(text) and (words("term", "closing").within(text) or words("term", "hour").within(text))


def _is_lasting(text: str) -> bool:
    lasting = words("term", "contract").within(text) and words("term", "lasting").within(text)
    return lasting and not words("requirement", "supplier").begin(text)


def _is_planned(text: str, kind: str) -> bool:
    """Something of the procedure or of the contract happens on a day."""
    if not names_moment(text):
        return False
    if kind == "term" or (kind not in UNDATED and words("term", "planned").within(text)):
        return True
    if words("term", "works").begin(text):
        return False  # when the work is done, year after year
    if kind == "suitability":
        return False  # the day is that of earlier work
    if kind not in UNDATED:
        # "Jullie leveren de dozen uiterlijk 1 juli": what is done by a day, and no step of the procedure.
        return names_day(text) and not is_asked_to(text)
    return words("term", "work_time").within(text) and not words("requirement", "contractor").begin(text)


def is_asked_to(text: str) -> bool:
    """It says what who reads it must do."""
    return words("requirement", "obliges").within(text) or words("requirement", "inverted").within(text)


def is_moment(text: str, kind: str) -> bool:
    """An item of a planning: what, and when."""
    if kind == "term":
        return names_time(text)
    if kind not in ("", "question") or len(text) > LONGEST_MOMENT:
        return False
    return MOMENT.match(text) is not None


def moments_apart(text: str, kind: str) -> list[str]:
    """A sentence that says until when one may ask, and then a second time or when the answers come: its parts; else whole."""
    for cut in _JOINT.finditer(text):
        first, rest = text[: cut.start()].strip(), text[cut.end() :].strip()
        if names_moment(first) and names_moment(rest) and is_question_deadline(first, kind):
            return [first, *moments_apart(rest, "question")]
    return [text]
