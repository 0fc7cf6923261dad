"""A group with everybody who can be near it, and the browser of each."""

from collections.abc import Callable

import pytest
from flask import Flask

from incubator.accounts.models import Role, User
from incubator.cooperatives.models import Cooperative, ParticipationRole
from tests.checking_client import CheckingClient
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
    UserFactory,
)


@pytest.fixture
def bezem(app: Flask) -> Cooperative:
    return CooperativeFactory(name="De Bezem", slug="de-bezem", neighbourhood="Zuid")


@pytest.fixture
def people(bezem: Cooperative) -> dict[str, User]:
    """One of each: in the group, around it, and nowhere near it."""
    known = {
        "coordinator": UserFactory(name="Fatima"),
        "member": UserFactory(name="Samir"),
        "observer": UserFactory(name="Lotte"),
        "former": UserFactory(name="Wim"),
        "stranger": UserFactory(name="Gast", role=Role.GUEST),
        "coach": CoachFactory(name="Joris"),
        "other_coach": CoachFactory(name="Anouk"),
        "manager": ManagerFactory(name="Beheerder"),
    }
    for role in ParticipationRole:
        ParticipationFactory(cooperative=bezem, user=known[role.value], role=role)
    stopped = ParticipationFactory(cooperative=bezem, user=known["former"], role=ParticipationRole.COORDINATOR)
    stopped.until = stopped.since
    CoachAssignmentFactory(cooperative=bezem, user=known["coach"])
    return known


@pytest.fixture
def browser(
    app: Flask, people: dict[str, User], sign_in: Callable[..., CheckingClient]
) -> Callable[..., CheckingClient]:
    """`browser("coach")`: a browser in which this person is signed in."""

    def of(person: str) -> CheckingClient:
        return sign_in(app.test_client(), people[person])

    return of
