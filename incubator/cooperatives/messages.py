"""Words for the codes of this feature, in the reader's language, and the mail of an invitation into a group."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import FactKey, FactKind, Phase, SourceKind
from incubator.core.mail import Letter, in_language
from incubator.core.outbox import queue_mail

PHASES = {
    Phase.F0: _l("Idea"),
    Phase.F1: _l("Core group"),
    Phase.F2: _l("Feasibility"),
    Phase.F3: _l("Business plan"),
    Phase.F4: _l("Statutes"),
    Phase.F5: _l("Founding"),
    Phase.F6: _l("First contract"),
    Phase.F7: _l("Growing on"),
    Phase.STOPPED: _l("Stopped"),
}

PARTICIPATION_ROLES = {
    ParticipationRole.COORDINATOR: _l("Coordinator"),
    ParticipationRole.MEMBER: _l("Takes part"),
    ParticipationRole.OBSERVER: _l("Reads along"),
}

SOURCES = {
    SourceKind.EXERCISE: _l("an exercise"),
    SourceKind.INTERVIEW: _l("the statutes interview"),
    SourceKind.REGISTER: _l("the member register"),
    SourceKind.DEED: _l("the deed"),
    SourceKind.IMPORT: _l("an imported file"),
    SourceKind.ENTERED: _l("entered by hand"),
}

MILESTONES = {
    "deed": _l("Deed signed"),
    "kvk": _l("KVK number"),
    "statutes-approved": _l("Statutes approved by the coach"),
    "first-bid": _l("First bid"),
    "first-contract": _l("First contract"),
}

HINTS = {
    FactKind.LIST: _l("One on each line."),
    FactKind.RECORDS: _l("One on each line, with a bar between the columns: %(columns)s."),
    FactKind.MONEY: _l("In euros, for example 1250 or 18,50."),
    FactKind.DATE: _l("As year-month-day, for example 2026-11-24."),
}


def hint(definition: FactKey) -> str:
    """How to fill in a fact of this kind."""
    if definition.choices:
        return ", ".join(definition.choices)
    text = HINTS.get(definition.kind)
    return str(text) % {"columns": " | ".join(definition.fields)} if text is not None else ""


def send_group_invitation(user: User, group_name: str, group_url: str, *, key: str, inviter: str) -> None:
    """Tell someone who has an account that they now take part in a group."""
    with in_language(user.language):
        letter = Letter(
            subject=_("You now take part in %(group)s", group=group_name),
            paragraphs=(
                _(
                    "%(inviter)s invited you to %(group)s. Look at what the next step is.",
                    inviter=inviter,
                    group=group_name,
                ),
            ),
            action=(_("To the group"), group_url),
            why=_("You get this mail because you have an account."),
        )
    queue_mail(letter, to=user, key=key)
