"""The start pages of who guides many groups: forty groups and sixty pieces of work, on both databases."""

import re
from datetime import timedelta

import pytest

from incubator.challenges.messages.challenging import POINTS
from incubator.challenges.queries.judging import plans_to_judge
from incubator.challenges.services import deciding
from incubator.challenges.values.challenging import ChallengeState
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, transaction
from incubator.home import queries, rules
from incubator.home.queries import starts
from incubator.reviews import services as reviews
from incubator.reviews.values import Work, WorkItem
from tests.challenges.factories import challenge, moved
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    MilestoneFactory,
    ParticipationFactory,
    UserFactory,
)

GROUPS, HAND_INS = 40, 60


def fill(coach, groups=GROUPS, hand_ins=HAND_INS):
    """Groups that began ever longer ago, and work that waits, spread over the younger half of them."""
    began, founder = clock.now(), UserFactory()
    made = []
    for number in range(groups):
        group = CooperativeFactory(created_at=began - timedelta(days=number, hours=1))
        CoachAssignmentFactory(cooperative=group, user=coach)
        made.append(group)
    with transaction(actor=SYSTEM):
        for number in range(hand_ins):
            work = Work("exercise", f"les-{number}", f"Les {number}")
            group = made[number % max(1, groups // 2)]
            reviews.hand_in(group, work, [WorkItem("a", "Vraag", "Antwoord")], by=founder, now=began)
    return made


@pytest.mark.both_databases
def test_every_start_page_opens_with_groups_in_every_state(client, sign_in, app, database):
    coach, manager = CoachFactory(), ManagerFactory()
    groups = fill(coach, groups=8, hand_ins=3)
    for number, phase in enumerate(Phase):
        with transaction(actor=SYSTEM):
            groups[number % 8].phase = phase
    MilestoneFactory(cooperative=groups[1], key="statutes-approved")
    MilestoneFactory(cooperative=groups[5], key="deed")
    founder = ParticipationFactory(cooperative=groups[5]).user
    for person in (coach, manager, founder):
        sign_in(client, person)
        assert client.get("/").status_code == 200
    page = sign_in(client, coach).get("/").text
    assert f"{groups[5].name} wacht op het KVK-nummer" in page
    assert "wacht op het KVK-nummer" not in sign_in(client, manager).get("/").text  # the group or its coach enters it


@pytest.mark.both_databases
def test_the_group_in_which_nothing_happened_longest_comes_first(client, sign_in, app, database):
    coach = CoachFactory()
    groups = fill(coach, groups=30, hand_ins=0)
    page = sign_in(client, coach).get("/").text
    shown = re.findall(r'<h3><a href="/cooperaties/[^"]+">([^<]+)</a></h3>', page)
    assert shown == [group.name for group in reversed(groups)][: len(shown)]
    assert "29 dagen geleden voor het laatst iets gedaan" in page
    start = queries.coach_start(coach, now=clock.now())
    still = [rules.stands_still(where) for where in queries.situations(groups, now=clock.now()).values()]
    assert start.groups.still == sum(still) == 8


def test_past_the_last_page_is_the_first(app):
    coach = CoachFactory()
    assert queries.coach_start(coach, now=clock.now(), page=9).groups.total == 0
    fill(coach, groups=2, hand_ins=0)
    assert queries.coach_start(coach, now=clock.now(), page=9).groups.page == 1


@pytest.mark.both_databases
def test_a_coach_sees_the_dates_of_groups_within_sight_and_of_everyone(app, database):
    coach, elsewhere = CoachFactory(), CoachAssignmentFactory().cooperative
    guided, stopped = (CoachAssignmentFactory(user=coach).cooperative for _ in range(2))
    today = clock.now()
    with transaction(actor=SYSTEM):
        stopped.phase = Phase.STOPPED
        for number, group in enumerate((guided, elsewhere, stopped, None)):
            group_id = None if group is None else group.id
            due = today + timedelta(days=2, hours=number)
            agenda.put(f"date {number}", f"Date {number}", due, source="tests", cooperative_id=group_id)
        agenda.put("later", "Later", today + timedelta(days=8), source="tests", cooperative_id=guided.id)
    assert [date.title for date in queries.dates_in_sight(coach, now=today)] == ["Date 0", "Date 3"]
    everything = [date.title for date in queries.dates_in_sight(ManagerFactory(), now=today)]
    assert everything == ["Date 0", "Date 1", "Date 3"]


def test_the_start_page_of_who_takes_part_has_their_groups_by_name_and_role(app):
    person = UserFactory()
    for name in ("Zon", "Aarde"):
        ParticipationFactory(user=person, cooperative__name=name)
    reads = ParticipationFactory(user=person, cooperative__name="Maan", role=ParticipationRole.OBSERVER)
    ParticipationFactory(user=person, cooperative__name="Gestopt", cooperative__phase=Phase.STOPPED)
    ParticipationFactory(user=person, cooperative__name="Vertrokken", until=clock.today())
    ParticipationFactory(cooperative__name="Van anderen")
    starts = queries.groups_of(person, now=clock.now())
    assert [start.group.name for start, _role in starts] == ["Aarde", "Maan", "Zon"]
    assert starts[1][1] is reads.role


# One of those of a coach: how much they would have come back to today. It is asked of groups within sight alone.
# One of those of a founder: of which cooperatives they are a member.
# Of a founder the last two are for the boards in which one sits without being a member, and the neighbourhoods of which one is part.
MOST_QUESTIONS = {"founder": ("/", 22), "coach": ("/", 24), "of the group": ("/cooperaties/de-groep", 28)}


@pytest.mark.parametrize("who", MOST_QUESTIONS)
def test_a_page_asks_no_more_than_it_did(client, sign_in, count_queries, app, who):
    coach = CoachFactory()
    group = CoachAssignmentFactory(user=coach, cooperative__slug="de-groep").cooperative
    path, most = MOST_QUESTIONS[who]
    sign_in(client, coach if who == "coach" else ParticipationFactory(cooperative=group).user)
    client.get(path).close()  # what is read once per process
    count_queries()
    assert client.get(path).status_code == 200
    assert count_queries() <= most


@pytest.mark.parametrize("factory", [CoachFactory, ManagerFactory], ids=["coach", "manager"])
def test_many_groups_ask_no_more_than_a_few(client, sign_in, count_queries, app, factory):
    person, coach = factory(), CoachFactory()
    sign_in(client, person)

    def asked():
        client.get("/").close()
        count_queries()
        assert client.get("/").status_code == 200
        return count_queries()

    fill(person if factory is CoachFactory else coach, groups=3, hand_ins=3)
    few = asked()
    fill(person if factory is CoachFactory else coach)
    assert asked() == few


def plan_of(group, title="Groen in de wijk", days_ago=0):
    """A challenge plan that was written so many days ago."""
    day = clock.today() - timedelta(days=days_ago)
    return moved(challenge(group, title=title), ChallengeState.WRITTEN, on=day)


def test_a_coach_sees_the_challenge_plans_that_wait_the_longest_first(client, sign_in, app, database):
    coach, elsewhere = CoachFactory(), CoachAssignmentFactory().cooperative
    first, second, stopped = (CoachAssignmentFactory(user=coach).cooperative for _number in range(3))
    younger, older = plan_of(first, "Jong plan"), plan_of(second, "Oud plan", days_ago=9)
    plan_of(elsewhere, "Van anderen")
    plan_of(stopped, "Gestopte groep")
    challenge(first, title="Nog geen plan")
    with transaction(actor=SYSTEM):
        stopped.phase = Phase.STOPPED
    page = sign_in(client, coach).get("/").text
    assert [plan.title for plan in plans_to_judge(coach)] == ["Oud plan", "Jong plan"]
    for plan in (younger, older):
        assert f"/uitdagingen/{plan.id}" in page
    for title in ("Van anderen", "Gestopte groep", "Nog geen plan"):
        assert title not in page
    # Nothing else waits: the oldest plan is the next step.
    assert f"{second.name} wacht op jou: Oud plan" in page
    with transaction(actor=SYSTEM):
        deciding.score(older, dict.fromkeys(POINTS, 3), "Goed.", now=clock.now())
    assert [plan.title for plan in plans_to_judge(coach)] == ["Jong plan"]
    assert "Oud plan" not in client.get("/").text


def test_many_plans_ask_no_more_and_are_not_all_shown(client, sign_in, app, count_queries):
    coach = CoachFactory()
    groups = fill(coach, groups=8, hand_ins=1)
    sign_in(client, coach)
    plan_of(groups[0])
    client.get("/")
    count_queries()
    client.get("/")
    of_one = count_queries()
    for group in groups[1:]:
        plan_of(group)
    count_queries()
    page = client.get("/").text
    assert count_queries() == of_one
    assert page.count("/uitdagingen/") == starts.MOST_PLANS
