"""The mail about what was published in a procurement that someone follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from incubator.accounts import messages as account_words
from incubator.accounts.models import User
from incubator.core import formatting, signing
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.notices import messages as notice_words
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A publication, with the one before it; or one that the reader knows, with what changed in it."""

    notice: Notice
    before: Notice | None = None
    changed: tuple[str, ...] = ()


def send_news(reader: User, items: Sequence[NewsItem], *, now: datetime) -> None:
    """Queue one mail with everything that was published about what a reader follows."""
    with in_language(reader.language):
        letter = Letter(
            subject=_subject(items),
            paragraphs=(
                _("Something was published about a procurement that you follow. Look whether it changes your plans."),
            ),
            items=tuple(map(_line, items)),
            action=(_("Read the newest"), link("notices.show", notice_id=items[-1].notice.id)),
            why=_("You get this mail because you follow this procurement. You stop that on the page of the notice."),
            unsubscribe_url=link(
                "accounts.stop_mails", token=signing.sign(account_words.STOP, f"{MailKind.NOTICES}.{reader.id}")
            ),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=reader, key=f"news:{reader.id}:{now.isoformat()}", kind=MailKind.NOTICES)


def _subject(items: Sequence[NewsItem]) -> str:
    """What happened, when it is a single thing that can be named; else about which procurement it is."""
    title = items[0].notice.title[:80]
    happened = next(_happened(items[0]), "")
    if len(items) > 1 or not happened or not _is_weighty(items[0]):
        return _("News about %(title)s", title=title)
    return f"{happened.rstrip('.')}: {title}"


def _is_weighty(item: NewsItem) -> bool:
    """Whether it ended or its deadline moved; another word in a text is none."""
    notice, before = item.notice, item.before
    if item.changed or notice.own_status is NoticeStatus.CANCELLED or notice.content.winners:
        return True
    deadlines = {notice.deadline, before.deadline if before is not None else None}
    return len(deadlines - {None}) > 1


def _line(item: NewsItem) -> MailLine:
    notice = item.notice
    lines = [str(notice_words.KINDS[notice.kind])]
    if notice.corrects_id is not None:
        lines = [_("Correction: %(kind)s", kind=lines[0])]
    lines += _happened(item)
    if notice.buyer is not None:
        lines.append(_("From: %(buyer)s", buyer=notice.buyer.name))
    if notice.deadline is not None:
        closes = formatting.as_deadline(notice.deadline, whole_day=notice.deadline_day_only)
        lines.append(notice_words.by_when(notice.content, closes))
    return MailLine(title=notice.title, url=link("notices.show", notice_id=notice.id), lines=tuple(lines))


def _happened(item: NewsItem) -> Iterator[str]:
    """Stopped, awarded to whom and for how much, and what is other than before; the weightiest first."""
    yield from item.changed
    notice, before = item.notice, item.before
    if item.changed:
        return
    if notice.own_status is NoticeStatus.CANCELLED:
        yield _("The buyer stopped this procurement.")
    winners = ", ".join(_winners(notice))
    if winners:
        yield _("Awarded to %(names)s", names=winners)
    # An award repeats little of its call: what it leaves out is no change.
    if before is not None and before.kind is notice.kind:
        yield from notice_words.differences(before, notice)
    if before is not None and notice.documents_url and not before.documents_url:
        yield _("There are documents now")


def _winners(notice: Notice) -> Iterator[str]:
    for winner in notice.content.winners:
        yield winner.name if winner.value is None else f"{winner.name} ({notice_words.money(winner.value)})"
