"""Kinds, choices and states in words."""

from decimal import Decimal
from fractions import Fraction

from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.core.quantities import write_decimal
from incubator.solidarity.values import (
    QuestionKind,
    ReceiptKind,
    ReturnRule,
    SolidarityChoice,
    SolidarityVerdict,
    SupportReturn,
    WagePayer,
    WhoIsNamed,
    WithinLimit,
    WorkLead,
)

RETURN_RULES = {
    ReturnRule.GIFT: _l("No: support is a gift"),
    ReturnRule.PAYBACK: _l("Yes: support is paid back"),
    ReturnRule.EITHER: _l("Both are possible: who asks says which"),
}
RETURNS = {SupportReturn.GIFT: _l("no, it is a gift"), SupportReturn.PAYBACK: _l("yes, it is paid back")}
KINDS = {QuestionKind.MONEY: _l("an amount of money"), QuestionKind.WAGES: _l("wages for some months")}
CHOICES = {
    SolidarityChoice.YES: _l("for"),
    SolidarityChoice.NO: _l("against"),
    SolidarityChoice.BLANK: _l("blank"),
}
VERDICTS = {
    SolidarityVerdict.OPEN: _l("open for votes"),
    SolidarityVerdict.ACCEPTED: _l("accepted"),
    SolidarityVerdict.REJECTED: _l("not accepted"),
}
BADGES = {
    SolidarityVerdict.OPEN: "now",
    SolidarityVerdict.ACCEPTED: "done",
    SolidarityVerdict.REJECTED: "blocked",
}
RECEIPTS = {ReceiptKind.PAID: _l("paid out"), ReceiptKind.REPAID: _l("paid back")}
WITHIN = {
    WithinLimit.YES: _l("yes, within it"),
    WithinLimit.NO: _l("no, above it"),
    WithinLimit.UNKNOWN: _l("we do not know yet"),
}
WITHIN_BADGES = {WithinLimit.YES: "done", WithinLimit.NO: "attention", WithinLimit.UNKNOWN: "later"}
NAMED_AS = {
    WhoIsNamed.ROLE: _l("a role"),
    WhoIsNamed.INITIALS: _l("initials"),
    WhoIsNamed.NAME: _l("a name"),
}
WAGES = {WagePayer.LENDER: _l("the cooperative that lends"), WagePayer.BORROWER: _l("the cooperative that borrows")}
LEADS = {WorkLead.LENDER: _l("the cooperative that lends"), WorkLead.BORROWER: _l("the cooperative that borrows")}
ENTRY_KINDS = {
    "contribution": _l("put in"),
    "support": _l("support paid out"),
    "repayment": _l("support paid back"),
}


def times(ratio: Fraction | int) -> str:
    """A pay ratio as people say it; a whole number in hundredths, a fraction as it is: 9 : 1."""
    exact = ratio if isinstance(ratio, Fraction) else Fraction(ratio, 100)
    number = Decimal(exact.numerator) / exact.denominator
    return f"{write_decimal(round(number, 2), language())} : 1"
