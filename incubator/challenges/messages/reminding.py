"""Mails to a group about its challenge: a day that comes or has passed, and what was published of the task."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.values.challenging import Due
from incubator.core import formatting
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.notices.models import Notice


def remind_of_decision(challenge: Challenge, due: Due, readers: Sequence[User], *, today: date) -> int:
    """The authority decides within a week, or should have decided. Gives the number of mails."""
    mailed = 0
    for reader in readers:
        with in_language(reader.language):
            words = {"authority": challenge.authority, "name": challenge.title, "day": formatting.as_date(due.on)}
            if today > due.on:
                subject = _("No decision yet: %(name)s", **words)
                text = _(
                    "%(authority)s should have decided on “%(name)s” before %(day)s. Call, and send the reminder. "
                    "No answer is not a yes.",
                    **words,
                )
            else:
                subject = _("The decision is near: %(name)s", **words)
                text = _("By its own rules, as we know them, %(authority)s decides on “%(name)s” by %(day)s.", **words)
            letter = _letter(challenge, subject, text)
        mailed += queue_mail(
            letter, to=reader, key=_key(challenge, "decision", due, today, reader), kind=MailKind.REMINDERS
        )
    return mailed


def remind_of_answer(challenge: Challenge, due: Due, readers: Sequence[User], *, today: date) -> int:
    """An answer usually comes within a week, or should have come. Gives the number of mails."""
    mailed = 0
    for reader in readers:
        with in_language(reader.language):
            words = {"authority": challenge.authority, "name": challenge.title, "day": formatting.as_date(due.on)}
            if today > due.on:
                subject = _("No answer yet to your question: %(name)s", **words)
                text = _(
                    "You asked %(authority)s for information. Usually an answer comes before %(day)s. Call, and send the reminder.",
                    **words,
                )
            else:
                subject = _("The answer to your question is near: %(name)s", **words)
                text = _("Usually the answer of %(authority)s comes before %(day)s.", **words)
            letter = _letter(challenge, subject, text)
        mailed += queue_mail(
            letter, to=reader, key=_key(challenge, "answer", due, today, reader), kind=MailKind.REMINDERS
        )
    return mailed


def _key(challenge: Challenge, what: str, due: Due, today: date, reader: User) -> str:
    """Once before and once after each day; a day that moves is another."""
    side = "after" if today > due.on else "before"
    return f"challenge:{challenge.id}:{what}:{side}:{due.on}:{reader.id}"


def tell_of_publications(challenge: Challenge, published: Sequence[Notice], readers: Sequence[User]) -> int:
    """The task was corrected, stopped or awarded while the challenge goes on. Once for each publication; gives the number of mails."""
    mailed = 0
    for notice in published:
        for reader in readers:
            with in_language(reader.language):
                words = {"name": challenge.title, "notice": notice.title[:150]}
                letter = _letter(
                    challenge,
                    _("Something was published about your challenge: %(name)s", **words),
                    _(
                        "“%(notice)s” was published, about the task that you challenge. "
                        "Look whether your challenge can go on like this.",
                        **words,
                    ),
                )
            key = f"challenge:{challenge.id}:publication:{notice.id}:{reader.id}"
            mailed += queue_mail(letter, to=reader, key=key, kind=MailKind.NOTICES)
    return mailed


NOTICE_TERMS: dict[str, LazyString] = {
    "title": _l("the title"),
    "description": _l("the description"),
    "kind": _l("the kind of publication"),
    "cpv": _l("the kind of work"),
    "places": _l("the places"),
    "duration_months": _l("how long the contract takes"),
    "value": _l("the value"),
    "cancelled": _l("whether it goes on"),
    "deadline": _l("the closing date"),
    "contract_end": _l("the end of the contract"),
}


def terms_in_words(changed: Iterable[str]) -> str:
    """What changed of a notice, as a reader calls it."""
    return ", ".join(str(NOTICE_TERMS[name]) for name in changed)


def tell_of_changes(challenge: Challenge, changed: Sequence[str], change: str, readers: Sequence[User]) -> int:
    """The notice itself says something else while the challenge goes on. Once for each change; gives the number of mails."""
    if challenge.notice is None:
        return 0
    mailed = 0
    for reader in readers:
        with in_language(reader.language):
            words = {"name": challenge.title, "notice": challenge.notice.title[:150], "terms": terms_in_words(changed)}
            letter = _letter(
                challenge,
                _("The notice of your challenge was changed: %(name)s", **words),
                _(
                    "In “%(notice)s” this was changed: %(terms)s. Look whether your challenge can go on like this.",
                    **words,
                ),
            )
        key = f"challenge:{challenge.id}:changed:{change}:{reader.id}"
        mailed += queue_mail(letter, to=reader, key=key, kind=MailKind.NOTICES)
    return mailed


def ask_coaches(challenge: Challenge, coaches: Sequence[User]) -> None:
    """The plan is written, and the page says that it is the coach's turn: once for each time that it is written."""
    for reader in coaches:
        with in_language(reader.language):
            words = {"name": challenge.title, "group": challenge.cooperative.name}
            letter = Letter(
                subject=_("%(group)s wrote its plan: %(name)s", **words),
                paragraphs=(_("Read the plan and say what you think of it, before %(group)s hands it in.", **words),),
                action=(_("Look at the challenge"), _address(challenge)),
                why=_("You get this mail because you coach %(group)s.", **words),
                settings_url=link("watch.mail_preferences"),
            )
        key = f"challenge:{challenge.id}:written:{len(challenge.steps)}:{reader.id}"
        queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)


def _address(challenge: Challenge) -> str:
    return link("challenges.show", slug=challenge.cooperative.slug, challenge_id=challenge.id)


def _letter(challenge: Challenge, subject: str, text: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=(text,),
        action=(_("Look at the challenge"), _address(challenge)),
        why=_("You get this mail because you take part in %(group)s.", group=challenge.cooperative.name),
        settings_url=link("watch.mail_preferences"),
    )
