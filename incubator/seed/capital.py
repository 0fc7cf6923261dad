"""A year of a founded cooperative whose result was divided, and the money that it had."""

from datetime import date, timedelta
from fractions import Fraction

from incubator.accounts.models import User
from incubator.capital import services as capital
from incubator.capital.queries import dividing
from incubator.capital.values import book
from incubator.capital.values.entering import PoolMovement, Worked, WorkTerms, YearFigures
from incubator.cooperatives.models import Cooperative
from incubator.seed.moment import Moment

MEETING = timedelta(days=50)  # after the end of the year, in which the accounts were made
HOURS = (1510, 1240, 980, 620, 400, 320)


def divided_year(group: Cooperative, by: User, at: Moment) -> None:
    """The last year of which the accounts were adopted: figures, hours, pay, and the division in the book."""
    number = (at.today - MEETING - timedelta(days=10)).year - 1
    now = at.ago(5)
    year = capital.begin_year(group, number, by=by, now=now)
    rule = dividing.rule_of(year)
    adopted_on = date(number, 12, 31) + MEETING
    figures = YearFigures(
        surplus_cents=1_264_580,
        surplus_source="Jaarrekening van administratiekantoor Telraam",
        adopted_on=adopted_on,
        decision=f"Algemene vergadering {adopted_on.year}, besluit 3",
        general_reserve=max(rule.general_reserve, Fraction(3, 10)),
        education=max(rule.education, Fraction(1, 10)),
        solidarity=max(rule.solidarity, Fraction(1, 20)),
        credit_share=rule.credit_share or Fraction(1, 2),
    )
    capital.enter_figures(year, figures, by=by, now=now)
    worked = []
    for entered, hours in zip(year.members, HOURS, strict=False):
        worked.append(Worked(entered.member.number, hours * 100))
    capital.enter_hours(year, worked, "Urenstaten van het loonkantoor", by=by, now=now)
    work = WorkTerms(
        self_management=False,
        employed=5,
        members_employed=4,
        sector_terms="cao Verpleeg-, Verzorgingshuizen en Thuiszorg",
        highest_pay_cents=412_000,
        lowest_pay_cents=248_500,
        pay_source="Loonkantoor",
    )
    capital.enter_work(year, work, by=by, now=now)
    capital.post_year(year, by=by, now=now)
    capital.move_pool(
        group,
        PoolMovement.SPENT,
        book.EDUCATION,
        38_000,
        on=at.ago(4).date(),
        decision="Cursus voor twee leden, besluit van het bestuur",
        by=by,
        now=at.ago(4),
    )
    capital.note_cash(group, 1_842_350, on=at.ago(3).date(), source="Afschrift van de bank", by=by, now=at.ago(3))
