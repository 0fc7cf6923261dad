"""The mail about an instalment that comes near, or that was not paid."""

from datetime import date

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.core.formatting import as_date, unparted_cents
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.lending.models import GrantedLoan
from incubator.lending.values import Instalment


def coming(loan: GrantedLoan, instalment: Instalment, reader: User) -> bool:
    """Once for each instalment and day on which it falls due. Whether it was written."""
    with in_language(reader.language):
        falls_due = _(
            "%(amount)s falls due on %(day)s: %(principal)s of the loan and %(interest)s interest.",
            amount=unparted_cents(instalment.total),
            day=as_date(instalment.on),
            principal=unparted_cents(instalment.principal),
            interest=unparted_cents(instalment.interest),
        )
        subject = _("Instalment of loan %(number)s to %(fund)s", number=loan.number, fund=loan.fund.name)
        return _queue(loan, _letter(loan, subject, (falls_due,)), reader, f"{instalment.on.isoformat()}-coming")


def late(loan: GrantedLoan, overdue: int, since: date, reader: User) -> bool:
    """Once for the day since which the oldest part is late. `overdue`: all that fell due and was not paid, in cents."""
    with in_language(reader.language):
        paragraphs = (
            _(
                "%(amount)s should have been paid, the oldest part of it on %(day)s.",
                amount=unparted_cents(overdue),
                day=as_date(since),
            ),
            _("Was it paid? Then the fund has not written it down yet."),
            _(
                "Can you not pay now? Tell the fund soon: another schedule can be agreed. Being late costs nothing extra."
            ),
        )
        subject = _("An instalment of loan %(number)s to %(fund)s is late", number=loan.number, fund=loan.fund.name)
        return _queue(loan, _letter(loan, subject, paragraphs), reader, f"{since.isoformat()}-late")


def _letter(loan: GrantedLoan, subject: str, paragraphs: tuple[str, ...]) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=paragraphs,
        why=_(
            "You get this because you coordinate %(group)s, which borrows from the fund.", group=loan.cooperative.name
        ),
        action=(
            _("To the loan"),
            link("lending.loan", slug=loan.fund.neighbourhood.slug, loan_number=loan.number),
        ),
    )


def _queue(loan: GrantedLoan, letter: Letter, reader: User, occasion: str) -> bool:
    return queue_mail(letter, to=reader, key=f"loan-{loan.id}-{occasion}-{reader.id}", kind=MailKind.REMINDERS)
