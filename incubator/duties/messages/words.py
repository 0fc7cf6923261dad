"""Words for whose turn it is, how a duty stands, and when it has to be done."""

import re
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core.agenda import in_words
from incubator.core.formatting import as_date
from incubator.duties.rules import year
from incubator.duties.values import Duty, DutyOwner, DutyStanding, MarkKind
from incubator.duties.values.size import SizeClass
from incubator.meetings.messages.legality import article_of_law

SEVERAL_PARTS = re.compile(r"\(\d+\)-\(\d+\)")  # then the article is cited as a whole
OWNERS = {
    DutyOwner.BOARD: _l("the board"),
    DutyOwner.CHAIR: _l("the chair"),
    DutyOwner.SECRETARY: _l("the secretary"),
    DutyOwner.TREASURER: _l("the treasurer"),
    DutyOwner.MEMBERS: _l("the general meeting"),
    DutyOwner.COMMITTEE: _l("the audit committee"),
}
STANDINGS = {
    DutyStanding.LATE: _l("too late"),
    DutyStanding.SOON: _l("soon"),
    DutyStanding.LATER: _l("later"),
    DutyStanding.DONE: _l("done"),
    DutyStanding.NOT_NEEDED: _l("not needed"),
}
BADGES = {
    DutyStanding.LATE: "attention",
    DutyStanding.SOON: "waiting",
    DutyStanding.LATER: "later",
    DutyStanding.DONE: "done",
    DutyStanding.NOT_NEEDED: "later",
}
MARKS = {
    MarkKind.DONE: _l("Done"),
    MarkKind.NOT_NEEDED: _l("Not needed"),
    MarkKind.EXTENDED: _l("More time"),
    MarkKind.REOPENED: _l("Opened again"),
}
SIZES = {
    SizeClass.MICRO: _l("Micro"),
    SizeClass.SMALL: _l("Small"),
    SizeClass.LARGER: _l("Larger than small"),
}
TO_PUBLISH = {
    SizeClass.MICRO: _l(
        "Of you the least is asked. A report of the board and an audit by an accountant are not asked by law."
    ),
    SizeClass.SMALL: _l("A report of the board and an audit by an accountant are not asked of you by law."),
    SizeClass.LARGER: _l(
        "The law asks more of you: a report of the board and an audit by an accountant. Ask an accountant in time."
    ),
}
CERTAINTY = {
    "A": _l("We read this article."),
    "B": _l("A second source says so. Ask the notary or the KVK when much depends on it."),
    "C": _l("This is advice of ours, no rule of law."),
}


def title_of(duty: Duty) -> str:
    return in_words(duty.title, duty.params)


def reason_of(duty: Duty) -> str:
    return _(duty.reason)


def source_of(duty: Duty) -> str:
    """The article of the law, and that of the statutes where the term is theirs."""
    if duty.clause:
        return _("article %(number)s of your statutes", number=duty.clause)
    if not duty.source.article:
        return _("the last day on the paper itself")
    return cited(duty.source.article)


def cited(source: str) -> str:
    """The articles of a source as people write them: BW 2:48(2), 2:58(1) is artikel 2:48 lid 2 BW, artikel 2:58 lid 1 BW."""
    articles = []
    for of_act in source.replace("art. ", "").split("; "):
        act = of_act.partition(" ")[0]
        for cited_as in SEVERAL_PARTS.sub("", of_act).split(", "):
            article = f"{act} {cited_as}" if cited_as[:1].isdigit() else cited_as
            articles.append(article_of_law(article))
    return ", ".join(articles)


def when(duty: Duty, today: date) -> str:
    """When it has to be done, or was done."""
    if duty.mark is not None and duty.done:
        if duty.done_late:
            return _("done on %(date)s, after the last day", date=as_date(duty.mark.on))
        return _("done on %(date)s", date=as_date(duty.mark.on))
    if duty.mark is not None:
        return _("not needed")
    return due_in_words(duty, today)


def due_in_words(duty: Duty, today: date) -> str:
    """How long there still is, or how long ago the last day was."""
    days = (duty.due.last - today).days
    last = as_date(duty.due.last)
    if days < 0:
        return ngettext("%(num)d day too late (%(date)s)", "%(num)d days too late (%(date)s)", -days, date=last)
    if days == 0:
        return _("today is the last day")
    return ngettext("%(num)d day left (until %(date)s)", "%(num)d days left (until %(date)s)", days, date=last)


def moved(duty: Duty) -> str:
    """Why the last day is another than the day that was counted."""
    if not duty.due.moved:
        return ""
    counted = as_date(duty.due.counted)
    return _(
        "The term ends on %(date)s. That is a weekend or a holiday, so the law lets it run until the next working day.",
        date=counted,
    )


def summary(duties: list[Duty], today: date) -> str:
    """The sentence on top: whether all is in order."""
    standings = [year.standing(duty, today) for duty in duties]
    late, soon = standings.count(DutyStanding.LATE), standings.count(DutyStanding.SOON)
    if late:
        return ngettext("%(num)d thing is too late", "%(num)d things are too late", late)
    if soon:
        return ngettext(
            "All is in order. %(num)d thing asks attention soon",
            "All is in order. %(num)d things ask attention soon",
            soon,
        )
    return _("All is in order")
