"""A group with statutes that the notary can use, and everyone who is concerned by its deed."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask import Flask

from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import SYSTEM, transaction
from incubator.statutes import services as statutes
from tests.checking_client import CheckingClient
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    MilestoneFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.statutes.answers import answers


@pytest.fixture
def bezem(app: Flask) -> SimpleNamespace:
    """At the notary: the coach approved the statutes, and a version was made."""
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F4)
    people = {
        "coordinator": ParticipationFactory(cooperative=group, user=UserFactory(name="Fatima")).user,
        "member": ParticipationFactory(
            cooperative=group, user=UserFactory(name="Samir"), role=ParticipationRole.MEMBER
        ).user,
        "coach": CoachAssignmentFactory(cooperative=group, user=CoachFactory(name="Coby")).user,
        "manager": ManagerFactory(name="Manon"),
    }
    MilestoneFactory(cooperative=group, key="statutes-approved")
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(), author=None, now=SOME_MOMENT)
        statutes.make_version(group, author=people["coordinator"], now=SOME_MOMENT, today=SOME_MOMENT.date())
    return SimpleNamespace(group=group, **people)


@pytest.fixture
def browser(
    app: Flask, bezem: SimpleNamespace, sign_in: Callable[..., CheckingClient]
) -> Callable[..., CheckingClient]:
    """`browser("coach")`: a browser in which this person is signed in."""
    return lambda person: sign_in(app.test_client(), getattr(bezem, person))
