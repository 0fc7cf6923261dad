"""What the library of answers and the rules of procurement bring to the documents of a bid, in Dutch."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import force_locale

from incubator.bids.messages.deciding import sentence
from incubator.bids.models import Bid, LibraryKind
from incubator.bids.queries import answers, cases
from incubator.bids.rules import deciding
from incubator.bids.rules.procurement import findings_of
from incubator.bids.values.documents import EarlierJob, NamedColleague, NotedRisk
from incubator.bids.values.procurement import ProcurementCase
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import write_cents

TO_SETTLE = "Regel het, vraag ernaar bij de opdrachtgever, of schrijf niet in."


def colleagues(group: Cooperative) -> Iterator[NamedColleague]:
    """Who does the work and agrees to be named."""
    for known in answers.library(group):
        if known.kind is LibraryKind.PERSON and known.permitted:
            yield NamedColleague(known.title, known.role, known.body.strip())


def earlier_jobs(group: Cooperative) -> Iterator[EarlierJob]:
    """The references of the library. A client who does not agree is not named, and neither is who works there."""
    for known in answers.library(group):
        if known.kind is LibraryKind.REFERENCE:
            value = "" if known.value_cents is None else write_cents(known.value_cents)
            client, contact = (known.client, known.contact) if known.permitted else ("", "")
            years = answers.years_of(known)
            yield EarlierJob(known.title, client, years, value, known.body.strip(), contact)


def risks(
    bid: Bid, now: datetime, case: ProcurementCase | None = None
) -> tuple[tuple[NotedRisk, ...], tuple[str, ...]]:
    """What the rules and the questions of go or no-go see, and what one could ask the buyer about it."""
    basis = cases.decision_basis(bid, now=now, case=case)
    noted: dict[str, NotedRisk] = {}
    doubts: dict[str, None] = {}
    # Internal papers are Dutch, whatever the reader's language.
    with force_locale("nl"):
        for knock in deciding.open_knock_outs(deciding.knock_outs(basis)):
            # That there is no deed yet has a line of its own.
            if knock.key != "deed":
                what = sentence(knock.what)
                noted[what] = NotedRisk(what, TO_SETTLE)
        for finding in findings_of(basis.case):
            what = sentence(finding.what)
            # What is known from practice stands in no article.
            if finding.rule.articles:
                what = f"{what.removesuffix('.')} ({finding.rule.articles})."
            # A turnover that is too high stands among what stops the bid already.
            noted.setdefault(
                sentence(finding.what), NotedRisk(what, sentence(finding.do) if finding.do else "", finding.rule.id)
            )
            if finding.question:
                doubts[finding.question] = None
    return tuple(noted.values()), tuple(doubts)
