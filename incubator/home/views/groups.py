"""The groups that somebody may know of: for who guides them a table to filter, sort and keep as a file, all in the address."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import Role
from incubator.accounts.permissions import guarded, is_coach, signed_in, viewer
from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.forms import search_words
from incubator.core.tables import Column
from incubator.core.web import page_asked
from incubator.home import messages
from incubator.home.messages.groups_table import ORDERS, TURNS
from incubator.home.queries.groups_table import GroupRow, groups_table
from incubator.home.rules.groups_table import ANY_PHASE, NONE, GroupLine, GroupsAsked
from incubator.home.values import Reader, Turn
from incubator.home.views.asking import table_file
from incubator.home.views.blueprint import pages

USUAL = "stil"  # what was quiet longest comes first
MOST_DAYS = 10_000
NAMES = ("zoek", "fase", "beurt", "coach", "lichting", "buurt", "gemeente", "stil", "volgorde")


@pages.get("/cooperaties/")
@guarded(signed_in)
def groups() -> ResponseReturnValue:
    """The groups within sight; who guides them can filter and sort."""
    asked, problems = _asked()
    table = groups_table(viewer(), asked, now=clock.now(), page=page_asked())
    kept = _kept()
    reader = _reader()
    everyone = table.everyone
    problems += _unknown(asked, everyone)
    rows = [(row, messages.headline(row.situation, row.group, reader)) for row in table.rows]
    cohorts = _names(line.cohort for line in everyone)
    neighbourhoods = _names(line.neighbourhood for line in everyone)
    places = _names(line.municipality for line in everyone)
    return render_template(
        "home/groups.html",
        table=table,
        rows=rows,
        guides=current_user.role in {Role.COACH, Role.MANAGER},
        asked=asked,
        kept=kept,
        problems=problems,
        phases=PHASES,
        turns=TURNS,
        orders=ORDERS,
        none=NONE,
        any_phase=ANY_PHASE,
        coaches=_coaches(everyone),
        cohorts=cohorts,
        neighbourhoods=neighbourhoods,
        municipalities=places,
        page_url=lambda number: url_for("home.groups", **kept, pagina=number),
    )


@pages.get("/cooperaties/lijst.<form>")
@guarded(is_coach)
def export_groups(form: str) -> ResponseReturnValue:
    """The rows that answer as a file: `csv` or `xlsx`."""
    asked, problems = _asked()
    if problems:  # a file that holds something else than was asked would not say so
        return redirect(url_for("home.groups", **_kept()))
    reader = _reader()
    rows = groups_table(viewer(), asked, now=clock.now(), page=None).rows
    headings = (
        (_("Group"), 30),
        (_("Phase"), 16),
        (_("Next step"), 44),
        (_("Whose turn"), 22),
        (_("Last activity"), 14),
        (_("Days still"), 10),
        (_("Coach"), 24),
        (_("Cohort"), 14),
        (_("Neighbourhood"), 20),
        (_("Municipality"), 20),
    )
    columns = [Column(heading, width) for heading, width in headings]
    cells = [_cells(row, reader) for row in rows]
    return table_file(form, "groepen", _("Groups"), columns, cells)


def _cells(row: GroupRow, reader: Reader) -> tuple[Any, ...]:
    line, head = row.line, messages.headline(row.situation, row.group, reader)
    return (
        line.name,
        str(PHASES[line.phase]),
        head.title,
        str(TURNS[head.step.turn]),
        clock.local(line.active_at).date(),
        line.still_days,
        line.coach_names,
        line.cohort,
        line.neighbourhood,
        line.municipality,
    )


def _reader() -> Reader:
    """As whom the viewer reads the next steps."""
    return {Role.COACH: Reader.COACH, Role.MANAGER: Reader.MANAGER}.get(current_user.role, Reader.GROUP)


def _kept() -> dict[str, Any]:
    """What the links carry along of the address."""
    return {name: request.args[name] for name in NAMES if request.args.get(name)}


def _unknown(asked: GroupsAsked, lines: Iterable[GroupLine]) -> list[str]:
    """In a sentence each: names and a coach that occur in none of the groups that the reader sees."""
    known = {NONE, ""}
    for line in lines:
        known |= {name.casefold() for name in (line.cohort, line.neighbourhood, line.municipality)}
    names = (asked.cohort, asked.neighbourhood, asked.municipality)
    sentences = [_("No group has “%(name)s”.", name=name) for name in names if name.casefold() not in known]
    if asked.coach not in {NONE, "", *(number for _name, number in _coaches(lines))}:
        sentences.append(_("There is no such coach."))
    return sentences


def _coaches(lines: Iterable[GroupLine]) -> list[tuple[str, str]]:
    """Everyone who guides one of these groups: the name, and the number as the address has it."""
    pairs = {(coach.name, str(coach.id)) for line in lines for coach in line.coaches}
    return sorted(pairs)


def _names(names: Iterable[str]) -> list[str]:
    return sorted(set(names) - {""}, key=str.casefold)


def _asked() -> tuple[GroupsAsked, list[str]]:
    """What the address asks of the table, and in sentences what of it means nothing and was left out."""
    problems: list[str] = []

    def known(name: str, knows: Callable[[str], bool], sentence: str) -> str:
        typed = search_words(request.args.get(name))
        if typed and not knows(typed):
            problems.append(sentence)
            return ""
        return typed

    phase = known(
        "fase", lambda typed: typed in {ANY_PHASE, *Phase}, _("There is no such phase. You see all groups that go on.")
    )
    turn = known("beurt", lambda typed: typed in set(Turn), _("It can be nobody's turn of that name."))
    order = known(
        "volgorde", lambda typed: typed.removeprefix("-") in ORDERS, _("There is no such order. You see the usual one.")
    )
    coach = known("coach", lambda typed: typed == NONE or typed.isdecimal(), _("There is no such coach."))
    still = known("stil", _is_number_of_days, _("A number of days is a whole number."))
    asked = GroupsAsked(
        words=search_words(request.args.get("zoek")),
        phase=phase,
        turn=Turn(turn) if turn else None,
        coach=coach,
        cohort=search_words(request.args.get("lichting")),
        neighbourhood=search_words(request.args.get("buurt")),
        municipality=search_words(request.args.get("gemeente")),
        still=int(still or 0),
        order=order or USUAL,
    )
    return asked, problems


def _is_number_of_days(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < len(str(MOST_DAYS))
