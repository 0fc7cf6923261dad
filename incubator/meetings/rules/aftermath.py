"""What has to be done after a decision that only a deed, a register or a liquidation completes, each step with its article."""

from dataclasses import dataclass
from datetime import date, timedelta

from incubator.core.i18n import mark as N_
from incubator.core.working_days import next_working_day
from incubator.meetings.values import ItemKind
from incubator.register.rules import leave_at_once_until

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AftermathStep:
    """One thing to do, with the rule of the fact base, the article, and the last day where that can be counted from the decision."""

    number: str
    articles: tuple[str, ...]
    words: str
    last: date | None = None
    to_check: bool = False  # we have not read the article: somebody who knows has to say


DEED = AftermathStep(
    "G-17",
    ("BW 2:43(5)",),
    N_("Give the extract of the minutes and the adopted text to the notary. Until the deed the old statutes hold."),
)
FILING = AftermathStep(
    "R-02",
    ("BW 2:43(5)", "BW 2:6"),
    N_("After the deed the directors file it, and the whole new text, with the trade register: within a week."),
)
SURPLUS = AftermathStep(
    "C-17",
    ("BW 2:27(4)(f)", "BW 2:23b(1)"),
    N_("What is left goes where your statutes say. If they say nothing, it goes to the members."),
)
LIABLE = AftermathStep(
    "M-15",
    ("BW 2:55(1)",),
    N_(
        "Where your statutes make members liable: who was a member, or left less than a year before, pays for a shortage."
    ),
)
DISSOLVED = AftermathStep(
    "R-02", ("Handelsregisterwet 2007 20(2)",), N_("Report the dissolution to the trade register within a week.")
)
LIQUIDATION = AftermathStep(
    "",
    ("BW 2:19", "BW 2:23"),
    N_(
        "Who settles what is left, the account and the plan of division, and how long creditors can object: ask the notary. "
        "We have not read these articles."
    ),
    to_check=True,
)
CONVERTED = AftermathStep(
    "G-18",
    ("BW 2:18(1)", "BW 2:18(2)"),
    N_("A conversion needs nine tenths of the votes, a decision to change the statutes, and a deed of the notary."),
)
COURT = AftermathStep(
    "G-18",
    ("BW 2:18(4)",),
    N_(
        "Where a foundation is involved, the court must give permission first. Ask the notary whether that holds for you."
    ),
    to_check=True,
)


def steps_after(kind: ItemKind, decided_on: date) -> tuple[AftermathStep, ...]:
    """What is left to do after an adopted decision of this kind, in the order in which it is done."""
    if kind is ItemKind.AMENDMENT:
        return (DEED, FILING)
    if kind is ItemKind.CONVERSION:
        return (CONVERTED, COURT, DEED, FILING, _leaving(decided_on))
    if kind is ItemKind.DISSOLUTION:
        return (_reported(decided_on), LIQUIDATION, SURPLUS, LIABLE, _books())
    return ()


def _leaving(decided_on: date) -> AftermathStep:
    """Who hears of it later can leave later: this is the last day for who was at the meeting."""
    words = N_(
        "Tell every member. Within a month after hearing of it a member can leave at once: who was there until this day."
    )
    return AftermathStep("M-10", ("BW 2:36(4)",), words, leave_at_once_until(decided_on))


def _reported(decided_on: date) -> AftermathStep:
    return AftermathStep(DISSOLVED.number, DISSOLVED.articles, DISSOLVED.words, next_working_day(decided_on + WEEK))


def _books() -> AftermathStep:
    words = N_("Keep books and papers for seven years after the liquidation. Say who keeps them.")
    return AftermathStep("A-09", ("BW 2:10(3)", "BW 2:24"), words)
