"""What another edition of a notice changes, in words; and the mail about it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.bids.models import Bid
from incubator.bids.queries.corrections import NoticeNews
from incubator.bids.rules import corrections
from incubator.bids.rules.corrections import DifferenceKind, NoticeDifference
from incubator.core import formatting
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.formats.tender_terms import Validity
from incubator.formats.values import LotState, NoticeChange
from incubator.notices import messages as notice_words
from incubator.notices.rules.lot_outcomes import LotOutcome

LABELS = {
    DifferenceKind.TITLE: _l("Title"),
    DifferenceKind.DEADLINE: _l("Deadline"),
    DifferenceKind.DEADLINE_GONE: _l("Deadline that is gone: the notice names no day any more"),
    DifferenceKind.TENDERS_DUE: _l("Deadline for the bids of who is invited"),
    DifferenceKind.PROCEDURE: _l("Procedure"),
    DifferenceKind.SUBMISSION: _l("Site on which you hand in"),
    DifferenceKind.MOST_BID: _l("On how many lots you may bid"),
    DifferenceKind.MOST_WON: _l("How many lots you may win"),
    DifferenceKind.VALUE: _l("Value"),
    DifferenceKind.DURATION: _l("How long the work lasts"),
    DifferenceKind.START: _l("When the work begins"),
    DifferenceKind.END: _l("When the work ends"),
    DifferenceKind.DESCRIPTION: _l("Description"),
    DifferenceKind.PLACES: _l("Where the work is"),
    DifferenceKind.RESERVED: _l("For whom it is reserved"),
    DifferenceKind.RESERVED_EXECUTION: _l("Reserved execution"),
    DifferenceKind.VALIDITY: _l("How long a bid must stay valid"),
    DifferenceKind.OPTIONS: _l("Options"),
    DifferenceKind.RENEWALS: _l("How often it can be renewed"),
    DifferenceKind.LOT_ADDED: _l("New lot"),
    DifferenceKind.LOT_REMOVED: _l("Lot that is gone"),
    DifferenceKind.LOT_STATE: _l("How a lot stands"),
    DifferenceKind.CRITERION_ADDED: _l("New award criterion"),
    DifferenceKind.CRITERION_REMOVED: _l("Award criterion that is gone"),
    DifferenceKind.CRITERION_WEIGHT: _l("Weight of an award criterion"),
    DifferenceKind.CRITERION_TEXT: _l("What an award criterion asks"),
    DifferenceKind.DOCUMENT_ADDED: _l("New document"),
    DifferenceKind.DOCUMENT_REMOVED: _l("Document that is gone"),
}
STATES = {
    LotState.OPEN: _l("still running"),
    LotState.AWARDED: _l("awarded"),
    LotState.CANCELLED: _l("stopped by the buyer"),
    LotState.CLOSED: _l("closed"),
}
NUMBERED = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?$", re.ASCII)
MOST_LETTERS = 300  # of a text that changed
MOST_IN_MAIL = 6
MANY_LOTS = 3  # from how many lots on the same difference is told once
MOST_NAMED = 6  # of those lots
OF_CRITERIA = frozenset(
    {
        DifferenceKind.CRITERION_ADDED,
        DifferenceKind.CRITERION_REMOVED,
        DifferenceKind.CRITERION_WEIGHT,
        DifferenceKind.CRITERION_TEXT,
    }
)


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
        if not self.before:
            return _("%(what)s: it is now %(after)s", what=label, after=self.after)
        if not self.after:
            return _("%(what)s: it was %(before)s", what=label, before=self.before)
        return _("%(what)s: from %(before)s to %(after)s", what=label, before=self.before, after=self.after)


def shown(differences: Sequence[NoticeDifference]) -> list[ShownDifference]:
    """The differences in words. The same one in many lots is one line that names them."""
    alike: dict[tuple[str, ...], list[NoticeDifference]] = {}
    for difference in differences:
        # Of the whole each is a line of its own.
        key = _sameness(difference) if difference.lot else (str(len(alike)),)
        alike.setdefault(key, []).append(difference)
    lines: list[ShownDifference] = []
    for same in alike.values():
        lines += [_together(same)] if len(same) >= MANY_LOTS else map(_shown, same)
    return lines


def _sameness(difference: NoticeDifference) -> tuple[str, ...]:
    """What is the same where lots differ in the same way; of a criterion its name too."""
    kind = difference.kind
    name = difference.name if kind in OF_CRITERIA else ""
    return kind, name, _value(kind, difference.before), _value(kind, difference.after)


def _together(same: Sequence[NoticeDifference]) -> ShownDifference:
    first = _shown(same[0])
    about = [notice_words.lot_name(difference.lot) for difference in same[:MOST_NAMED]]
    if len(same) > MOST_NAMED:
        about.append(ngettext("%(num)d more lot", "%(num)d more lots", len(same) - MOST_NAMED))
    if same[0].kind in OF_CRITERIA:
        about.append(same[0].name)
    return ShownDifference(first.label, ", ".join(about), first.before, first.after)


def _shown(difference: NoticeDifference) -> ShownDifference:
    # Where it is: a lot has a number and often a name.
    about = []
    if difference.lot:
        about.append(notice_words.lot_name(difference.lot))
    if difference.name:
        about.append(difference.name)
    kind = difference.kind
    before, after = _value(kind, difference.before), _value(kind, difference.after)
    return ShownDifference(str(LABELS[kind]), ", ".join(about), before, after)


def _value(kind: DifferenceKind, value: Any) -> str:
    # What came or went is named; it has no value to show.
    if value is None or value == () or kind in {DifferenceKind.LOT_ADDED, DifferenceKind.LOT_REMOVED}:
        return ""
    write = WRITTEN.get(kind)
    if write is not None:
        return write(value)
    if isinstance(value, Decimal):
        return formatting.number(value)
    if isinstance(value, date):
        return formatting.as_date(value)
    return shorten(str(value), MOST_LETTERS)


def shorten(text: str, most: int) -> str:
    """The beginning of a text, with a mark where more follows."""
    return text if len(text) <= most else f"{text[:most]} …"


def _months(value: Any) -> str:
    return ngettext("%(num)d month", "%(num)d months", int(value))


def _term(value: Validity) -> str:
    if value.until is not None:
        return formatting.as_date(value.until)
    return notice_words.length(value)


def _places(codes: Any) -> str:
    return ", ".join(notice_words.place_label(code) or code for code in codes)


def _yes(value: Any) -> str:
    return _("yes") if value else _("no")


def _most(number: Any) -> str:
    if number == corrections.ALL_LOTS:
        return _("all of them")
    return ngettext("at most %(num)d lot", "at most %(num)d lots", int(number))


def _deadline(edition: Any) -> str:
    if edition.deadline is None:
        return ""
    if edition.deadline_day_only:
        return formatting.as_date(edition.deadline)
    return formatting.as_datetime(edition.deadline)


# How a value is written, where it is no plain text or number.
WRITTEN: dict[DifferenceKind, Callable[[Any], str]] = {
    DifferenceKind.DEADLINE: _deadline,
    DifferenceKind.DEADLINE_GONE: _deadline,
    DifferenceKind.TENDERS_DUE: formatting.as_datetime,
    DifferenceKind.PROCEDURE: notice_words.procedure,
    DifferenceKind.MOST_BID: _most,
    DifferenceKind.MOST_WON: _most,
    DifferenceKind.VALUE: notice_words.money,
    DifferenceKind.DURATION: _months,
    DifferenceKind.RENEWALS: formatting.number,
    DifferenceKind.VALIDITY: _term,
    DifferenceKind.PLACES: _places,
    DifferenceKind.RESERVED: lambda value: str(notice_words.RESERVED[value]),
    DifferenceKind.RESERVED_EXECUTION: _yes,
    DifferenceKind.LOT_STATE: lambda value: str(STATES[value]),
}


def described(news: NoticeNews) -> list[ShownDifference]:
    """What the buyer writes about the correction, the numbers of sections in words; what was put in for certain stands with the rest."""
    return [_described(change) for change in news.described if not change.applied]


def open_points(changes: Sequence[NoticeChange]) -> list[ShownDifference]:
    """What a correction gives as old and new, and that nobody could put in for certain."""
    return [_described(change) for change in changes if corrections.is_open(change)]


def _described(change: NoticeChange) -> ShownDifference:
    # A form names a section and gives old and new; eForms describes the change in words of the buyer.
    label, lots = notice_words.change_about(change), notice_words.change_lots(change)
    return ShownDifference(label, lots, in_words(change.old), in_words(change.new))


def in_words(text: str | None) -> str:
    """A day or a moment that a form writes in digits, in words; all else as it is."""
    match = NUMBERED.match((text or "").strip())
    if match is None:
        return text or ""
    day = date.fromisoformat(match[1])
    return formatting.as_date(day) if match[2] is None else f"{formatting.as_date(day)}, {match[2].replace(':', '.')}"


def ending(news: NoticeNews) -> str:
    """That the procurement ended for this bid, and how; empty while a lot of it goes on."""
    if news.ending == "cancelled":
        return _("The buyer stopped this procurement.")
    if news.ending != "awarded":
        return ""
    winners = ", ".join(news.winners)
    if winners:
        return _("Awarded to %(names)s", names=winners)
    return _("The buyer has awarded this procurement.")


def lots(news: NoticeNews) -> list[str]:
    """Of each lot of the bid how it stands, once the buyer published how one of them ended; nothing where there is but one."""
    return list(map(_lot, news.lots)) if len(news.lots) > 1 else []


def _lot(outcome: LotOutcome) -> str:
    name = notice_words.lot_name(outcome.lot.id)
    if outcome.lot.title:
        name = f"{name} ({outcome.lot.title})"
    if outcome.winners:
        return _("%(lot)s: awarded to %(names)s", lot=name, names=", ".join(outcome.winners))
    return f"{name}: {STATES[outcome.state]}"


def tell(bid: Bid, news: NoticeNews, readers: Sequence[User]) -> int:
    """Mail what changed for a bid. Gives the number of mails."""
    mailed = 0
    for reader in readers:
        with in_language(reader.language):
            letter = _letter(bid, news)
        key = f"bid:{bid.id}:notice:{news.digest[:20]}:{reader.id}"
        mailed += queue_mail(letter, to=reader, key=key, kind=MailKind.NOTICES)
    return mailed


def _in_mail(shown: ShownDifference) -> str:
    return shorten(str(shown), MOST_LETTERS)


def _letter(bid: Bid, news: NoticeNews) -> Letter:
    words = {"name": bid.work.title[:120]}
    # With the words of the buyer: of much that a notice changes they are all that says what it is.
    changes = [*lots(news), *map(_in_mail, (*shown(news.changed), *described(news), *shown(news.told_first)))]
    lines, ended = changes[:MOST_IN_MAIL], ending(news)
    if ended:
        subject, text = f"{ended.rstrip('.')}: {words['name']}", ended
    elif news.lots and not news.moved:
        subject = _("The buyer published the result of a part: %(name)s", **words)
        text = _("The result of one lot says nothing of the others. This is how your lots stand.")
    else:
        subject = _("The notice of your bid has changed: %(name)s", **words)
        text = _("The buyer changed the notice that you bid on. Look at the changes and take them over.")
    if len(changes) > MOST_IN_MAIL:
        lines.append(_("There is more: you see it on the page."))
    return Letter(
        subject=subject,
        paragraphs=(text, *lines),
        action=(_("Look at the changes"), link("bids.corrections", slug=bid.cooperative.slug, bid_id=bid.id)),
        why=_("You get this mail because you take part in %(group)s.", group=bid.cooperative.name),
        settings_url=link("watch.mail_preferences"),
    )
