"""Who may say what about a document of a phase."""

from incubator.cooperatives.values import DocumentState
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

OF_GROUP = (DocumentState.MISSING, DocumentState.BEGUN, DocumentState.WITH_COACH)
OF_COACH = (DocumentState.DONE, DocumentState.NOT_NEEDED, DocumentState.BEGUN)


def check_document(state: DocumentState, note: str, *, decides: bool) -> None:
    """Whether someone may say this about a document. Raises `RuleViolation`: only who guides the group calls it done."""
    if state not in (OF_COACH if decides else OF_GROUP):
        raise RuleViolation(N_("Choose one of the answers."), field="state")
    if state is DocumentState.NOT_NEEDED and not note:
        raise RuleViolation(N_("Say in a sentence why this is not needed."), field="note")
