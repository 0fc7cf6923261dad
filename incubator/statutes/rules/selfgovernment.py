"""What the fiscal status "coöperatie met werknemerszelfbestuur" and labour law ask; always a reason to ask an adviser."""

import re
from collections.abc import Iterator

from incubator.statutes.rules.leaving import gets_contribution_only
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.registry import WARNING, Broken, rule
from incubator.statutes.values import Statutes

EMPLOYMENT = {"arbeidsovereenkomst"}
OF_AN_ACCOUNT = re.compile(r"balance|account|saldo|rekening")
MORE_THAN_PAID_IN = (
    "Wie vertrekt, krijgt meer dan de eigen inleg. Dan geldt de regeling voor werknemerszelfbestuur niet."
)
PERHAPS_MORE = (
    "Jullie schreven zelf wat een lid krijgt dat vertrekt. Is dat meer dan de eigen inleg, dan geldt de regeling voor "
    "werknemerszelfbestuur niet."
)
ADVICE = "Vraag een belastingadviseur wat dit betekent voor de verzekeringen en de loonheffing van leden."


@rule(
    "only-employment-contracts-with-members",
    number="W-00",
    articles=["ZW 4(1)(h)", "ZW 4(3)", "Wet LB 1964 3(1)(g)"],
    severity=WARNING,
)
def only_employment(statutes: Statutes) -> Iterator[Broken]:
    kinds = {kind.lower() for kind in statutes.purpose.member_agreement_types}
    # The scheme insures members as employees: one self-employed member already takes it away (ZW 4(3)).
    if kinds and kinds != EMPLOYMENT:
        yield Broken(
            "purpose.member_agreement_types",
            "Jullie sluiten niet alleen arbeidsovereenkomsten met leden. Dan geldt de regeling voor werknemerszelfbestuur niet.",
            ADVICE,
        )


@rule("membership-open-to-all-employees", number="W-02", articles=["ZW 4(3)(b)"], severity=WARNING)
def open_to_all(statutes: Statutes) -> Iterator[Broken]:
    if statutes.admission.open_to_all_employees is False:
        yield Broken(
            "admission.open_to_all_employees",
            "Het lidmaatschap staat niet open voor alle werknemers op dezelfde voorwaarden.",
            "Stel het lidmaatschap voor iedereen open. " + ADVICE,
        )


@rule("one-vote-each", number="W-03", articles=["ZW 4(3)(c)"], severity=WARNING)
def one_vote_each(statutes: Statutes) -> Iterator[Broken]:
    if statutes.votes.weighting.lower() not in EQUAL_VOTES:
        yield Broken(
            "votes.weighting",
            "Zonder één stem per lid geldt de regeling voor werknemerszelfbestuur niet.",
            "Kies één stem per lid. " + ADVICE,
        )


@rule("leaver-gets-at-most-what-was-paid-in", number="W-05", articles=["ZW 4(3)(e)"], severity=WARNING)
def leaver_gets_paid_in(statutes: Statutes) -> Iterator[Broken]:
    # ZW 4(3)(e): more than the contribution, adjusted to prices, makes the member an investor for the benefits agency.
    if gets_contribution_only(statutes):
        return
    # What they described themselves may be less than was paid in; the balance of an account is more.
    yield Broken(
        "exit.claim_basis",
        MORE_THAN_PAID_IN if OF_AN_ACCOUNT.search(statutes.exit.claim_basis.lower()) else PERHAPS_MORE,
        "Betaal hoogstens de inleg terug, aangepast aan de prijzen. " + ADVICE,
    )


@rule("work-without-employment-is-reviewed", number="T-03", articles=["BW 7:610"], severity=WARNING, confidence="B")
def work_without_employment(statutes: Statutes) -> Iterator[Broken]:
    # BW 7:610 looks at how people work, not at the title of their contract; the tax office goes back five years.
    if any("opdracht" in kind.lower() for kind in statutes.purpose.member_agreement_types):
        yield Broken(
            "purpose.member_agreement_types",
            "Leden werken ook als zelfstandige. Als het eigenlijk loondienst is, volgen naheffingen.",
            "Laat toetsen of het echt opdracht is: wie geeft leiding, en mag een ander het werk doen?",
        )
