"""Two people change accounts at the same moment, on both databases: one wins, the other gets a sentence."""

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import IntegrityError

from incubator.accounts import queries, services
from incubator.accounts.models import Role, Steward, TokenPurpose, User
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from tests.accounts.conftest import PASSWORD
from tests.at_once import at_once
from tests.factories import ManagerFactory, UserFactory

pytestmark = pytest.mark.both_databases


def make_manager(name):
    with transaction(actor=SYSTEM):
        return services.make_user(name, f"{name.lower()}@example.org", Role.MANAGER, now=clock.now()).id


def change(user_id, verb):
    """One person's click: a transaction of its own, on the row as it is read then."""

    def click():
        with transaction(actor=SYSTEM):
            return verb(db.session.get_one(User, user_id))

    return click


STEPS = {
    "another role": lambda user: services.change_role(user, Role.COACH, now=clock.now()),
    "closed": lambda user: services.deactivate(user, now=clock.now()),
    "deleted": lambda user: services.delete_account(user, known_as="voormalig deelnemer", now=clock.now()),
}


@pytest.mark.parametrize("first", STEPS)
@pytest.mark.parametrize("second", STEPS)
def test_of_two_managers_who_step_down_at_once_one_stays(app, database, first, second):
    annemiek, bas = make_manager("Annemiek"), make_manager("Bas")
    outcomes = at_once(app, change(annemiek, STEPS[first]), change(bas, STEPS[second]))
    refused = [outcome for outcome in outcomes if outcome is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], RuleViolation)
    assert len(queries.managers()) == 1


def test_managers_of_before_the_rule_was_in_the_database_keep_one_too(app, database):
    ids = [ManagerFactory().id for _ in range(2)]
    assert db.session.get(Steward, 1) is None
    outcomes = at_once(app, *[change(user_id, STEPS["closed"]) for user_id in ids])
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    assert len(queries.managers()) == 1


@pytest.mark.parametrize(
    "values", [{"role": Role.GUEST}, {"deactivated_at": func.now(), "is_active": False}, {"is_active": False}]
)
def test_the_database_itself_keeps_a_manager(app, database, values):
    user_id = make_manager("Annemiek")
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(update(User).where(User.id == user_id).values(**values))
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(delete(User).where(User.id == user_id))
    assert [manager.id for manager in queries.managers()] == [user_id]


@pytest.mark.parametrize("row", ["2, {id}, 'manager', true", "1, {id}, 'coach', true", "1, {id}, 'manager', false"])
def test_the_steward_is_one_manager_who_can_sign_in(app, database, row):
    user_id = ManagerFactory().id
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO stewards (id, user_id, role, is_active) VALUES ({row.format(id=user_id)})")
        )


def test_an_incubator_without_a_manager_yet_gets_its_first(app, database):
    founder = UserFactory()
    with transaction(actor=SYSTEM):
        services.deactivate(founder, now=clock.now())
    assert db.session.get(Steward, 1) is None
    user_id = make_manager("Annemiek")
    assert db.session.get_one(Steward, 1).user_id == user_id


def test_another_manager_takes_over_before_one_goes(app, database):
    first, second = make_manager("Annemiek"), make_manager("Bas")
    change(first, STEPS["deleted"])()
    assert db.session.get_one(Steward, 1).user_id == second
    with pytest.raises(RuleViolation):
        change(second, STEPS["another role"])()


def test_two_who_sign_up_with_one_address_at_once_make_one_account(app, database):
    clients = [app.test_client() for _ in range(2)]
    data = {"name": "Noor", "email": "noor@example.org"}
    answers = at_once(app, *[lambda client=client: client.post("/aanmelden", data=data) for client in clients])
    assert {answer.status_code for answer in answers} <= {200, 409, 422}
    assert 200 in {answer.status_code for answer in answers}
    assert db.session.scalar(select(func.count()).select_from(User).where(User.email == "noor@example.org")) == 1


def test_an_account_that_is_deleted_meanwhile_is_not_changed(app, database):
    user_id = UserFactory().id
    outcomes = at_once(
        app,
        change(user_id, STEPS["deleted"]),
        change(
            user_id,
            lambda user: services.change_details(user, name="Terug", phone=None, language="nl"),
        ),
    )
    assert outcomes[0] is None
    assert outcomes[1] is None or isinstance(outcomes[1], RuleViolation)
    assert db.session.get_one(User, user_id).name == "voormalig deelnemer"


def test_no_link_works_for_an_account_that_was_closed_meanwhile(app, database):
    user_id = UserFactory().id
    outcomes = at_once(
        app,
        change(user_id, STEPS["closed"]),
        change(user_id, lambda user: services.issue_token(user, TokenPurpose.PASSWORD_RESET, now=clock.now())),
    )
    secret = outcomes[1]
    assert isinstance(secret, str | RuleViolation)
    if isinstance(secret, str):
        assert services.holder_of(secret, TokenPurpose.PASSWORD_RESET, now=clock.now()) is None


def test_of_two_new_passwords_at_once_one_is_chosen(app, database):
    user_id = UserFactory(password_hash=services.hasher.hash(PASSWORD)).id
    new = ["drie gele fietsen in de sloot", "vier rode auto's op het gras"]
    outcomes = at_once(
        app,
        *[change(user_id, lambda user, text=text: services.change_password(user, PASSWORD, text)) for text in new],
    )
    chosen = [text for text, outcome in zip(new, outcomes, strict=True) if outcome is None]
    assert len(chosen) == 1
    assert services.knows_password(db.session.get_one(User, user_id), chosen[0])


def test_who_signs_in_while_the_account_is_deleted_leaves_no_trace(app, database):
    user_id = UserFactory(email="weg@example.org", password_hash=services.hasher.hash(PASSWORD)).id

    def enter():
        with transaction(actor=SYSTEM):
            services.sign_in("weg@example.org", PASSWORD, now=clock.now())

    at_once(app, enter, change(user_id, STEPS["deleted"]))
    assert db.session.get_one(User, user_id).last_seen_at is None
