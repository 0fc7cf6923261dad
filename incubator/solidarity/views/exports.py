"""The book, the hours and an agreement, to take along."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.core import clock, files, word
from incubator.core.tables import xlsx_table
from incubator.core.web import settings
from incubator.solidarity import permissions
from incubator.solidarity.documents import tables
from incubator.solidarity.documents.agreement import agreement_document
from incubator.solidarity.models import PeopleLoan, SolidarityFund
from incubator.solidarity.queries import funds
from incubator.solidarity.queries import people as loans
from incubator.solidarity.views.blueprint import pages
from incubator.solidarity.views.funds import HOME
from incubator.solidarity.views.people import LIST, ONE


@pages.get(f"{HOME}.xlsx")
@guarded(permissions.sees_amounts, load=funds.fund)
def book_sheet(fund: SolidarityFund) -> ResponseReturnValue:
    """Everything that was booked."""
    rows = tables.fund_rows(funds.entries(fund), funds.members(fund))
    title = _("Solidarity fund")
    return files.made(xlsx_table(title, tables.fund_columns(), rows), f"{title} {fund.neighbourhood.name}", files.SHEET)


@pages.get(f"{LIST}.xlsx")
@guarded(permissions.sees_amounts, load=funds.fund)
def people_sheet(fund: SolidarityFund) -> ResponseReturnValue:
    """The hours of people who were lent."""
    rows = tables.people_rows(loans.of_fund(fund))
    title = _("Hours lent")
    return files.made(
        xlsx_table(title, tables.people_columns(), rows), f"{title} {fund.neighbourhood.name}", files.SHEET
    )


@pages.get(f"{ONE}.docx")
@guarded(permissions.sees_amounts, load=loans.loan)
def agreement(known: PeopleLoan) -> ResponseReturnValue:
    """The agreement in Word, as a draft."""
    document = agreement_document(known, incubator=settings().name, made_at=clock.now())
    return files.made(word.to_bytes(document), document.title, files.WORD)
