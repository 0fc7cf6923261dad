"""What to know of a year that is divided, with the rule of the fact base and the articles. Nothing here forbids."""

from collections.abc import Iterable, Iterator

from incubator.capital.values import (
    CapitalFinding,
    ClaimBasis,
    LeavingClaim,
    MemberShare,
    Regime,
    YearToDivide,
)
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

WARNING, INFO = "warning", "info"
MOST_INSTALMENTS = 5  # our alarm line, not a line of the law (M-11)

Findings = Iterator[CapitalFinding]


def finding(rule: str, articles: Iterable[str], severity: str, sentence: str, **params: object) -> CapitalFinding:
    return CapitalFinding(rule, tuple(articles), severity, RuleViolation(sentence, field=None, **params))


def of_distribution(
    year: YearToDivide,
    made_good: int,
    shares: tuple[MemberShare, ...],
    leaving: tuple[LeavingClaim, ...],
    reserve_after: int,
) -> tuple[CapitalFinding, ...]:
    return (
        *_of_posting(),
        *_of_division(year, made_good, shares),
        *_of_loss(year, reserve_after),
        *_of_self_management(year, shares, leaving),
        *_of_leaving(year, leaving),
    )


def _of_posting() -> Findings:
    yield finding(
        "A-02",
        ["BW 2:58(1)"],
        INFO,
        N_("This can be booked after the general meeting has adopted the accounts of the year."),
    )


def _of_division(year: YearToDivide, made_good: int, shares: tuple[MemberShare, ...]) -> Findings:
    if made_good:
        yield finding(
            "A-10", ["BW 2:53a(1)"], INFO, N_("First the shortfall of earlier years is made good from this surplus.")
        )
    if year.surplus - made_good > 0 and not any(share.allocation for share in shares) and _members_part(year):
        yield finding(
            "A-10",
            ["BW 2:53a(1)"],
            WARNING,
            N_(
                "There is nothing to divide the part of the members by: no hours, or no rule. "
                "It stays in the general reserve until the meeting decides."
            ),
        )


def _members_part(year: YearToDivide) -> bool:
    return year.rule.general_reserve + year.rule.education + year.rule.solidarity < 1


def _of_loss(year: YearToDivide, reserve_after: int) -> Findings:
    if reserve_after < 0:
        yield finding(
            "A-11",
            ["BW 2:58(4)"],
            WARNING,
            N_(
                "The general reserve is below zero after this. Later surpluses make it good before members get anything."
            ),
        )
    if year.surplus < 0 and year.regime is not Regime.EXCLUDED:
        yield finding(
            "M-15",
            ["BW 2:55(1)", "BW 2:56"],
            INFO,
            N_("A loss takes nothing more from members now. At dissolution with a shortfall they have to contribute."),
        )


def _of_self_management(
    year: YearToDivide, shares: tuple[MemberShare, ...], leaving: tuple[LeavingClaim, ...]
) -> Findings:
    stays = any(share.credited > 0 for share in shares)
    stays = stays or any(claim.to_reserve for claim in leaving)
    if year.self_management is None and (stays or leaving):
        yield finding(
            "W-05",
            ["ZW 4(3)(e)"],
            WARNING,
            N_(
                "It is not recorded whether this is worker self-management. "
                "If it is, who leaves gets at most what was paid in, adjusted to prices."
            ),
        )
    if not year.self_management:
        return
    if year.rule.claim_basis is ClaimBasis.ACCOUNT_BALANCE:
        yield finding(
            "W-05",
            ["ZW 4(3)(e)"],
            WARNING,
            N_(
                "With worker self-management who leaves gets at most what was paid in, adjusted to prices. "
                "What the rule gives more stays in the general reserve."
            ),
        )
    elif stays:
        yield finding(
            "W-05",
            ["ZW 4(3)(e)"],
            WARNING,
            N_(
                "What is credited to members stays in the cooperative when they leave. Tell them so before the decision."
            ),
        )


def _of_leaving(year: YearToDivide, leaving: tuple[LeavingClaim, ...]) -> Findings:
    for leaver in year.leaving:
        if leaver.instalments > MOST_INSTALMENTS:
            yield finding(
                "M-11",
                ["BW 2:60"],
                WARNING,
                N_("Paying %(member)s back takes more than five years. Ask a lawyer whether that is reasonable."),
                member=leaver.id,
            )
    if leaving and year.regime is not Regime.EXCLUDED:
        yield finding(
            "M-15",
            ["BW 2:55(1)"],
            INFO,
            N_("Who leaves still answers for a shortfall when the cooperative is dissolved within a year after that."),
        )
    if any(claim.to_reserve for claim in leaving) and not year.self_management:
        yield finding(
            "M-11",
            ["BW 2:60"],
            INFO,
            N_("What was credited to who leaves stays in the cooperative. The statutes may give it too."),
        )
