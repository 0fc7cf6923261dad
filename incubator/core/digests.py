"""One mail for each person and moment: at which moment a mail goes, and what several say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from textwrap import shorten
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core import clock
from incubator.core.mail import Letter, MailLine, Pace, Reachable, in_language, link
from incubator.core.ways_out import way_out_of_all

PAUSE = timedelta(minutes=15)  # between two mails about work to the same person
HOUR = 8  # at which daily and weekly mails go, on a clock in the Netherlands
MONDAY, SATURDAY = 0, 5
LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class QuietTime:
    """When someone wants no mail: between two whole hours on a clock in the Netherlands, in the weekend, or both."""

    begins: int | None = None
    ends: int | None = None
    weekend: bool = False

    def holds(self, moment: datetime) -> bool:
        """Whether it is quiet at this moment; the weekend lasts until the mails of Monday."""
        local = clock.local(moment)
        if self.weekend and (local.weekday() >= SATURDAY or (local.weekday() == MONDAY and local.hour < HOUR)):
            return True
        if self.begins is None or self.ends is None:
            return False
        if self.begins <= self.ends:
            return self.begins <= local.hour < self.ends
        return local.hour >= self.begins or local.hour < self.ends


def due_at(pace: Pace, now: datetime) -> datetime | None:
    """When a mail goes at this pace; None is never."""
    if pace is Pace.NONE:
        return None
    if pace is Pace.AT_ONCE:
        return now
    moment = clock.local(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    while moment <= now or (pace is Pace.WEEKLY and moment.weekday() != MONDAY):
        moment += timedelta(days=1)
    return moment


def together(letters: Sequence[Mapping[str, Any]], reader: Reachable) -> Letter:
    """One letter that says what these say, each with the link to go on with."""
    items: list[MailLine] = []
    with in_language(reader.language):
        for letter in letters:
            items += _lines(letter)
        return Letter(
            subject=_subject(letters),
            paragraphs=(_("This is what came together for you. Begin with the first."),),
            items=tuple(items),
            action=(_("To the start page"), link("home.front")),
            why=_(
                "You get this mail because you take part, or guide groups. Several messages at one moment are one mail."
            ),
            # One way out of all; each has its own, above, for who wants the others.
            unsubscribe_url=way_out_of_all(map(itemgetter("unsubscribe_url"), letters)),
            settings_url=link("watch.mail_preferences"),
        )


def _subject(letters: Sequence[Mapping[str, Any]]) -> str:
    """How many, and what they are about as far as a line has room: enough to decide whether to open the mail now."""
    number = ngettext("%(num)d message", "%(num)d messages", len(letters))
    about = "; ".join(dict.fromkeys(letter["subject"] for letter in letters))
    return shorten(f"{number}: {about}", LONGEST_SUBJECT, placeholder=" …")


def _line(item: Mapping[str, Any]) -> MailLine:
    links = tuple(map(tuple, item.get("links", ())))
    return MailLine(item["title"], item["url"], tuple(item["lines"]), links)


def _lines(letter: Mapping[str, Any]) -> list[MailLine]:
    """A letter as a line of a larger one, followed by its own lines."""
    url = letter["action"][1] if letter["action"] else ""
    own = list(map(_line, letter["items"]))
    # When and where it is, and who wrote it, is not for a mail alone.
    facts = [f"{name}: {value}" for name, value in letter["facts"]]
    lines = [*letter["paragraphs"], *facts, *letter["closing"]]
    links = []
    if letter["unsubscribe_url"]:
        # A link and no text: an address that cannot be broken makes a mail wider than a phone.
        links.append((_("Stop these mails"), letter["unsubscribe_url"]))
    return [MailLine(letter["subject"], url, tuple(lines), tuple(links)), *own]
