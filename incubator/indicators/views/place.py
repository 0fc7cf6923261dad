"""The figures of a neighbourhood, for who builds there."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files, office, word
from incubator.core.office import NoPdf
from incubator.core.tables import xlsx_table
from incubator.core.web import settings
from incubator.indicators import permissions
from incubator.indicators.documents import pictures, report
from incubator.indicators.documents.rows import by_theme, columns, entered_words, sheet_rows
from incubator.indicators.messages import words
from incubator.indicators.models import IndicatorSnapshot
from incubator.indicators.queries import figures, kept, reports
from incubator.indicators.values import FigureScope
from incubator.indicators.views.blueprint import choices, pages, period_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight

LIST = "/buurten/<slug>/resultaten"


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The picture first; below it each figure with what it rests on."""
    period, today = period_asked(), clock.today()
    scope = FigureScope(neighbourhood.id)
    reckoning = figures.of_scope(scope, period, today=today)
    return render_template(
        "indicators/index.html",
        neighbourhood=neighbourhood,
        period=period,
        choices=choices(),
        reckoning=reckoning,
        picture=pictures.of_figures([*reckoning.before, (period, reckoning.figures)]),
        themes=by_theme(reckoning),
        entered_words=entered_words,
        today=today,
        versions=kept.versions(scope),
        is_public=kept.is_published(scope),
        has_pdf=office.program() is not None,
        may_drive=neighbourhoods.may_drive(viewer(), neighbourhood),
    )


@pages.get(f"{LIST}.<any(docx,pdf,xlsx):form>")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def export(neighbourhood: Neighbourhood, form: str) -> ResponseReturnValue:
    """The report for the council, or the same numbers as a sheet."""
    period, today = period_asked(), clock.today()
    reckoning = [reports.of_place(neighbourhood, period, today=today)]
    name = _("Results of %(place)s %(period)s", place=neighbourhood.name, period=period.code)
    if form == "xlsx":
        content = xlsx_table(_("Results"), columns(), sheet_rows(reckoning))
        return files.made(content, name, files.SHEET)
    document = report.report_document(reckoning, period, incubator=settings().name, made_at=clock.now())
    content = word.to_bytes(document)
    if form == "docx":
        return files.made(content, document.title, files.WORD)
    try:
        return files.made(office.to_pdf(content, files.WORD.suffix), document.title, files.PDF)
    except NoPdf:
        flash(_("The PDF could not be made. Take the Word file, and save that as a PDF."), "error")
        return redirect(url_for("indicators.index", slug=neighbourhood.slug, periode=period.code))


@pages.get(f"{LIST}/vastgezet/<int:number>")
@guarded(permissions.may_see, load=kept.snapshot)
def frozen(snapshot: IndicatorSnapshot) -> ResponseReturnValue:
    """A version of the figures as it was fixed, beside what is known now."""
    place = snapshot.neighbourhood
    if place is None:
        abort(404)
    now = figures.reckoned(FigureScope(place.id), snapshot.period, today=clock.today())
    rows = []
    for key, figure in snapshot.by_key().items():
        rows.append((figure, now[key], words.name_of(key)))
    return render_template(
        "indicators/frozen.html",
        neighbourhood=place,
        snapshot=snapshot,
        rows=rows,
        entries=snapshot.written_down(),
        entered_words=entered_words,
    )
