"""What the incubator came to in a period: for the manager, and for the council that asks."""

import io
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager
from incubator.cooperatives.messages import PHASES
from incubator.core import clock, office
from incubator.core.forms import search_words
from incubator.core.mail import in_language
from incubator.core.office import NoPdf
from incubator.core.web import settings
from incubator.core.word import Block
from incubator.home import documents, queries
from incubator.home.documents.chapters import CHAPTERS
from incubator.home.documents.results import ResultsReport
from incubator.home.rules.groups_table import NONE
from incubator.home.rules.results import GroupHistory, Period, chosen, line, lines_by, results
from incubator.home.views.asking import period_asked
from incubator.home.views.blueprint import pages

PAPERS = frozenset({"docx", "pdf"})


@pages.get("/beheer/resultaten")
@guarded(is_manager)
def council_results() -> ResponseReturnValue:
    """The numbers of a period, each with the list behind it; the period and the groups stand in the address."""
    period, problem = _period()
    everyone = queries.histories(members_on=period.last)
    groups = _chosen(everyone)
    outcome = results(groups, period)
    return render_template(
        "home/results.html",
        is_empty=not everyone,
        outcome=outcome,
        total=line(_("Together"), outcome),
        by_neighbourhood=lines_by(groups, "neighbourhood", period),
        by_cohort=lines_by(groups, "cohort", period),
        neighbourhoods=_names(everyone, "neighbourhood"),
        cohorts=_names(everyone, "cohort"),
        phases=PHASES,
        problem=problem,
        asked=_asked(period),
        none_asked=NONE,
        chapters=CHAPTERS.values(),
        has_pdf=office.program() is not None,
    )


@pages.get("/beheer/resultaten.<form>")
@guarded(is_manager)
def export_results(form: str) -> ResponseReturnValue:
    """The same as a file: `xlsx`, `csv`, `docx` or `pdf`. Other features add their chapters as long as it is about all groups."""
    if form not in documents.MEDIA:
        abort(404)
    period, _problem = _period()
    groups = _chosen(queries.histories(members_on=period.last))
    scope = _scope()
    # Their figures are of neighbourhoods as a whole, and of no cohort.
    opening, chapters = ((), ()) if scope or form not in PAPERS else _of_others(period)
    report = ResultsReport(
        incubator=settings().name,
        scope=scope,
        outcome=results(groups, period),
        by_neighbourhood=lines_by(groups, "neighbourhood", period),
        by_cohort=lines_by(groups, "cohort", period),
        made_at=clock.now(),
        opening=opening,
        chapters=chapters,
    )
    try:
        content = io.BytesIO(documents.export(report, form))
    except NoPdf:
        flash(_("The PDF could not be made. Take the Word file, and save that as a PDF."), "error")
        return redirect(url_for("home.council_results", **_asked(period)))
    name = documents.file_name(report, form)
    return send_file(content, mimetype=documents.MEDIA[form], as_attachment=True, download_name=name)


def _of_others(period: Period) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What other features say first, and what they say after the groups."""
    opening: list[Block] = []
    after: list[Block] = []
    with in_language("nl"):
        for chapter in CHAPTERS.values():
            blocks = chapter.blocks(period.last)
            opening += blocks.opening
            after += blocks.chapters
    return tuple(opening), tuple(after)


def _period() -> tuple[Period, str]:
    """The period that the address asks for, and what is wrong with it; this year when it asks for none."""
    today = clock.today()
    backwards = _("The last day lies before the first. You see this year instead.")
    return period_asked(Period(date(today.year, 1, 1), today), backwards=backwards)


def _chosen(everyone: list[GroupHistory]) -> list[GroupHistory]:
    """The groups of the neighbourhood and cohort in the address."""
    buurt, lichting = (search_words(request.args.get(name)) for name in ("buurt", "lichting"))
    return chosen(everyone, neighbourhood=buurt, cohort=lichting)


def _names(everyone: list[GroupHistory], attribute: str) -> list[str]:
    return sorted({getattr(group, attribute) for group in everyone} - {""}, key=str.casefold)


def _asked(period: Period) -> dict[str, Any]:
    """What the form shows, and what the links to the files carry along."""
    asked = {"van": period.first.isoformat(), "tot": period.last.isoformat()}
    for name in ("buurt", "lichting"):
        asked[name] = search_words(request.args.get(name))
    return asked


def _scope() -> str:
    """Which groups the file is about, in words of the file."""
    parts = []
    for name in ("buurt", "lichting"):
        if value := search_words(request.args.get(name)):
            parts.append(f"{name} {value}")
    if not parts:
        return ""
    return f"Alleen groepen van {' en '.join(parts)}."
