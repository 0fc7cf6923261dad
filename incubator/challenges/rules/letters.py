"""Which documents of a challenge can be true now: nobody reminds of what was not sent or handed in."""

from datetime import date

from incubator.challenges.rules import states
from incubator.challenges.values.challenging import ChallengeState, PaperKind


def fitting_papers(state: ChallengeState, *, sent: date | None, answered: date | None) -> tuple[PaperKind, ...]:
    """The documents to offer, in their usual order."""
    early = set()
    if sent is None or answered is not None:
        early.add(PaperKind.INFORMATION_REMINDER)
    if state not in states.WAITING:
        early.add(PaperKind.DECISION_REMINDER)
    # After a letter that asks for time the grounds follow, in the letter that has them.
    if state not in {ChallengeState.REFUSED, ChallengeState.OBJECTED}:
        early.add(PaperKind.OBJECTION)
    if state is not ChallengeState.REFUSED:
        early.add(PaperKind.OBJECTION_FOR_TIME)
    return tuple(kind for kind in PaperKind if kind not in early)
