"""Words for go or no-go, for findings of the rules, and for tasks."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from incubator.bids.models import BidTask
from incubator.bids.rules.planning import WORDS
from incubator.bids.values.deciding import KnockOutState
from incubator.bids.values.findings import LegalMark, RuleNote, RuleWeight
from incubator.core.formatting import money
from incubator.core.i18n import shown

STATES = {
    KnockOutState.OPEN: _l("stops the bid"),
    KnockOutState.ATTENTION: _l("look at this"),
    KnockOutState.UNKNOWN: _l("to find out"),
    KnockOutState.FINE: _l("in order"),
}
STATE_BADGES = {
    KnockOutState.OPEN: "blocked",
    KnockOutState.ATTENTION: "attention",
    KnockOutState.UNKNOWN: "waiting",
    KnockOutState.FINE: "done",
}
MARKS = {
    LegalMark.READ: _l("read in the law"),
    LegalMark.SECOND_HAND: _l("second hand, let somebody confirm it"),
    LegalMark.PRACTICE: _l("from practice, not checked"),
}
WEIGHTS = {
    RuleWeight.ERROR: _l("this must be right"),
    RuleWeight.WARNING: _l("ask about this"),
    RuleWeight.INFO: _l("good to know"),
}
WEIGHT_BADGES = {RuleWeight.ERROR: "blocked", RuleWeight.WARNING: "attention", RuleWeight.INFO: "later"}


def sentence(note: RuleNote) -> str:
    """A sentence in the reader's language. A parameter may be a sentence itself."""
    params = {name: _shown(value) for name, value in note.params.items()}
    return str(gettext(note.text, **params))


def _shown(value: object) -> object:
    """Amounts, and sentences in a sentence; the rest as any sentence of a rule has it."""
    if isinstance(value, RuleNote):
        return sentence(value)
    if isinstance(value, Decimal):
        return money(value)
    return shown(value)


def words_of(task: BidTask) -> str:
    """What has to be done; as it was typed, or in the reader's language."""
    if task.typed:
        return task.words
    # A bid that was begun long ago gets its own tasks at the next planning; until then its list says what it said.
    return str(gettext(task.words or WORDS.get(task.key, task.key), **task.params))


def counted_back(task: BidTask) -> date | None:
    """The day before which a task that is due at once should have been done; None where people chose a day themselves."""
    counted = task.params.get("counted")
    return date.fromisoformat(counted) if counted and task.due_on == task.planned_on else None


def is_late(task: BidTask, today: date) -> bool:
    """Whether it should have been done by now."""
    return task.due_on is not None and task.done_at is None and task.due_on < today
