"""The report of commitments: in Word, as a table, and for everyone."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.core import clock, files, word
from incubator.core.guards import public
from incubator.core.public_pages import same_for_everyone
from incubator.core.tables import xlsx_table
from incubator.core.web import settings
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.neighbourhood.rules import SILENT_MONTHS
from incubator.steps.documents import pictures, report
from incubator.steps.messages import commitments as words
from incubator.steps.queries import commitments as queries
from incubator.steps.views.blueprint import pages
from incubator.steps.views.commitments import LIST


@pages.get(f"{LIST}.docx")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def word_report(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Promise beside proof, for the council."""
    known = queries.of_neighbourhood(neighbourhood.id)
    document = report.report_document(neighbourhood, known, incubator=settings().name, made_at=clock.now())
    return files.made(word.to_bytes(document), document.title, files.WORD)


@pages.get(f"{LIST}.xlsx")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def sheet(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    rows = report.rows(queries.of_neighbourhood(neighbourhood.id), today=clock.today())
    title = _("Commitments")
    return files.made(xlsx_table(title, report.columns(), rows), f"{title} {neighbourhood.name}", files.SHEET)


@pages.get("/buurt/<slug>/beloften")
@public
def public_commitments(slug: str) -> ResponseReturnValue:
    """What everyone may see when the drivers made it public: organisations and functions, and no person."""
    neighbourhood = queries.published_place(slug)
    if neighbourhood is None:
        abort(404)
    same_for_everyone()
    known = queries.of_neighbourhood(neighbourhood.id)
    today = clock.today()
    stale = {each.id: queries.stale(each, today=today) for each in known}
    proofs = {each.id: queries.proofs(each) for each in known}
    return render_template(
        "steps/public_commitments.html",
        neighbourhood=neighbourhood,
        commitments=known,
        stale=stale,
        proofs=proofs,
        picture=pictures.of_commitments(known) if known else None,
        months=SILENT_MONTHS,
        words=words,
        today=today,
    )
