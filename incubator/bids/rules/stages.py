"""The stages of a bid, from the first look to the outcome. Plain Python."""

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
