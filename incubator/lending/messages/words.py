"""What choices of a loan fund are called."""

from flask_babel import lazy_gettext as _l

from incubator.lending.values import (
    ApplicationState,
    CommitteeChoice,
    GiverKind,
    LoanForm,
    LoanPart,
    LoanState,
    LoanTie,
    LoanWarning,
)

GIVERS = {
    GiverKind.MUNICIPALITY: _l("Municipality"),
    GiverKind.FUND: _l("Another fund"),
    GiverKind.MEMBERS: _l("Members"),
    GiverKind.NEIGHBOURHOOD: _l("The neighbourhood"),
}
FORMS = {
    LoanForm.ANNUITY: _l("The same amount each time (annuity)"),
    LoanForm.LINEAR: _l("The same part of the loan each time (linear)"),
    LoanForm.BULLET: _l("All at the end (bullet)"),
}
EVERY = {1: _l("each month"), 3: _l("each quarter")}
APPLICATION_STATES = {
    ApplicationState.DRAFT: _l("Draft application"),
    ApplicationState.HANDED_IN: _l("Before the committee"),
    ApplicationState.ASKED: _l("The committee asks for more"),
    ApplicationState.GRANTED: _l("Granted"),
    ApplicationState.REFUSED: _l("Refused"),
    ApplicationState.WITHDRAWN: _l("Withdrawn"),
}
LOAN_STATES = {
    LoanState.PROMISED: _l("Granted, not paid out yet"),
    LoanState.RUNNING: _l("Running"),
    LoanState.CLOSED: _l("Repaid"),
    LoanState.WRITTEN_OFF: _l("Written off"),
}
BADGES = {
    ApplicationState.DRAFT: "later",
    ApplicationState.HANDED_IN: "waiting",
    ApplicationState.ASKED: "attention",
    ApplicationState.GRANTED: "done",
    ApplicationState.REFUSED: "blocked",
    ApplicationState.WITHDRAWN: "later",
    LoanState.PROMISED: "waiting",
    LoanState.RUNNING: "now",
    LoanState.CLOSED: "done",
    LoanState.WRITTEN_OFF: "blocked",
}
CHOICES = {
    CommitteeChoice.GRANT: _l("Grant the loan"),
    CommitteeChoice.REFUSE: _l("Refuse the loan"),
    CommitteeChoice.ASK: _l("Ask for more"),
    CommitteeChoice.ASIDE: _l("I step aside: I am tied to this group"),
}
TIES = {
    LoanTie.TAKES_PART: _l("takes part in the group"),
    LoanTie.GUIDES: _l("guides the group"),
    LoanTie.MEMBER: _l("is in the register of members"),
    LoanTie.BOARD: _l("sits in a body of the cooperative"),
    LoanTie.DECLARED: _l("named a tie"),
}
WARNINGS = {
    LoanWarning.NOT_FREE: _l("This is more than the fund has free."),
    LoanWarning.SHARE: _l("This group would have more of the fund than the terms allow for one borrower."),
    LoanWarning.LARGEST: _l("This is more than the largest loan of the terms."),
    LoanWarning.MONTHS: _l("The term is shorter or longer than the terms say."),
    LoanWarning.INTEREST: _l("The interest is another than that of the terms."),
}
PARTS = {
    LoanPart.GIFT: _l("Money for the fund"),
    LoanPart.PAYOUT: _l("Paid out"),
    LoanPart.REPAYMENT: _l("Repayment"),
    LoanPart.GUARANTEE: _l("Paid by a guarantor"),
    LoanPart.WRITE_OFF: _l("Written off"),
    LoanPart.BORROWED: _l("Borrowed by the fund"),
    LoanPart.PAID_BACK: _l("Paid back by the fund"),
}
SOURCES = {
    "exercise": _l("an exercise that a coach approved"),
    "interview": _l("the questions about the statutes"),
    "register": _l("the register of members"),
    "deed": _l("the deed"),
    "import": _l("a file that was brought"),
    "entered": _l("filled in by the group"),
}
