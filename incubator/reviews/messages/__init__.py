"""Mails about work that is reviewed, and words for its stages."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.formatting import as_date, as_datetime
from incubator.core.i18n import language
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.reviews.models import Round
from incubator.reviews.values import CoachDecision, HandInWish, RoundStage, WorkKind

STAGES = {
    RoundStage.SUBMITTED: _l("Waits for a coach"),
    RoundStage.CLAIMED: _l("A coach is reading it"),
    RoundStage.RETURNED: _l("Back at the group"),
    RoundStage.APPROVED: _l("Approved"),
    RoundStage.WITHDRAWN: _l("Taken back"),
}
DECISIONS = {
    CoachDecision.RETURN: _l("Return to the group"),
    CoachDecision.ADVISE: _l("Approve with advice"),
    CoachDecision.APPROVE: _l("Approve"),
}
BADGES = {
    RoundStage.SUBMITTED: "waiting",
    RoundStage.CLAIMED: "now",
    RoundStage.RETURNED: "attention",
    RoundStage.APPROVED: "done",
    RoundStage.WITHDRAWN: "later",
}


def time_of_day(moment: datetime | None) -> str:
    """14.35 uur, in English 14:35; with the day when that is another than today."""
    if moment is None:
        return ""
    local = clock.local(moment)
    if local.date() != clock.today():
        return as_datetime(moment)
    if language() == "nl":
        return f"{local:%H.%M} uur"
    return f"{local:%H:%M}"


def tell_coaches(work: Round, coaches: Sequence[User]) -> None:
    """Queue the mail that work was handed in."""
    words = {"title": work.case.title, "group": work.case.cooperative.name}
    for coach in coaches:
        with in_language(coach.language):
            letter = Letter(
                subject=_("%(group)s handed in: %(title)s", **words),
                paragraphs=(
                    _("Look at “%(title)s” of %(group)s and say what is good and what can be better.", **words),
                ),
                action=(_("Look at the work"), link("reviews.show", round_id=work.id)),
                why=_("You get this mail because you are coach of %(group)s.", **words),
                facts=_facts(work),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=coach, key=f"handed-in:{work.id}:{coach.id}", kind=MailKind.WORK)


def _facts(work: Round) -> tuple[tuple[str, str], ...]:
    facts = ((_("Handed in by"), work.handed_in_by.name), (_("Attempt"), str(work.attempt)))
    if not work.request:
        return facts
    return (*facts, (_("The group asks you to look at"), work.request))


def tell_nobody_guides(work: Round, managers: Sequence[User]) -> None:
    """Queue the mail that a group without a coach handed in work: somebody has to choose one."""
    words = {"title": work.case.title, "group": work.case.cooperative.name}
    for manager in managers:
        with in_language(manager.language):
            letter = Letter(
                subject=_("%(group)s has no coach and handed in: %(title)s", **words),
                paragraphs=(
                    _(
                        "Choose a coach for %(group)s. Until then every coach can take “%(title)s” from the queue.",
                        **words,
                    ),
                ),
                action=(_("Choose a coach"), link("cooperatives.coach", slug=work.case.cooperative.slug)),
                why=_("You get this mail because you are a manager and nobody guides %(group)s.", **words),
                facts=((_("Handed in by"), work.handed_in_by.name),),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=manager, key=f"without-coach:{work.id}:{manager.id}", kind=MailKind.WORK)


def handed_in(group: Cooperative) -> str:
    """What happens now, for who handed something in."""
    if has_coach(group):
        return _("Handed in. Your coach gets a mail; you get one when there is an answer.")
    return _(
        "Handed in. You have no coach yet: every coach can read it now, and the manager gets a mail to choose one. "
        "You get a mail when there is an answer."
    )


def after_hand_in(group: Cooperative, handed_in_round: Round | None, wish: HandInWish) -> str:
    """The same; and what happens when it waits for others in the group, or no longer does."""
    if handed_in_round is not None:
        return handed_in(group)
    if wish.stop:
        return _("You no longer wait for everyone. Hand in when you are ready.")
    return _("You agree. It goes to the coach when everyone in your group agrees with these answers.")


def tell_put_back(work: Round, readers: Sequence[User], *, coach: User, until: date | None) -> None:
    """Queue the mail that work waits for a coach again, because who read it stopped, or is away until a day."""
    words = {"title": work.case.title, "group": work.case.cooperative.name, "coach": coach.name}
    for reader in readers:
        with in_language(reader.language):
            why = _("The coach who was reading “%(title)s” of %(group)s stopped.", **words)
            if until is not None:
                why = _("%(coach)s was reading it and is away until %(day)s included.", **words, day=as_date(until))
            letter = Letter(
                subject=_("%(group)s waits for a coach again: %(title)s", **words),
                paragraphs=(
                    why,
                    _("The work is back in the queue. What was remarked so far is still there."),
                ),
                action=(_("Look at the work"), link("reviews.show", round_id=work.id)),
                why=_("You get this mail because you can read the work of this group."),
                settings_url=link("watch.mail_preferences"),
            )
        # The version makes the key of each time another: work can be put back by two coaches in turn.
        queue_mail(letter, to=reader, key=f"put-back:{work.id}:{work.version}:{reader.id}", kind=MailKind.WORK)


def tell_taken_over(work: Round, coach: User, to: User) -> None:
    """Queue the mail that a coach goes on with what another was reading."""
    words = {"title": work.case.title, "group": work.case.cooperative.name, "coach": coach.name}
    with in_language(to.language):
        letter = Letter(
            subject=_("You go on with: %(title)s of %(group)s", **words),
            paragraphs=(_("%(coach)s was reading it and stops. What was remarked so far is still there.", **words),),
            action=(_("Look at the work"), link("reviews.show", round_id=work.id)),
            why=_("You get this mail because you take over from %(coach)s.", **words),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=to, key=f"taken-over:{work.id}:{work.version}:{to.id}", kind=MailKind.WORK)


def tell_group(work: Round, kind: WorkKind, readers: Sequence[User]) -> None:
    """Queue the mail with the coach's decision."""
    for reader in readers:
        with in_language(reader.language):
            letter = _decision(work, kind)
        queue_mail(letter, to=reader, key=f"decided:{work.id}:{reader.id}", kind=MailKind.WORK)


def _decision(work: Round, kind: WorkKind) -> Letter:
    words = {"title": work.case.title, "group": work.case.cooperative.name}
    if work.stage is RoundStage.APPROVED:
        subject = _("Approved: %(title)s", **words)
        first = _("Your coach approved “%(title)s”. Look at what the next step is.", **words)
        label = _("Look at the work")
        if work.with_advice:
            first = _("Your coach approved “%(title)s”, with advice. What you do with it is up to you.", **words)
    else:
        subject = _("Please improve: %(title)s", **words)
        first = _(
            "Your coach read “%(title)s” and asks you to improve it. The remarks are beside your answers.", **words
        )
        label = _("Improve the work")
    page = link(kind.endpoint, slug=work.case.cooperative.slug, ref=work.case.ref)
    return Letter(
        subject=subject,
        paragraphs=tuple(filter(None, (first, work.verdict))),  # an approval needs no verdict
        action=(label, page),
        why=_("You get this mail because you take part in %(group)s.", **words),
        settings_url=link("watch.mail_preferences"),
    )
