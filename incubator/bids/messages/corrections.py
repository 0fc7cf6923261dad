"""What another edition of a notice changes, in words; and the mail about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.bids.models import Bid
from incubator.bids.queries.corrections import NoticeNews
from incubator.bids.rules.corrections import DifferenceKind, NoticeDifference
from incubator.core import formatting
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.notices import messages as notice_words

LABELS = {
    DifferenceKind.TITLE: _l("Title"),
    DifferenceKind.DEADLINE: _l("Deadline"),
    DifferenceKind.VALUE: _l("Value"),
    DifferenceKind.DURATION: _l("How long the work lasts"),
    DifferenceKind.DESCRIPTION: _l("Description"),
    DifferenceKind.LOT_ADDED: _l("New lot"),
    DifferenceKind.LOT_REMOVED: _l("Lot that is gone"),
    DifferenceKind.LOT_DEADLINE: _l("Deadline of a lot"),
    DifferenceKind.LOT_VALUE: _l("Value of a lot"),
    DifferenceKind.CRITERION_ADDED: _l("New award criterion"),
    DifferenceKind.CRITERION_REMOVED: _l("Award criterion that is gone"),
    DifferenceKind.CRITERION_WEIGHT: _l("Weight of an award criterion"),
    DifferenceKind.DOCUMENT_ADDED: _l("New document"),
    DifferenceKind.DOCUMENT_REMOVED: _l("Document that is gone"),
}
DEADLINES = frozenset({DifferenceKind.DEADLINE, DifferenceKind.LOT_DEADLINE})
VALUES = frozenset({DifferenceKind.VALUE, DifferenceKind.LOT_VALUE})
MOST_LETTERS = 300  # of a text that changed
MOST_IN_MAIL = 6


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A change as a page shows it: what it is about, how it was and how it is."""

    label: str
    about: str
    before: str
    after: str

    def __str__(self) -> str:
        label = f"{self.label} ({self.about})" if self.about else self.label
        if not self.before and not self.after:
            return label
        return _(
            "%(what)s: from %(before)s to %(after)s", what=label, before=self.before or "-", after=self.after or "-"
        )


def shown(differences: Sequence[NoticeDifference]) -> list[ShownDifference]:
    """The differences in words."""
    return list(map(_shown, differences))


def _shown(difference: NoticeDifference) -> ShownDifference:
    # Where it is: a lot has a number and often a name.
    about = []
    if difference.lot:
        about.append(notice_words.lot_name(difference.lot))
    if difference.name:
        about.append(difference.name)
    kind = difference.kind
    before, after = _value(kind, difference.before), _value(kind, difference.after)
    # What came or went is named; it has no value to show.
    if kind in {DifferenceKind.LOT_ADDED, DifferenceKind.LOT_REMOVED}:
        before = after = ""
    return ShownDifference(str(LABELS[kind]), ", ".join(about), before, after)


def _value(kind: DifferenceKind, value: Any) -> str:
    if value is None:
        return ""
    if kind in DEADLINES:
        return _deadline(value)
    if kind in VALUES:
        return notice_words.money(value)
    if kind is DifferenceKind.DURATION:
        return ngettext("%(num)d month", "%(num)d months", int(value))
    if isinstance(value, Decimal):
        return formatting.number(value)
    text = str(value)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]} …"


def _deadline(edition: Any) -> str:
    if edition.deadline is None:
        return ""
    if edition.deadline_day_only:
        return formatting.as_date(edition.deadline)
    return formatting.as_datetime(edition.deadline)


def ending(news: NoticeNews) -> str:
    """That the procurement ended, and how; empty when it goes on."""
    if news.ending == "cancelled":
        return _("The buyer stopped this procurement.")
    if news.ending != "awarded":
        return ""
    winners = ", ".join(news.winners)
    if winners:
        return _("Awarded to %(names)s", names=winners)
    return _("The buyer has awarded this procurement.")


def tell(bid: Bid, news: NoticeNews, readers: Sequence[User]) -> int:
    """Mail what changed for a bid. Gives the number of mails."""
    mailed = 0
    for reader in readers:
        with in_language(reader.language):
            letter = _letter(bid, news)
        key = f"bid:{bid.id}:notice:{news.digest[:20]}:{reader.id}"
        mailed += queue_mail(letter, to=reader, key=key, kind=MailKind.NOTICES)
    return mailed


def _letter(bid: Bid, news: NoticeNews) -> Letter:
    words = {"name": bid.work.title[:120]}
    lines = [str(line) for line in shown(news.differences)[:MOST_IN_MAIL]]
    ended = ending(news)
    if ended:
        subject, text = f"{ended.rstrip('.')}: {words['name']}", ended
    else:
        subject = _("The notice of your bid has changed: %(name)s", **words)
        text = _("The buyer changed the notice that you bid on. Look at the changes and take them over.")
    if len(news.differences) > MOST_IN_MAIL:
        lines.append(_("There is more: you see it on the page."))
    return Letter(
        subject=subject,
        paragraphs=(text, *lines),
        action=(_("Look at the changes"), link("bids.corrections", slug=bid.cooperative.slug, bid_id=bid.id)),
        why=_("You get this mail because you take part in %(group)s.", group=bid.cooperative.name),
        settings_url=link("watch.mail_preferences"),
    )
