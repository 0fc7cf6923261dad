"""Mails about saved searches: the question whether an address wants them, and what is new."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core import clock, formatting, signing
from incubator.core.mail import Letter, MailKind, MailLine, Reachable, Recipient, in_language, link, whole
from incubator.core.outbox import queue_mail
from incubator.notices.messages.of_notices import KINDS
from incubator.notices.models import Notice, SavedSearch

CONFIRM, STOP = "confirm search", "stop search"  # purposes of signed addresses
MOST_IN_A_MAIL = 20  # notices of one search
ALL = "all:"  # before a stamp: every search of the same address


def ask_to_confirm(search: SavedSearch, filters: Sequence[str], *, now: datetime) -> None:
    """The question whether the owner of an address wants this search by mail.

    Anybody can fill in the address of another: the words that they typed do not stand in the mail, only names of our own filters.
    """
    with in_language(search.language):
        facts = ((_("Filters"), ", ".join(filters)),) if filters else ()
        letter = Letter(
            subject=_("Do you want new notices by mail?"),
            paragraphs=(
                _(
                    "Somebody filled in this address to get new public notices by mail. Was it you? "
                    "Then confirm it within seven days."
                ),
            ),
            greeting=_("Hello,"),
            facts=facts,
            action=(
                _("Look at the search and confirm"),
                link("searches.confirm", token=signing.sign(CONFIRM, search.stamp)),
            ),
            closing=(_("Was it not you? Then do nothing. We forget this address after seven days."),),
            why=_("You get this mail because somebody filled in your address on our page of public notices."),
        )
    # The day is part of the key: asked again on the same day, nothing is mailed.
    queue_mail(letter, to=reader_of(search), key=f"subscribe:{search.stamp}:{clock.local(now).date()}")


def reader_of(search: SavedSearch) -> Reachable:
    """Who keeps a search. A visitor has no name here, and no pace but that of the search."""
    if search.user is not None:
        return search.user
    return Recipient(search.address, language=search.language)


def send_answers(searches: Sequence[tuple[SavedSearch, list[Notice]]], *, now: datetime) -> None:
    """One mail about all searches of one owner that have new answers."""
    first, _notices = searches[0]
    total = sum(len(notices) for _search, notices in searches)
    reader = reader_of(first)
    with in_language(reader.language):
        items: list[MailLine] = []
        for search, notices in searches:
            items += _lines(search, notices)
        letter = Letter(
            subject=_subject(searches, total),
            paragraphs=(
                ngettext(
                    "There is %(num)d new notice that answers your search.",
                    "There are %(num)d new notices that answer your search.",
                    total,
                ),
            ),
            greeting=_greeting(first),
            items=tuple(items),
            action=_action(first),
            why=_("You get this mail because you keep this search and asked for mails about it."),
            unsubscribe_url=stop_link(first, of_all=len(searches) > 1),
            settings_url=_settings(first),
        )
    kind = None if first.user is None else MailKind.NOTICES
    queue_mail(letter, to=reader, key=f"searches:{first.stamp}:{now.isoformat()}", kind=kind)


def _greeting(search: SavedSearch) -> str:
    """Of a visitor we know no name."""
    if search.user is not None:
        return ""
    return str(_("Hello,"))


def _settings(search: SavedSearch) -> str:
    if search.user is None:
        return ""
    return link("searches.index")


def _subject(searches: Sequence[tuple[SavedSearch, list[Notice]]], total: int) -> str:
    if len(searches) == 1:
        return ngettext(
            "%(num)d new notice: %(name)s", "%(num)d new notices: %(name)s", total, name=searches[0][0].name[:80]
        )
    return ngettext("%(num)d new notice for your searches", "%(num)d new notices for your searches", total)


def _lines(search: SavedSearch, notices: list[Notice]) -> list[MailLine]:
    """A search with its new answers."""
    lines = [MailLine(search.name, whole_question(search), (_stop_sentence(search),))]
    for notice in notices[:MOST_IN_A_MAIL]:
        lines.append(MailLine(notice.title or "-", link("notices.show", notice_id=notice.id), tuple(_about(notice))))
    rest = len(notices) - MOST_IN_A_MAIL
    if rest > 0:
        more = ngettext("And %(num)d more", "And %(num)d more", rest)
        lines.append(MailLine(more, whole_question(search)))
    return lines


def _stop_sentence(search: SavedSearch) -> str:
    if search.user is not None:
        return ""
    return str(_("Stop the mails about this search: %(url)s", url=stop_link(search, of_all=False)))


def _about(notice: Notice) -> list[str]:
    lines = [str(KINDS[notice.kind])]
    if notice.buyer is not None:
        lines.append(_("From: %(buyer)s", buyer=notice.buyer.name))
    if notice.deadline is not None:
        lines.append(_("By when: %(deadline)s", deadline=formatting.as_deadline(notice.deadline)))
    return lines


def _action(search: SavedSearch) -> tuple[str, str]:
    if search.user is not None:
        return (_("Look at my searches"), link("searches.index"))
    return (_("Look at the search"), whole_question(search))


def whole_question(search: SavedSearch) -> str:
    """The whole address of the search."""
    return f"{whole(link('notices.index'))}?{urlencode(search.question, doseq=True)}"


def stop_link(search: SavedSearch, *, of_all: bool) -> str:
    """The address that stops its mails with one click; of all searches of a visitor where a mail is about several."""
    stamp = f"{ALL}{search.stamp}" if of_all else search.stamp
    return link("searches.stop", token=signing.sign(STOP, stamp))
