"""The mail about work that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.core.formatting import ago
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.reviews.models import Round
from incubator.reviews.values import WorkKind, WorkTurn


@dataclass(frozen=True, slots=True)
class Nudge:
    """Work that waits, for whom, since when; `own` for who has the turn, else for a manager who should know."""

    work: Round
    kind: WorkKind
    turn: WorkTurn
    since: datetime
    own: bool


def nudge(reader: User, nudges: Sequence[Nudge], *, now: datetime) -> bool:
    """Queue the mail with everything that waits; one a day for each person."""
    with in_language(reader.language):
        paragraph = _("While this waits, nothing moves.")
        if len(nudges) > 1:
            paragraph = _("Look at the oldest first: while this waits, nothing moves.")
        letter = Letter(
            subject=ngettext("%(num)d piece of work waits", "%(num)d pieces of work wait", len(nudges)),
            paragraphs=(paragraph,),
            items=tuple(_line(item) for item in nudges),
            action=_button(nudges),
            why=_why(nudges),
            settings_url=link("watch.mail_preferences"),
        )
    return queue_mail(letter, to=reader, key=f"nudge:{reader.id}:{now:%Y-%m-%d}", kind=MailKind.REMINDERS)


def _why(nudges: Sequence[Nudge]) -> str:
    if any(item.own for item in nudges):
        return _("You get this mail because work waits for you.")
    return _("You get this mail because work has waited for three weeks.")


def _button(nudges: Sequence[Nudge]) -> tuple[str, str]:
    if all(item.turn is WorkTurn.GROUP and item.own for item in nudges):
        first = nudges[0]
        case = first.work.case
        return _("Improve the work"), link(first.kind.endpoint, slug=case.cooperative.slug, ref=case.ref)
    return _("To the queue"), link("reviews.queue")


def _line(item: Nudge) -> MailLine:
    work = item.work
    endpoint = "reviews.piece" if item.turn is WorkTurn.GROUP else "reviews.show"
    title = f"{work.case.cooperative.name}: {work.case.title}"
    return MailLine(title, link(endpoint, round_id=work.id), (_whom(item), _since(item)))


def _whom(item: Nudge) -> str:
    if item.own:
        return _("Your turn")
    if item.turn is WorkTurn.GROUP:
        return _("The group's turn")
    coach = item.work.coach
    return _("%(name)s's turn", name=coach.name) if coach is not None else _("A coach's turn")


def _since(item: Nudge) -> str:
    if item.turn is WorkTurn.GROUP:
        return _("returned %(ago)s", ago=ago(item.since))
    return _("handed in %(ago)s", ago=ago(item.since))
