"""Rules of a bid: its steps and its checklist. Plain Python."""

from dataclasses import dataclass, fields
from datetime import date

from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

# Won and lost are final: a bid that went on after all is another bid. A stopped one can be taken up again.
STEPS = {
    "draft": ("submitted", "withdrawn"),
    "submitted": ("won", "lost", "withdrawn", "draft"),
    "won": (),
    "lost": (),
    "withdrawn": ("draft",),
}


@dataclass(frozen=True, slots=True)
class ChecklistTask:
    """What has to be done for every bid; `source` is where the duty comes from."""

    key: str
    words: str
    source: str = ""


TASKS = (
    ChecklistTask("read", N_("Read all documents of the buyer, and write down what is unclear")),
    ChecklistTask(
        "ask",
        N_("Ask your questions before the term for questions ends (nota van inlichtingen)"),
        "art. 2.53-2.54 Aw 2012",
    ),
    ChecklistTask("exclusion", N_("Fill in the own declaration (UEA)"), "art. 2.84 Aw 2012"),
    ChecklistTask("kvk", N_("Have an extract of the trade register of at most six months old"), "art. 2.89 Aw 2012"),
    ChecklistTask(
        "tax",
        N_("Have a statement of payment behaviour of the tax office of at most six months old"),
        "art. 2.89 Aw 2012",
    ),
    ChecklistTask(
        "gva", N_("Apply for the certificate of conduct (GVA) in time: it takes up to eight weeks"), "art. 2.89 Aw 2012"
    ),
    ChecklistTask("references", N_("Choose references, or a partner who has them"), "art. 2.92-2.94 Aw 2012"),
    ChecklistTask("price", N_("Reckon the price: hours, wages, materials, risk")),
    ChecklistTask("plan", N_("Write the plan of approach")),
    ChecklistTask("second-reader", N_("Let someone who did not write it read everything")),
    ChecklistTask("submit", N_("Hand in a day before the deadline, and keep the confirmation")),
)


def check_note(typed: str, stored: str | None, *, revision: int, stored_revision: int) -> None:
    """Whether what was typed may take the place of what is stored: not when someone else wrote since this page was opened."""
    if revision == stored_revision or typed == (stored or ""):
        return
    raise Conflict(
        N_("Someone else wrote here while you were typing. Put together what you both want to keep, and save again."),
        field="note",
    )


def check_step(now: str, then: str) -> None:
    """Whether a bid may go from one stage to another. Raises `RuleViolation`."""
    if then not in STEPS[now]:
        raise RuleViolation(N_("A bid cannot go from this stage to that one."), field="stage")


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What is known of a contract; `jobs_percent` is 100 for each full-time job, `value_cents` of the whole contract without VAT."""

    name: str
    client: str
    agreed_on: date
    ends_on: date | None = None
    value_cents: int | None = None
    jobs_percent: int | None = None

    def check(self, today: date) -> None:
        """Raises `RuleViolation` for work that ends before it was agreed, or that will be agreed later."""
        if self.agreed_on > today:
            raise RuleViolation(
                N_("This day is still to come. Record the contract once it is agreed."), field="agreed_on"
            )
        if self.ends_on is not None and self.ends_on < self.agreed_on:
            raise RuleViolation(N_("The contract cannot end before it was agreed."), field="ends_on")


TERMS = tuple(field.name for field in fields(ContractTerms))
