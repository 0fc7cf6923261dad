"""Who deletes the account leaves the work behind, and the name nowhere."""

import pytest
from sqlalchemy import select

from incubator.accounts import services
from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import Base, db
from incubator.learning import queries as lessons
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
    statutes.make_version(group, author=user, now=now, today=now.date())
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
    own = {"saved_searches", "watch_subscriptions", "alert_hours", "mailed_notices", "secret_addresses"}
    assert fewer <= own | {
        "one_time_tokens",
        "outgoing_mails",
        "coach_assignments",
        "cohort_coaches",
        "neighbourhood_people",
    }  # no work
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
