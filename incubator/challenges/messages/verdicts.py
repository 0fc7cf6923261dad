"""Words for verdicts and their grounds."""

from datetime import date
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.challenges.values import Exclusion, Ground, Level, NextAction, Regulation, RegulationWords, WorkClass
from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_

SECOND_HAND = N_("second-hand description")  # a source in the list of regulations
LEVELS = {
    Level.PROMISING: _l("Promising to explore"),
    Level.PERHAPS: _l("Perhaps"),
    Level.NOT_NOW: _l("Not now"),
    Level.UNLIKELY: _l("Not obvious"),
    Level.UNKNOWN: _l("Not clear: ask first"),
    Level.NO: _l("No"),
}
BADGES = {
    Level.PROMISING: "done",
    Level.PERHAPS: "attention",
    Level.NOT_NOW: "waiting",
    Level.UNLIKELY: "later",
    Level.UNKNOWN: "waiting",
    Level.NO: "later",
}


NEXT = {
    NextAction.BEGIN: _l("Begin a challenge: write down what you would do, and ask the authority for a first talk."),
    NextAction.ASK_RULES: _l(
        "Ask the authority two things: what its rules for the right to challenge are, and with whom you can talk."
    ),
    NextAction.ASK_END: _l("Ask the authority when this contract ends and whether it can be extended."),
    NextAction.ASK_PLANS: _l("Ask the authority what it plans with this task now."),
    NextAction.ASK_WHO_DECIDES: _l("Ask the buyer which municipality decides about this task."),
    NextAction.READ_NOTICE: _l("Read the notice: what work is it, and who does it now? Then ask your coach."),
    NextAction.BID: _l("Look whether you can bid, alone or with others. Or follow it, for the next time."),
    NextAction.FOLLOW: _l("Follow this procurement: the award says who gets it, and often until when."),
    NextAction.PLAN_FOR_END: _l("Note the date on which the contract ends, and reckon when a request has to be in."),
    NextAction.SUCCESSOR: _l("Ask whether there is a new contract already, and until when that runs."),
    NextAction.LATER_NOTICE: _l("Look at the later publication."),
    NextAction.READ_RULES: _l("Read what the authority leaves out, and ask whether a smaller part is possible."),
    NextAction.SMALLER_PART: _l(
        "Look for a smaller or nearer part of this work, and ask your coach whether it can be taken over."
    ),
    NextAction.PROPOSE: _l("You can still propose your plan to this buyer: look in the notice whom to call."),
}
# What the link or button to the next step says; a step without a page of its own has none.
NEXT_LINKS = {
    NextAction.BEGIN: _l("Begin a challenge"),
    NextAction.ASK_RULES: _l("What we know of the rules"),
    NextAction.ASK_WHO_DECIDES: _l("To the notice"),
    NextAction.READ_NOTICE: _l("To the notice"),
    NextAction.BID: _l("To the notice"),
    NextAction.FOLLOW: _l("To the notice"),
    NextAction.ASK_END: _l("Ask it by letter, with its term"),
    NextAction.ASK_PLANS: _l("Ask it by letter, with its term"),
    NextAction.SUCCESSOR: _l("What the buyer buys"),
    NextAction.SMALLER_PART: _l("What the buyer buys"),
    NextAction.PLAN_FOR_END: _l("Reckon the last day"),
    NextAction.LATER_NOTICE: _l("All notices of this procurement"),
    NextAction.READ_RULES: _l("What we know of the rules"),
    NextAction.PROPOSE: _l("To the notice"),
}
# The question that a group can send, where the next step is to ask.
QUESTIONS = {
    NextAction.ASK_END: N_(
        "When does the contract for “%(title)s” end? Can it be extended, and until when? "
        "We ask this under the Open Government Act (Wet open overheid), because we think of taking over the task."
    ),
    NextAction.ASK_RULES: N_(
        "We are thinking of taking over “%(title)s” with people from the neighbourhood. "
        "Do you have rules for the right to challenge (uitdaagrecht)? What do you ask of us, and with whom can we talk?"
    ),
    NextAction.ASK_PLANS: N_(
        "What do you plan with “%(title)s”? We would like to talk about it before you choose how to go on."
    ),
    NextAction.ASK_WHO_DECIDES: N_(
        "For which municipality do you buy “%(title)s”, and who decides there about a proposal of residents?"
    ),
    NextAction.SUCCESSOR: N_("Is there a new contract for “%(title)s”? Who has it, and until when does it run?"),
}
HEAVY = 2  # points from which a reason weighs heavily


def question(step: NextAction, title: str) -> str | None:
    """The question that a group can send as it stands, or nothing."""
    sentence_of_step = QUESTIONS.get(step)
    if sentence_of_step is None:
        return None
    return str(_(sentence_of_step, title=title))


def weighs_heavily(ground: Ground) -> bool:
    return abs(ground.weight) >= HEAVY


def sentence(ground: Ground) -> str:
    """A ground in the reader's language."""
    params: dict[str, Any] = dict(ground.params)
    if isinstance(params.get("end"), date):
        params["end"] = formatting.as_date(params["end"])
    for amount in ("value", "threshold"):
        if amount in params:
            params[amount] = formatting.money_cents(int(params[amount]) * 100)
    if "regulation" in params:
        params["title"] = regulation_words(params["regulation"]).title
    if "names" in params:
        params["names"] = ", ".join(map(attrgetter("name"), params["names"]))
    if "work" in params:
        params |= _of_work(params["work"])
    if "exclusion" in params:
        params["exclusion"] = _exclusion(params["exclusion"])
    return str(_(ground.sentence, **params))


def _of_work(work: WorkClass) -> dict[str, str]:
    """What a class of work is called, and why it suits or not."""
    if language() == "nl":
        return {"work": work.dutch, "reason": work.dutch_reason}
    return {"work": work.english, "reason": work.english_reason}


def _exclusion(exclusion: Exclusion) -> str:
    if language() == "nl" or exclusion.english is None:
        return exclusion.dutch
    return exclusion.english


def regulation_words(regulation: Regulation) -> RegulationWords:
    """What a regulation says, in the reader's language."""
    if language() == "nl":
        return regulation.dutch
    return regulation.english


def source(cited: Ground | Regulation) -> str:
    """Where a ground or our knowledge of a regulation comes from; names of publications stay as they are."""
    return str(_(cited.source))
