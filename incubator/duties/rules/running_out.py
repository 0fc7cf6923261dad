"""Duties of which the day stands outside the financial year: what runs out, and what an act asks from its day on."""

from collections.abc import Iterator

from incubator.core.i18n import mark as N_
from incubator.duties.rules import terms
from incubator.duties.values import Duty, DutyOwner
from incubator.duties.values.facts import RunningTerm, YearFacts

PROPOSED_TERM_DAYS = 120  # a board is not elected in a week


def running_out(facts: YearFacts) -> Iterator[Duty]:
    """Terms of directors and certificates that end: what is to be done before that day."""
    for term in facts.board_terms:
        yield Duty(
            f"term-{term.ref}-{term.until.isoformat()}",
            terms.DISMISSAL,
            terms.as_counted(term.until),
            DutyOwner.CHAIR,
            N_("The term of %(name)s in the board ends: reappoint, or elect somebody else"),
            N_("Put it on the agenda of a general meeting before that day. The term comes from your statutes."),
            {"name": term.name},
            days_before=PROPOSED_TERM_DAYS,
            clause=term.clause,
        )
    yield from map(_certificate, facts.certificates)


def _certificate(term: RunningTerm) -> Duty:
    source, reason = terms.CERTIFICATE, N_("With a certificate that has run out a bid can be set aside.")
    if term.for_tenders:
        source = terms.TENDER_PROOF
        reason = N_(
            "With a certificate that has run out a bid can be set aside. A certificate of conduct (GVA) takes up to eight weeks."
        )
    return Duty(
        f"certificate-{term.ref}-{term.until.isoformat()}",
        source,
        terms.as_counted(term.until),
        DutyOwner.SECRETARY,
        N_("Renew %(name)s: it runs out"),
        reason,
        {"name": term.name},
        days_before=90,
        dated_elsewhere=True,
    )


def posting(facts: YearFacts) -> Iterator[Duty]:
    """Admission to make workers available (T-04)."""
    # T-04: whether it applies no fact here tells, so it is asked once and can be put aside with a reason.
    yield Duty(
        "wtta",
        terms.POSTING,
        terms.as_counted(max(terms.POSTING.since, facts.deed_on)),
        DutyOwner.BOARD,
        N_("Look whether you need admission to make workers available (Wtta)"),
        N_(
            "Only when your people work under the direction of a client. Whoever takes on work under own direction needs none."
        ),
        days_before=60,
    )
