"""Several of a group write, hand in and begin at the same moment, on both databases: nothing that anybody typed is lost."""

import pytest
from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.learning import queries, services
from incubator.learning.models import DraftVersion, Enrolment, LessonRead
from incubator.learning.queries import Place
from incubator.learning.services import editing
from incubator.learning.values.arranging import EditedText
from incubator.reviews.models import Round
from tests.at_once import at_once
from tests.factories import ParticipationFactory
from tests.learning.conftest import WRITTEN

pytestmark = pytest.mark.both_databases


@pytest.fixture
def acting(database, app, world, session):
    """`acting(action)`: what one of the group does in a request of their own; the action gets the place and the person."""
    other = ParticipationFactory(cooperative=world.group).user
    session.commit()
    group_id, founder_id, other_id = world.group.id, world.founder.id, other.id
    lesson = world.place.lesson

    def make(action, *, by_other=False):
        def run():
            with transaction(actor=SYSTEM):
                group = db.session.get(Cooperative, group_id)
                person = db.session.get(User, other_id if by_other else founder_id)
                return action(Place(group, lesson), person)

        return run

    make.together = lambda *actions: at_once(app, *actions)
    return make


def saving(answers, began_with):
    return lambda where, person: services.save(where, answers, began_with=began_with, by=person, now=clock.now())


def test_the_first_texts_of_two_people_are_both_kept(acting, world):
    first, second = {**WRITTEN, "roles": "Fatima leidt."}, {**WRITTEN, "roles": "Samir leidt."}
    outcomes = acting.together(acting(saving(first, 0)), acting(saving(second, 0), by_other=True))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    stored = queries.draft(world.place).answers["roles"]
    conflicts = [conflict for merged in outcomes for conflict in merged.conflicts]
    assert [(conflict.question, conflict.theirs) for conflict in conflicts] == [("roles", stored)]
    assert {stored, conflicts[0].mine} == {"Fatima leidt.", "Samir leidt."}


def test_other_answers_of_two_people_come_together(acting, world):
    acting(saving(WRITTEN, 0))()
    first, second = {**WRITTEN, "roles": "Fatima leidt."}, {**WRITTEN, "meetings": "Op maandag."}
    outcomes = acting.together(acting(saving(first, 1)), acting(saving(second, 1), by_other=True))
    assert [merged.conflicts for merged in outcomes] == [(), ()]
    stored = queries.draft(world.place)
    assert (stored.answers["roles"], stored.answers["meetings"]) == ("Fatima leidt.", "Op maandag.")
    assert db.session.scalars(select(DraftVersion.number).order_by(DraftVersion.number)).all() == [1, 2, 3]


def test_of_two_autosaves_one_is_stored_and_the_other_hears_so(acting, world):
    def keep(text):
        answers = {**WRITTEN, "roles": text}
        return lambda where, person: services.save_as_typed(where, answers, began_with=0, by=person, now=clock.now())

    outcomes = acting.together(acting(keep("Fatima leidt.")), acting(keep("Samir leidt."), by_other=True))
    assert 1 in outcomes
    assert [type(outcome) for outcome in outcomes if outcome != 1] == [Conflict]


def test_handing_in_twice_at_once_makes_one_round(acting, world):
    acting(saving(WRITTEN, 0))()

    def hand_in(where, person):
        services.hand_in(where, by=person, now=clock.now())

    outcomes = acting.together(acting(hand_in), acting(hand_in, by_other=True))
    assert sorted(isinstance(outcome, RuleViolation) for outcome in outcomes) == [False, True]
    assert db.session.scalars(select(Round.number)).all() == [1]


def test_what_is_handed_in_is_what_is_stored_when_someone_still_writes(acting, world):
    acting(saving(WRITTEN, 0))()

    def hand_in(where, person):
        services.hand_in(where, by=person, now=clock.now())

    outcomes = acting.together(acting(hand_in), acting(saving({**WRITTEN, "roles": "Samir leidt."}, 1), by_other=True))
    assert outcomes[0] is None
    snapshot = db.session.scalars(select(Round)).one().items
    handed_in = {item.id: item.value for item in snapshot}
    assert handed_in["roles"] == queries.draft(world.place).answers["roles"]


def test_beginning_and_reading_twice_at_once_count_once(acting):
    def begin(where, person):
        services.start_track(where.group, queries.library().first_track, now=clock.now())
        services.mark_read(where, person, 1, now=clock.now())

    assert acting.together(acting(begin), acting(begin)) == [None, None]
    assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 1
    assert db.session.scalar(select(func.count()).select_from(LessonRead)) == 1


def test_two_managers_who_save_a_lesson_at_once_overwrite_nothing(acting):
    text = queries.shipped_texts()["samen-beslissen"]

    def save(title):
        edited = EditedText(text.replace('title = "', f'title = "{title} ', 1), title, False, 0)
        return lambda where, person: editing.save_lesson(where.lesson.slug, edited, by=person, now=clock.now()).number

    outcomes = acting.together(acting(save("Eerst")), acting(save("Daarna"), by_other=True))
    assert sorted(isinstance(outcome, Conflict) for outcome in outcomes) == [False, True]
    (version,) = queries.lesson_versions("samen-beslissen")
    assert f'title = "{version.note} ' in version.text
    assert queries.library().lessons["samen-beslissen"].title.startswith(version.note)


def test_two_managers_who_arrange_at_once_both_get_their_way(acting):
    first, second = queries.shipped_library().order["kerngroep"][:2]
    outcomes = acting.together(
        acting(lambda _where, _person: editing.hide(first)),
        acting(lambda _where, _person: editing.move_to(second, "geld"), by_other=True),
    )
    assert outcomes == [None, None]
    content = queries.library()
    assert first in content.hidden
    assert content.lessons[second].module == "geld"
