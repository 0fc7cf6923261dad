"""Who deletes the account leaves the work behind, and the name nowhere."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.accounts import services
from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import Base, db
from incubator.currency.models import CurrencyVote
from incubator.learning import queries as lessons
from incubator.lending.models import LendingFund, LoanApplication
from incubator.lending.queries import funds
from incubator.lending.services import deciding
from incubator.lending.values import ApplicationState, CommitteeChoice
from incubator.reviews import queries as reviews
from incubator.reviews import services as reviewing
from incubator.statutes import services as statutes
from tests import world as worlds
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.both_databases


def kept():
    """Every row of every table as text."""
    with db.engine.connect() as connection:
        return {
            table.name: "\n".join(repr(tuple(row)) for row in connection.execute(table.select()))
            for table in Base.metadata.sorted_tables
        }


def made_by(user, world):
    """Work of every kind: a hand-in, a verdict, facts, a version, a bid, a register."""
    now = clock.now()
    group = world.ours.group
    cooperatives.record_fact(
        group, "evidence.insurance", "Een polis.", source=FactSource(FactSourceKind.ENTERED), author=user, now=now
    )
    statutes.make_version(group, author=user, now=now, today=clock.local(now).date())
    handed_in = statutes.hand_in(group, by=world.people["coordinator"], now=now)
    reviewing.claim(handed_in, coach=user, now=now)
    reviewing.save_remarks(handed_in, {}, "Goed.", coach=user, now=now)
    reviewing.approve(handed_in, "Goed.", coach=user, now=now)


@pytest.mark.parametrize("who", ["coordinator", "coach"])
def test_the_work_stays_and_the_name_goes(app, client, sign_in, session, world, who):
    user = world.people[who]
    user.name, user.email, user.phone = "Zwaantje Quist", "zwaantje@quist.example", "06-99887766"
    user.password_hash = services.hasher.hash(PASSWORD)
    if who == "coach":
        made_by(user, world)
    session.commit()
    sign_in(client, user)
    client.post("/wachtwoord-vergeten", data={"email": user.email})
    client.post("/account", data={"name": "Zwaantje van Quist", "phone": "06-99887766", "language": "nl"})
    rows = {name: content.count("\n") for name, content in kept().items()}
    assert client.post("/account/verwijderen", data={"password": PASSWORD, "sure": "y"}).location == "/"
    left = kept()
    assert [
        name
        for name, content in left.items()
        if "Zwaantje" in content or "quist" in content.lower() or "99887766" in content
    ] == []
    fewer = {name for name, content in left.items() if content.count("\n") < rows[name]}
    own = {
        "saved_searches",
        "watch_subscriptions",
        "alert_hours",
        "mailed_notices",
        "secret_addresses",
        "currency_offers",
    }
    at_work = {"coach_assignments", "cohort_coaches", "neighbourhood_people"}
    assert fewer <= own | at_work | {"one_time_tokens", "outgoing_mails"}  # no work
    assert session.scalar(select(User.name).where(User.id == user.id)) == "voormalig deelnemer"
    sign_in(client, world.people["manager"])
    lesson = worlds.LESSON
    assert reviews.latest_round(world.ours.group, lessons.EXERCISE, lesson) is not None
    page = client.get(f"/leren/{world.ours.group.slug}/{lesson}/opdracht/geschiedenis")
    assert page.status_code == 200
    assert ("voormalig deelnemer" in page.text) == (who == "coordinator")


def test_one_takes_along_what_one_did(app, client, sign_in, session, world):
    sign_in(client, world.people["coordinator"])
    download = client.get("/account/gegevens.json").get_json()
    assert [participation["group"] for participation in download["groups"]] == ["Groep Eigen", "Groep Akte"]
    assert {"offer.description", "offer.cpv"} <= {fact["key"] for fact in download["facts"]}
    library = lessons.library().lessons
    handed_in = [library[worlds.LESSON].exercise.title, library[worlds.APPROVED].exercise.title]
    assert [work["handed_in"] for work in download["work"]] == handed_in
    assert "Groep Anders" not in str(download)


@pytest.mark.parametrize("who", ["coordinator", "coach"])
def test_who_is_gone_takes_part_in_nothing(app, session, world, who):
    user = world.people[who]
    session.info["actor"] = "test"
    services.delete_account(user, known_as="Iemand van toen", now=clock.now())
    session.commit()
    group = world.ours.group
    assert not [
        participation
        for participation in group.participations
        if participation.user_id == user.id and participation.until is None
    ]
    assert not [assignment for assignment in group.coaches if assignment.user_id == user.id]


ROOMS = {
    *("anchors", "chances", "currency", "estate", "indicators", "lending", "moneymap", "neighbourhood", "partnerships"),
    *("powermap", "solidarity", "steps"),
}
# What becomes of each column of the rooms of a neighbourhood that names an account. Work stays, and belongs to an account without a name.
STAYS = {
    *("building_statements.written_by_id", "neighbourhood_groups.asked_by_id", "neighbourhood_groups.answered_by_id"),
    *("neighbourhood_stories.written_by_id", "estate_statements.written_by_id"),
    # Somebody has to see that nobody follows it any more.
    *("chances.owner_id", "chance_events.by_id"),
    *("currency_accounts.user_id", "currency_proposals.opened_by_id", "currency_rules.recorded_by_id"),
    *("indicator_entries.written_by_id", "indicator_snapshots.frozen_by_id"),
    *("money_award_choices.decided_by_id", "money_flows.changed_by_id", "money_nodes.changed_by_id"),
    *("money_snapshots.taken_by_id", "multiplier_studies.changed_by_id"),
    *("partnership_versions.written_by_id", "partnership_yeses.written_by_id"),
    # Advice with its reason belongs to what was decided by it, and a vote is of the cooperative for which it was cast.
    *("loan_votes.user_id", "loan_decisions.recorded_by_id", "loan_schedules.recorded_by_id"),
    *("loan_applications.begun_by_id", "lending_members.joined_by_id", "lending_terms.recorded_by_id"),
    *("subordinated_loans.recorded_by_id", "solidarity_ballots.cast_by_id", "solidarity_contributions.recorded_by_id"),
    *("solidarity_questions.asked_by_id", "solidarity_rules.recorded_by_id", "support_receipts.recorded_by_id"),
    # Dots that were given count in what the neighbourhood chose.
    "given_dots.user_id",
    # The seat ends, see below; that somebody sat there stays.
    "lending_seats.user_id",
}
GOES = {"neighbourhood_people.user_id", "currency_offers.placed_by_id", "currency_votes.user_id"}


def named_in_rooms():
    """Each column of the rooms that names an account, by its table and its name."""
    known = {}
    for mapper in Base.registry.mappers:
        if mapper.class_.__module__.split(".")[1] in ROOMS:
            table = mapper.local_table
            columns = [
                each for each in table.columns if any(key.column.table.name == "users" for key in each.foreign_keys)
            ]
            known |= {f"{table.name}.{each.name}": each for each in columns}
    return known


def counted(user):
    """How often an account stands in each of these columns."""
    columns = named_in_rooms().items()
    return {name: db.session.scalar(select(func.count()).where(column == user.id)) for name, column in columns}


def test_of_every_column_that_names_somebody_in_a_room_it_is_decided_what_becomes_of_it():
    assert named_in_rooms().keys() == STAYS | GOES
    assert not STAYS & GOES


def test_in_the_rooms_of_a_neighbourhood_work_stays_and_what_is_personal_goes(app, session, world):
    user, now = world.people["coordinator"], clock.now()
    session.info["actor"] = "test"
    vote = session.scalar(select(CurrencyVote).order_by(CurrencyVote.id))
    if vote is not None:
        vote.user_id = user.id
    fund = session.scalars(select(LendingFund).order_by(LendingFund.id)).first()
    asked = session.scalars(select(LoanApplication).where(LoanApplication.state == ApplicationState.HANDED_IN)).first()
    deciding.advise(asked, CommitteeChoice.GRANT, "Goed plan.", by=user, now=now)
    session.commit()
    before = counted(user)
    services.delete_account(user, known_as="voormalig deelnemer", now=now)
    session.commit()
    after = counted(user)
    assert {name: after[name] for name in STAYS} == {name: before[name] for name in STAYS}
    assert {name for name in GOES if after[name]} == set()
    assert sum(before[name] > 0 for name in STAYS | GOES) > 25
    assert before["lending_seats.user_id"]
    today = clock.local(now).date()
    assert not funds.seats_to_end(user, today)
    tomorrow = today + timedelta(days=1)
    assert user.id not in {seat.user_id for seat in funds.sitting(fund, tomorrow)}
    (advice,) = [each for each in asked.votes if each.user_id == user.id]
    assert (advice.reason, advice.user.name, advice.user.email) == ("Goed plan.", "voormalig deelnemer", None)
