"""How the fund stood over the months, and how a loan goes down: bars, with the same in a table."""

from datetime import date

from babel.dates import format_date
from flask_babel import gettext as _

from incubator.core.charts import Bar, Chart, ChartFrame, ChartTable, KeyEntry, Look, Tone, bar_chart
from incubator.core.formatting import as_date, money_cents
from incubator.core.i18n import language
from incubator.lending.models import GrantedLoan, LendingFund
from incubator.lending.queries import history, loans
from incubator.lending.rules.schedules import schedule
from incubator.lending.values import LoanState


def fund_picture(fund: LendingFund, today: date, *, with_arrears: bool) -> Chart | None:
    """A bar for what is on loan at the end of each month, a line for all that the fund works with; None before the first entry.

    What is late stands in it for who keeps the fund alone: with few loans it would say who is late.
    """
    months = history.months(fund, today)
    if not months:
        return None
    columns = [_("Month"), _("Works with"), _("On loan"), _("In cash")]
    if with_arrears:
        columns.append(_("Late"))
    rows = []
    for month in months:
        amounts = [month.capital, month.out, month.cash]
        if with_arrears:
            amounts.append(month.late)
        rows.append((as_date(month.day), *map(money_cents, amounts)))
    last = months[-1]
    words = _(
        "The fund works with %(capital)s. Of this %(out)s is on loan, and %(cash)s is in cash.",
        capital=money_cents(last.capital),
        out=money_cents(last.out),
        cash=money_cents(last.cash),
    )
    key = [KeyEntry(_("On loan"), Look.AREA, Tone.A), KeyEntry(_("Works with"), Look.DASHES, Tone.B)]
    if with_arrears:
        late = _("Late is %(late)s.", late=money_cents(last.late))
        words = f"{words} {late}"
        key.insert(1, KeyEntry(_("On loan, and some of it late"), Look.SOLID, Tone.C))
    table = ChartTable(tuple(columns), tuple(rows))
    frame = ChartFrame(_("The fund over the months"), words, table, _("month"), _("euros"))
    bars = [
        Bar(format_date(month.day, "LLL", locale=language()), month.out / 100, with_arrears and month.late > 0)
        for month in months
    ]
    return bar_chart(frame, bars, line=[month.capital / 100 for month in months], key=key, language=language())


def loan_picture(loan: GrantedLoan, today: date, booked: loans.LoanBook) -> Chart:
    """A bar for what is left of a loan after each instalment; those that fell due are as they were to be."""
    terms = loan.schedules[-1].terms_of(loan.amount)
    instalments = schedule(terms)
    if loan.state is not LoanState.PROMISED and loan.paid_out_on is not None:
        stands = loans.course_of(loan, today, booked)
        instalments = [*(row.instalment for row in stands.due), *stands.coming]
    rows = []
    for each in instalments:
        amounts = map(money_cents, (each.interest, each.principal, each.total, each.left))
        rows.append((as_date(each.on), *amounts))
    columns = (_("Day"), _("Interest to pay"), _("Repayment"), _("To pay"), _("Left after it"))
    words = _(
        "%(amount)s in instalments; after the last one nothing is left.",
        amount=money_cents(loan.amount),
    )
    frame = ChartFrame(
        _("What is left after each instalment"), words, ChartTable(columns, tuple(rows)), _("instalment"), _("euros")
    )
    bars = [Bar(str(place), each.left / 100) for place, each in enumerate(instalments, start=1)]
    return bar_chart(frame, bars, language=language())
