"""A cooperative that was founded last year, with three members who paid in."""

from datetime import date
from types import SimpleNamespace

import pytest

from incubator.cooperatives.values import Phase
from incubator.core.db import SYSTEM, transaction
from incubator.register import queries as register_queries
from incubator.register import services as register
from incubator.register.values import EntryKind, Founding
from incubator.statutes import services as statutes
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory
from tests.statutes.answers import answers

FOUNDED = date(2025, 1, 15)


def founded(**money):
    """A group with a deed of 2025; `money` are answers by their path that differ from what the examples of the regulation say."""
    whole = answers()
    given = whole["statutes"]
    given["surplus"]["annual"] = {
        "basis": "labour_hours",
        "reserve_min_pct": 30,
        "education_pct": 10,
        "solidarity_pct": 5,
        "credit_share": 50,
    }
    given["capital"] = {"contribution_cents": 100_000, "accounts": True, "losses": "accounts"}
    given["exit"] = {"claim_basis": "paid_in_indexed", "repayment_years": 3}
    for path, value in money.items():
        part, _, name = path.partition("__")
        if name:
            given[part][name] = value
        else:
            given[part] = value
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F4)
    by = ParticipationFactory(cooperative=group, user=UserFactory(name="Fatima")).user
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, whole, author=None, now=SOME_MOMENT)
        signed = Founding(FOUNDED, "mr. De Wit", "12345678", date(2025, 1, 17))
        register.record_founding(group, signed, author=None, now=SOME_MOMENT, today=SOME_MOMENT.date())
    members = register_queries.members(group)[:3]
    with transaction(actor=SYSTEM):
        for member in members:
            pay = EntryKind.CONTRIBUTION
            register.enter_payment(member, pay, 100_000, on=date(2025, 2, 1), author=None, now=SOME_MOMENT)
    return SimpleNamespace(group=group, by=by, members=members)


@pytest.fixture
def bezem(app):
    return founded()
