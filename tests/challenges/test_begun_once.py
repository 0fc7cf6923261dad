"""Of one contract that people wrote down a group has one challenge under way, also when two press the button at once."""

import pytest
from sqlalchemy.exc import IntegrityError

from incubator.challenges.models import KnownContract
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.services import challenging as services
from incubator.challenges.services import contracts
from incubator.challenges.services.challenging import ChallengeTerms
from incubator.challenges.values.challenging import ChallengeState
from incubator.challenges.values.contracts import ContractAnswers
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, quantities
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from tests.at_once import at_once
from tests.challenges.factories import challenge, moved
from tests.factories import ParticipationFactory, UserFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
TYPED = {"title": "Groen", "authority": "Gemeente Utrecht", "task": "", "variant": "take-over"}


@pytest.fixture
def group(client, sign_in):
    """Whose coordinator is signed in."""
    participation = ParticipationFactory()
    sign_in(client, participation.user)
    return participation.cooperative


def contract(group=None, title="Groenonderhoud", notice=None):
    ends = quantities.months_later(clock.today(), 12)
    answers = ContractAnswers("GM0344", title, "Woo-antwoord", ends_on=ends)
    number = None if notice is None else notice.id
    with transaction(actor=SYSTEM):
        return contracts.record(answers, group, by=UserFactory(), now=clock.now(), notice_id=number)


def begun(group, known, notice=None):
    with transaction(actor=SYSTEM):
        terms = ChallengeTerms("Groen", "Gemeente Utrecht")
        moment = {"now": clock.now(), "today": clock.today()}
        return services.begin(group, terms, by=None, notice=notice, contract=known, **moment)


def take_back(asked):
    with transaction(actor=SYSTEM):
        now, today = clock.now(), clock.today()
        services.take_back(asked, "Toch wel.", seen=asked.state, by=None, now=now, today=today)


def count():
    return db.session.scalar(db.select(db.func.count()).select_from(Challenge))


def test_the_second_press_leads_to_the_first(app, client, group):
    address = f"/cooperaties/{group.slug}/uitdagingen/nieuw?contract={contract(group).id}"
    first = client.post(address, data=TYPED)
    assert first.status_code == 302
    assert client.post(address, data=TYPED | {"title": "Nog eens"}).location == first.location
    assert count() == 1


def test_two_at_the_same_moment_begin_one_challenge(app):
    group, known = ParticipationFactory().cooperative, contract()
    group_id, contract_id = group.id, known.id

    def begin():
        with transaction(actor=SYSTEM):
            where = db.session.get_one(Cooperative, group_id)
            what = db.session.get_one(KnownContract, contract_id)
            terms = ChallengeTerms("Groen", "Gemeente Utrecht")
            began = services.begin(where, terms, by=None, now=clock.now(), today=clock.today(), contract=what)
            return began.id

    first, second = at_once(app, begin, begin)
    assert first == second
    assert count() == 1


def test_the_database_keeps_a_second_out_whoever_forgets_the_lock(app):
    group, known = ParticipationFactory().cooperative, contract()
    first = begun(group, known)
    columns = {
        column.name: getattr(first, column.name) for column in Challenge.__table__.columns if column.name != "id"
    }
    db.session.add(Challenge(**columns))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_two_groups_each_have_their_own_challenge_of_a_shared_contract(app):
    known = contract()
    assert begun(ParticipationFactory().cooperative, known) != begun(ParticipationFactory().cooperative, known)


def test_what_was_stopped_can_begin_again_and_the_stopped_one_stays_so(app):
    group, known = ParticipationFactory().cooperative, contract()
    first = moved(begun(group, known), ChallengeState.STOPPED)
    second = begun(group, known)
    assert second != first
    with pytest.raises(RuleViolation) as refusal:
        take_back(first)
    assert refusal.value.args[0] == services.BEGUN_AGAIN
    moved(second, ChallengeState.STOPPED)
    take_back(first)
    assert first.state is ChallengeState.SIGNAL


def test_a_contract_beside_its_notice_leads_to_the_challenge_of_either(app):
    (notice,) = store(publication(1, "Groenonderhoud"))
    group = ParticipationFactory().cooperative
    from_notice = challenge(group, notice=notice)
    assert begun(group, contract(notice=notice), notice) == from_notice


def test_a_contract_that_is_thrown_away_leaves_its_challenge(app):
    group, known = ParticipationFactory().cooperative, contract()
    first = begun(group, known)
    with transaction(actor=SYSTEM):
        db.session.delete(known)
    db.session.expire_all()
    assert first.contract_id is None
    assert count() == 1
