"""The stages of a bid, from the first look to the outcome, and until when its content may be written. Plain Python.

What was handed in stands: its text, its price, what is asked and how it is answered, the UEA, who bids along, the lots and the documents
that go to the buyer. What comes after it goes on: tasks, questions and answers of the buyer, what those change, comments, the outcome,
objections, the contract, a partner who stops, why the group went for it, and what goes from the text into the library.
"""

from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

UNDECIDED = ("seen", "interesting", "deciding")
# Won and lost are final: a bid that went on after all is another bid. A stopped one can be taken up again.
STEPS = {
    "seen": ("interesting", "deciding", "withdrawn"),
    "interesting": ("deciding", "seen", "withdrawn"),
    "deciding": ("writing", "interesting", "withdrawn"),
    "writing": ("submitted", "deciding", "withdrawn"),
    "submitted": ("won", "lost", "withdrawn", "writing"),
    "won": (),
    "lost": (),
    "withdrawn": ("writing", "deciding"),
}

WRITABLE = frozenset((*UNDECIDED, "writing"))
STANDS = N_(
    "This was handed in and stays as it is. Must something change, and may you still hand in anew? Take the hand-in back first, with a "
    "reason: then you can write again."
)
STANDS_BY_STAGE = N_(
    "This was handed in and stays as it is. Must something change, and may you still hand in anew? Say first that you write again."
)
DECIDED = N_(
    "The buyer has decided: what you handed in stays as it is. What you would write better now goes into your library of answers, for "
    "the next bid."
)
STOPPED = N_("You stopped with this bid, so nothing changes in it. Do you go on after all? Take it up again first.")


def is_open_for_writing(stage: str, *, handed_in: bool) -> bool:
    """Whether the content of a bid may be written; `handed_in`: there is a hand-in that was not taken back."""
    return stage in WRITABLE and not handed_in


def check_open_for_writing(stage: str, *, handed_in: bool) -> None:
    """Raises `RuleViolation`, with the way forward, once a bid was handed in or is over."""
    if is_open_for_writing(stage, handed_in=handed_in):
        return
    raise RuleViolation(why_closed(stage, handed_in=handed_in))


def why_closed(stage: str, *, handed_in: bool) -> str:
    """Why nothing of a bid may be written any more, and what can be done about it: a source text."""
    if stage in {"won", "lost"}:
        return DECIDED
    if stage == "withdrawn" and not handed_in:
        return STOPPED
    return STANDS if handed_in else STANDS_BY_STAGE


def check_note(typed: str, stored: str | None, *, revision: int, stored_revision: int) -> None:
    """Whether what was typed may take the place of what is stored: not when someone else wrote since this page was opened."""
    if revision == stored_revision or typed == (stored or ""):
        return
    raise Conflict(
        N_("Someone else wrote here while you were typing. Put together what you both want to keep, and save again."),
        field="note",
    )


def check_step(now: str, then: str) -> None:
    """Whether a bid may go from one stage to another. Raises `RuleViolation`."""
    if then not in STEPS[now]:
        raise RuleViolation(N_("A bid cannot go from this stage to that one."), field="stage")


def check_place(now: str, seen: str) -> None:
    """Whether a bid is still where the board showed it. Raises `Conflict`."""
    if now != seen:
        raise Conflict(N_("Somebody else has moved this bid in the meantime. Look where it is now."))


def check_undecided(now: str) -> None:
    """Go or no-go is decided before the writing. Raises `Conflict`: somebody else decided in the meantime."""
    if now not in UNDECIDED:
        raise Conflict(N_("This has been decided already. Look at the page of the bid."))
