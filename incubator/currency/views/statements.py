"""The statement of an account, as a page and as a file, and how many take part."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.core import clock, files
from incubator.core.web import page_asked
from incubator.currency import permissions
from incubator.currency.documents import tables
from incubator.currency.messages import words
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.queries import currencies, deciding, statements
from incubator.currency.views.blueprint import pages
from incubator.ledger import queries as ledger

PER_PAGE = 15


@pages.get("/buurten/<slug>/munt/rekeningen/<int:number>")
@guarded(permissions.may_use, load=currencies.usable_account)
def statement(account: CurrencyAccount) -> ResponseReturnValue:
    """What came on and what went off, with the balance after it."""
    lines, currency = statements.statement(account), account.currency
    page, needed = page_asked(), max(1, -(-len(lines) // PER_PAGE))
    page = min(page, needed)
    return render_template(
        "currency/statement.html",
        account=account,
        currency=currency,
        lines=lines[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=needed,
        rules=deciding.rules_on(currency, clock.today()),
        kinds=words.KINDS,
        taken_back=ledger.corrected(currency.book),
    )


@pages.get("/buurten/<slug>/munt/rekeningen/<int:number>/afschrift.csv")
@guarded(permissions.may_use, load=currencies.usable_account)
def statement_file(account: CurrencyAccount) -> Response:
    """The whole statement for a spreadsheet."""
    content = tables.statement_table(account, statements.statement(account))
    return files.made(content, f"afschrift-{account.number}-{clock.today().isoformat()}", files.CSV)


@pages.get("/buurten/<slug>/munt/deelname.csv")
@guarded(permissions.may_manage, load=currencies.currency)
def participation_file(currency: Currency) -> Response:
    """How many people and groups took part in each month: counts only."""
    months = statements.participation(currency, clock.today())
    name = f"deelname-{currency.neighbourhood.slug}-{clock.today().isoformat()}"
    return files.made(tables.participation_table(months), name, files.CSV)
