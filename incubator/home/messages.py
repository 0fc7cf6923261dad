"""The next step of a group, in words."""

import re
from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.home.queries import GroupStart, NextStep
from incubator.learning.messages import title_of
from incubator.learning.values import Lesson


def result(written: str) -> str:
    """What a job came to, as a job writes it down ("2 sent, 0 given up"), in the reader's language and without the zeros.

    A result in other words than these comes back as it was written.
    """
    parts = []
    for number, what in re.findall(r"(\d+) ([a-z ]+)", written, re.ASCII):
        if what not in _RESULTS:
            return written
        if int(number):
            parts.append(_RESULTS[what](int(number)))
    if not parts:
        return _("nothing to do") if re.search(r"\d", written) else written
    return ", ".join(parts)


_RESULTS: dict[str, Callable[[int], str]] = {
    "sent": lambda number: ngettext("%(num)d mail sent", "%(num)d mails sent", number),
    "to be tried again": lambda number: ngettext(
        "%(num)d mail to be tried again", "%(num)d mails to be tried again", number
    ),
    "invitations forgotten": lambda number: ngettext(
        "%(num)d invitation forgotten", "%(num)d invitations forgotten", number
    ),
    "given up": lambda number: ngettext("%(num)d mail given up", "%(num)d mails given up", number),
    "sources read": lambda number: ngettext("%(num)d source read", "%(num)d sources read", number),
    "failed": lambda number: ngettext("%(num)d source failed", "%(num)d sources failed", number),
    "new": lambda number: ngettext("%(num)d new notice", "%(num)d new notices", number),
    "updated": lambda number: ngettext("%(num)d renewed notice", "%(num)d renewed notices", number),
    "mails": lambda number: ngettext("%(num)d mail", "%(num)d mails", number),
    "new matches": lambda number: ngettext("%(num)d new opportunity", "%(num)d new opportunities", number),
    "reminders": lambda number: ngettext("%(num)d reminder", "%(num)d reminders", number),
    "counts changed": lambda number: ngettext(
        "%(num)d number of members changed", "%(num)d numbers of members changed", number
    ),
    "runs": lambda number: ngettext("%(num)d old run removed", "%(num)d old runs removed", number),
    "files": lambda number: ngettext("%(num)d unused file removed", "%(num)d unused files removed", number),
}


def next_step(start: GroupStart, step: NextStep) -> dict[str, Any]:
    """The next step as the page shows it."""
    slug = start.group.slug
    if step.lesson is not None:
        return {"waiting": step.waiting, **_LESSON_WORDS[step.kind](step.lesson, slug)}
    return {"waiting": step.waiting, **_WORDS[step.kind](step, slug)}


def _exercise(lesson: Lesson, slug: str) -> dict[str, Any]:
    return {
        "title": title_of(lesson),
        "why": _("Read the lesson together (about %(minutes)s minutes) and do the assignment.", minutes=lesson.minutes),
        "url": url_for("learning.lesson", slug=slug, ref=lesson.slug),
        "label": _("To the lesson"),
    }


def _returned(lesson: Lesson, slug: str) -> dict[str, Any]:
    return {
        "title": title_of(lesson),
        "why": _("Your coach has read your work and left remarks. Improve it, and hand it in again."),
        "url": url_for("learning.exercise", slug=slug, ref=lesson.slug),
        "label": _("To the remarks"),
    }


def _waiting(lesson: Lesson, slug: str) -> dict[str, Any]:
    return {
        "title": _("Your coach reads: %(title)s", title=title_of(lesson)),
        "why": _("You get a mail when there is an answer. In the meantime you can read ahead."),
        "url": url_for("learning.track", slug=slug),
        "label": _("To the lessons"),
        "turn": _("Your coach is at work"),
    }


def _statutes(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Write your statutes"),
        "why": _(
            "What you answered in the lessons is filled in already. We show what the law still asks, article by article."
        ),
        "url": url_for("statutes.index", slug=slug),
        "label": _("To the statutes"),
    }


def _deed(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Go to the notary"),
        "why": _(
            "Your coach approved the draft. Take it to a notary; after the deed the manager records the date and the KVK number."
        ),
        "url": url_for("statutes.index", slug=slug),
        "label": _("To the draft"),
    }


def _profile(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Tell us what work you look for"),
        "why": _("Then we read public notices for you every day, and tell you which ones fit and why."),
        "url": url_for("watch.profile", slug=slug),
        "label": _("Fill in what you look for"),
    }


def _matches(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": ngettext("%(num)d new notice fits you", "%(num)d new notices fit you", step.number),
        "why": _("Look which ones you want, and put the others aside with a reason: we learn from it."),
        "url": url_for("watch.matches", slug=slug),
        "label": _("To the opportunities"),
    }


def _bids(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": ngettext("You are writing %(num)d bid", "You are writing %(num)d bids", step.number),
        "why": _("See what is still open, and by when it must be in."),
        "url": url_for("bids.index", slug=slug),
        "label": _("To your bids"),
    }


def _look_around(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Nothing is waiting for you"),
        "why": _("We look every day for notices that fit you. You can search for yourself too."),
        "url": url_for("notices.index"),
        "label": _("Search public notices"),
        "turn": _("You are up to date"),
    }


_LESSON_WORDS = {"exercise": _exercise, "returned": _returned, "waiting": _waiting}
_WORDS = {
    "statutes": _statutes,
    "deed": _deed,
    "profile": _profile,
    "matches": _matches,
    "bids": _bids,
    "look-around": _look_around,
}
