"""The agreement, the statement and the reminder in Word, and the statement for a spreadsheet."""

from flask import Response

from incubator.accounts.permissions import guarded
from incubator.core import clock, files, word
from incubator.core.web import settings
from incubator.core.word import Document
from incubator.lending import permissions
from incubator.lending.documents import letters, tables
from incubator.lending.models import GrantedLoan
from incubator.lending.queries import funds, loans
from incubator.lending.views.blueprint import pages
from incubator.lending.views.loans import EACH


def _word(document: Document) -> Response:
    return files.made(word.to_bytes(document), document.title, files.WORD)


@pages.get(f"{EACH}/overeenkomst.docx")
@guarded(permissions.may_read, load=loans.loan)
def agreement(known: GrantedLoan) -> Response:
    """The agreement as a draft, to be looked at by who knows the law."""
    terms = funds.terms_on(known.fund, known.promised_on)
    return _word(letters.agreement(known, terms, incubator=settings().name, made_at=clock.now()))


@pages.get(f"{EACH}/overzicht.docx")
@guarded(permissions.may_read, load=loans.loan)
def statement_letter(known: GrantedLoan) -> Response:
    """How the loan stands today, for who borrowed."""
    return _word(letters.statement(known, incubator=settings().name, made_at=clock.now()))


@pages.get(f"{EACH}/herinnering.docx")
@guarded(permissions.may_keep_part, load=loans.loan)
def reminder(known: GrantedLoan) -> Response:
    """A letter about what is late; it says so too when nothing is."""
    return _word(letters.reminder(known, incubator=settings().name, made_at=clock.now()))


@pages.get(f"{EACH}/overzicht.xlsx")
@guarded(permissions.may_read, load=loans.loan)
def statement_sheet(known: GrantedLoan) -> Response:
    """Every entry of the loan with what was left after it."""
    content = tables.statement_table(known)
    return files.made(content, f"lening-{known.number}-{clock.today().isoformat()}", files.SHEET)
