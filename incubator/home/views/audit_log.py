"""For the manager: who changed what, and when."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager
from incubator.core import clock
from incubator.core.forms import search_words
from incubator.core.tables import Column
from incubator.home.messages import audit_log as messages
from incubator.home.messages.audit_rows import AREAS, ROWS
from incubator.home.queries import audit_log as queries
from incubator.home.queries.audit_log import AuditFilter, AuditLine
from incubator.home.rules.results import Period
from incubator.home.views.asking import period_asked, table_file
from incubator.home.views.blueprint import pages

NAMES = ("van", "tot", "wie", "groep", "soort")  # what an address may ask for
SHOWN_AT_FIRST = timedelta(days=30)


@pages.get("/beheer/logboek")
@guarded(is_manager)
def audit_log() -> ResponseReturnValue:
    """What changed in a period, the newest first; the filter stands in the address."""
    chosen, problems = _filter()
    lines = queries.audit_lines(chosen, limit=queries.PAGE + 1)
    shown = lines[: queries.PAGE]
    asked = _asked(chosen)
    older = url_for("home.audit_log", voor=shown[-1].entry.id, **asked) if len(lines) > queries.PAGE else None
    return render_template(
        "home/audit_log.html",
        lines=[(line, _actor(line), _sentence(line), _changes(line)) for line in shown],
        problems=problems,
        asked=asked,
        areas=AREAS,
        older=older,
        newest=chosen.before is None,
        most=queries.MOST_EXPORTED,
    )


@pages.get("/beheer/logboek.<form>")
@guarded(is_manager)
def export_audit_log(form: str) -> ResponseReturnValue:
    """The same as a file: `csv` or `xlsx`, at most the newest five thousand changes."""
    chosen, problems = _filter()
    if problems:  # a file that holds something else than was asked would not say so
        kept: dict[str, Any] = {name: request.args[name] for name in NAMES if request.args.get(name)}
        return redirect(url_for("home.audit_log", **kept))
    headings = (_("When"), _("Who"), _("What"), _("Group"), _("From and to"))
    columns = [Column(heading, width) for heading, width in zip(headings, (18, 24, 34, 28, 60), strict=True)]
    lines = queries.audit_lines(replace(chosen, before=None), limit=queries.MOST_EXPORTED)
    rows = [(line.entry.at, _actor(line), _sentence(line), _group(line), _in_one_cell(line)) for line in lines]
    return table_file(form, "logboek", _("Audit trail"), columns, rows)


def _filter() -> tuple[AuditFilter, list[str]]:
    """What the address asks for, and what of it could not be understood."""
    today = clock.today()
    backwards = _("The last day lies before the first. You see the last thirty days instead.")
    period, problem = period_asked(Period(today - SHOWN_AT_FIRST, today), backwards=backwards)
    tables, other_problem = _tables()
    who, group = (search_words(request.args.get(name)) for name in ("wie", "groep"))
    before = request.args.get("voor", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < 18 else None
    problems = [sentence for sentence in (problem, other_problem) if sentence]
    return AuditFilter(
        _begin(period.first), _begin(period.last + timedelta(days=1)), who, group, tables, number
    ), problems


def _tables() -> tuple[frozenset[str] | None, str]:
    """The tables of the kind that is asked for, all when none is, and what was wrong with it."""
    area = request.args.get("soort", "")
    if not area:
        return None, ""
    if area not in AREAS:
        return None, _("There is no such kind of change. You see all kinds.")
    return frozenset(table for table, (of, _words) in ROWS.items() if of == area), ""


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.AMSTERDAM)


def _asked(chosen: AuditFilter) -> dict[str, Any]:
    """What the form shows and the links carry along: what was understood."""
    last = clock.local(chosen.until).date() - timedelta(days=1)
    asked = {"van": clock.local(chosen.since).date().isoformat(), "tot": last.isoformat()}
    asked |= {"wie": chosen.who, "groep": chosen.group}
    if chosen.tables is not None:
        asked["soort"] = request.args["soort"]
    return asked


def _actor(line: AuditLine) -> str:
    """Who made the change, as people call them."""
    if line.person is not None:
        return line.person.name
    if line.entry.actor == queries.BY_PROGRAM:
        return _("the program itself")
    if line.entry.actor == queries.BY_VISITOR:
        return _("somebody who was not signed in")
    return _("not known")


def _sentence(line: AuditLine) -> str:
    row, action = messages.row_in_words(line.entry.table_name), messages.action_in_words(line.entry.action)
    if line.gathering is not None:
        row = _("%(row)s (%(name)s)", row=row, name=line.gathering.title)
    sentence = _("%(row)s was %(action)s", row=row, action=action)
    return sentence[:1].upper() + sentence[1:]


def _group(line: AuditLine) -> str:
    return line.group.name if line.group else ""


def _changes(line: AuditLine) -> list[messages.ChangedValue]:
    return messages.changed_values(line.entry.table_name, line.entry.changes)


def _in_one_cell(line: AuditLine) -> str:
    return "; ".join(f"{change.label}: {change.before or '–'} → {change.after or '–'}" for change in _changes(line))
