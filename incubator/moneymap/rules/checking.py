"""What may stand on the map."""

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.moneymap.values import FlowAnswers, NodeAnswers, NodeKind, Whereabouts

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_CENTS = 10**14  # a thousand milliard euros: more is a slip of the finger
LONGEST_NAME, LONGEST_CATEGORY, LONGEST_SOURCE = 80, 60, 300


def checked_node(answers: NodeAnswers) -> NodeAnswers:
    """The answers with a tidy name; `ELSEWHERE` is never here. Raises `RuleViolation`."""
    name = " ".join(answers.name.split())
    if not name:
        raise RuleViolation(N_("Fill in a name."), field="name")
    refuse_links(name, field="name")
    if answers.kind is NodeKind.ELSEWHERE and answers.where is Whereabouts.HERE:
        raise RuleViolation(N_("“Elsewhere” is not in the neighbourhood. Choose another kind or place."), field="where")
    # Less than nothing is possible: some places end a year with less than they began with.
    check_most(answers.stock_cents or 0, "stock")
    if answers.stock_cents is not None and answers.stock_year is None:
        raise RuleViolation(N_("Fill in of which year this change is."), field="stock_year")
    return NodeAnswers(name, answers.kind, answers.where, answers.stock_cents, answers.stock_year)


def check_flow(answers: FlowAnswers) -> None:
    """Raise `RuleViolation` for a flow that cannot be."""
    if answers.source_id == answers.target_id:
        raise RuleViolation(N_("Money goes from one place to another. Choose two different places."), field="receiver")
    check_amount(answers.cents)
    check_year(answers.year)
    if not answers.category.strip():
        raise RuleViolation(N_("Fill in what it is paid for."), field="category")


def check_amount(cents: int) -> None:
    """Raise `RuleViolation` unless this many cents can flow in a year."""
    if cents <= 0:
        raise RuleViolation(N_("Fill in an amount of more than nothing."), field="amount")
    check_most(cents, "amount")


def check_most(cents: int, field: str) -> None:
    """Raise `RuleViolation` for more money than there can be, or less."""
    if abs(cents) > MOST_CENTS:
        raise RuleViolation(N_("This is more money than there is. Look at the amount again."), field=field)


def check_year(year: int) -> None:
    """Raise `RuleViolation` for a year out of reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleViolation(
            N_("Fill in a year between %(first)s and %(last)s."), field="year", first=FIRST_YEAR, last=LAST_YEAR
        )
