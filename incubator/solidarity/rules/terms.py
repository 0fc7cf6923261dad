"""What the rules of a fund must be, who joins and leaves when, and the pay ratio."""

from datetime import date
from fractions import Fraction

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.core.quantities import months_later
from incubator.solidarity.values import JoiningAct, SolidarityTerms, WithinLimit

WHOLE = 10_000  # hundred per cent, in hundredths of a per cent
LEAST_SHARE, MOST_SHARE = (
    100,
    1_000,
)  # 1-10 % of surplus: what other funds do (worker-coop.md section 3, [C]); advice, no rule
LARGEST = 10**11  # cents: a thousand million euros, more than any of these funds will hold
MOST_NOTICE = 24  # months: who cannot leave for longer is no longer free to
# Mondragon: nine times the lowest pay at most. Statutes and the fund can ask less, never more (mission.md).
HIGHEST_RATIO = 900
EARLIEST = date(1990, 1, 1)
NOT_YET = N_("That day is still to come. Write down what was decided already.")
NO_RULES = N_("The cooperatives agreed on no rules yet. Begin with those.")
VOTE_NEEDED = N_("Cooperatives take part already: new rules are put to their vote.")
JOINED_ALREADY = N_("This cooperative takes part already.")
LEAVES_ALREADY = N_("This cooperative leaves on %(day)s already.")


def fund_name(typed: str) -> str:
    """The name of a fund without blanks around it. Raises `RuleViolation` for an empty one and for one with a link in it."""
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Fill in a name."), field="name")
    return refuse_links(name, field="name")


def check_terms(terms: SolidarityTerms) -> None:
    """Raise `RuleViolation` at the field of what cannot be meant."""
    if not 0 < terms.share <= WHOLE:
        raise RuleViolation(N_("Fill in a percentage above 0, and at most 100."), field="share")
    if terms.largest_cents is not None and not 0 < terms.largest_cents <= LARGEST:
        raise RuleViolation(N_("Fill in an amount above zero, or leave it empty."), field="largest_cents")
    if not 0 <= terms.quorum <= 100:
        raise RuleViolation(N_("Fill in a percentage from 0 to 100."), field="quorum")
    if not 0 <= terms.notice_months <= MOST_NOTICE:
        raise RuleViolation(N_("Fill in 0 to %(most)s months."), field="notice_months", most=MOST_NOTICE)
    # A limit below one to one cannot be met: the highest pay is never lower than the lowest.
    if not 100 <= terms.pay_limit <= HIGHEST_RATIO:
        raise RuleViolation(N_("Fill in a number from 1 to 9: nine to one is the most."), field="pay_limit")


def unusual_share(share: int) -> bool:
    """Whether a share lies outside what other funds ask: worth a second look, and no mistake."""
    return not LEAST_SHARE <= share <= MOST_SHARE


def check_start(applies_from: date, not_before: date) -> None:
    """Rules never hold for what is past."""
    if applies_from < not_before:
        raise RuleViolation(
            N_("New rules hold from %(day)s at the earliest, never for what is past."),
            field="applies_from",
            day=not_before,
        )


def check_act(act: JoiningAct, today: date) -> None:
    """Raise `RuleViolation` for an act that is still to come or cannot be of anybody alive."""
    check_past("decided_on", act.decided_on, today)


def check_past(field: str, day: date, today: date) -> None:
    """Raise `RuleViolation` at the field for a day that is still to come, or so early that it is a slip of the pen."""
    if day > today:
        raise RuleViolation(NOT_YET, field=field)
    if day < EARLIEST:
        raise RuleViolation(N_("This day is before 1990. Is the year right?"), field=field)


def check_leave(leaves_on: date, notice_months: int, today: date) -> None:
    """Raise `RuleViolation` for a day before the notice term of the agreement is over."""
    first = months_later(today, notice_months)
    if leaves_on < first:
        raise RuleViolation(N_("By the agreement you can leave from %(day)s."), field="leaves_on", day=first)
    if leaves_on.year > today.year + 5:
        raise RuleViolation(N_("This day is more than five years ahead. Is the year right?"), field="leaves_on")


def limit_of(pay_limit: int, statutes: Fraction | None) -> Fraction:
    """The pay ratio that a cooperative keeps to: that of the fund, or of its own statutes where that is lower."""
    fund = Fraction(pay_limit, 100)
    # Statutes can lower the rule of the fund; a higher number in them does not loosen what was agreed with others.
    return fund if statutes is None else min(fund, statutes)


def within(is_now: Fraction | None, limit: Fraction) -> WithinLimit:
    """What the figures of a cooperative say; not known without figures."""
    if is_now is None:
        return WithinLimit.UNKNOWN
    return WithinLimit.YES if is_now <= limit else WithinLimit.NO


def check_may_ask(answer: WithinLimit, *, binds: bool) -> None:
    """Raise `RuleViolation` when the agreement makes the pay ratio a rule and the cooperative does not say that it keeps to it."""
    if not binds or answer is WithinLimit.YES:
        return
    if answer is WithinLimit.NO:
        raise RuleViolation(
            N_(
                "By the agreement a cooperative above the pay ratio asks no support. Bring it down, or propose other rules "
                "to the cooperatives."
            )
        )
    raise RuleViolation(N_("The agreement asks you to say first whether your pay ratio is within the limit."))
