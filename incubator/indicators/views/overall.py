"""The figures of all neighbourhoods together, for the manager."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager
from incubator.core import clock, files
from incubator.core.tables import xlsx_table
from incubator.indicators.documents import pictures
from incubator.indicators.documents.rows import by_theme, columns, entered_words, sheet_rows
from incubator.indicators.queries import figures, kept, reports
from incubator.indicators.values import ENTIRE
from incubator.indicators.views.blueprint import choices, pages, period_asked


@pages.get("/beheer/kengetallen")
@guarded(is_manager)
def overall() -> ResponseReturnValue:
    """All together first, and then each neighbourhood beside the others."""
    period, today = period_asked(), clock.today()
    reckoning, parts = figures.of_all(period, today=today)
    return render_template(
        "indicators/overall.html",
        period=period,
        choices=choices(),
        reckoning=reckoning,
        places=parts,
        picture=pictures.of_figures([*reckoning.before, (period, reckoning.figures)]),
        themes=by_theme(reckoning),
        entered_words=entered_words,
        today=today,
        is_public=kept.is_published(ENTIRE),
        may_drive=True,
    )


@pages.get("/beheer/kengetallen.xlsx")
@guarded(is_manager)
def overall_sheet() -> ResponseReturnValue:
    """The figures of all together and of each neighbourhood as a sheet."""
    period = period_asked()
    rows = sheet_rows(reports.of_all(period, today=clock.today()))
    name = _("Results %(period)s", period=period.code)
    return files.made(xlsx_table(_("Results"), columns(), rows), name, files.SHEET)
