"""After a decision that a notary or a register completes somebody has a task with a day, an article and a mail."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from incubator.core import agenda
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.duties import jobs, queries
from incubator.duties.rules import year
from incubator.duties.values import DutyOwner, DutyStanding
from incubator.meetings.services import acting, deciding
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import VotingWay
from incubator.statutes import services as statutes
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import closed, opened
from tests.meetings.sitting import DAY, decide, put, sitting

WEEK_LATER, MONTH_LATER = date(2026, 11, 9), date(2026, 12, 2)


@pytest.fixture
def here(app):
    with time_machine.travel(SOME_MOMENT, tick=False):
        yield sitting()


def known(here, key, day=DAY):
    return queries.duty(here.group, key, day)


def in_agenda(here, key):
    return f"duty:{here.group.id}:{key}" in agenda.keys(f"duty:{here.group.id}:")


def mailed(key):
    return db.session.scalars(select(OutgoingMail.key).where(OutgoingMail.key.contains(f"-{key}-"))).all()


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (ItemKind.AMENDMENT, {"deed": (MONTH_LATER, "BW 2:43(5)")}),
        (ItemKind.CONVERSION, {"deed": (MONTH_LATER, "BW 2:18(2)"), "leaving": (MONTH_LATER, "BW 2:36(4)")}),
        (ItemKind.DISSOLUTION, {"dissolved": (WEEK_LATER, "Hrw 2007 art. 20(2)")}),
    ],
)
def test_each_decision_has_its_days_with_article_owner_and_mail(here, kind, keys):
    decided = decide(here, kind)
    jobs.keep_duties()
    for name, (last, article) in keys.items():
        key = f"{name}-{decided.year}-{decided.number}"
        duty = known(here, key)
        assert (duty.due.last, duty.source.article, duty.owner) == (last, article, DutyOwner.SECRETARY)
        assert year.standing(duty, DAY) is DutyStanding.SOON
        assert in_agenda(here, key)
        assert mailed(key)


@pytest.mark.parametrize("kind", [ItemKind.AMENDMENT, ItemKind.CONVERSION, ItemKind.DISSOLUTION])
def test_what_was_not_adopted_asks_nothing(here, kind):
    decide(here, kind, against=True)
    names = {duty.key.partition("-")[0] for duty in queries.duties_of(here.group, DAY)}
    assert names.isdisjoint({"deed", "leaving", "dissolved"})


@pytest.mark.parametrize(
    ("kind", "name"),
    [(ItemKind.AMENDMENT, "deed"), (ItemKind.CONVERSION, "deed"), (ItemKind.DISSOLUTION, "dissolved")],
)
def test_what_was_done_leaves_the_agenda(here, kind, name):
    decided = decide(here, kind)
    jobs.keep_duties()
    with transaction(actor=SYSTEM):
        acting.settle(decided, now=SOME_MOMENT + timedelta(days=1))
    jobs.keep_duties()
    key = f"{name}-{decided.year}-{decided.number}"
    assert known(here, key).mark.on == DAY + timedelta(days=1)
    assert not in_agenda(here, key)


def test_the_extract_lies_with_the_amendment_and_the_deed_completes_the_task(here, client, sign_in):
    with transaction(actor=SYSTEM):
        version = statutes.make_version(here.group, author=None, now=SOME_MOMENT, today=DAY)
    assert version.amends is not None
    page = f"/cooperaties/{here.group.slug}/statuten/versies/{version.number}"
    sign_in(client, here.chair)
    assert "uittreksel.docx" not in client.get(page).text
    decided = amend(here, version)
    extract = f"/punten/{decided.item_id}/uittreksel.docx"
    text = client.get(page).text
    assert extract in text
    (address,) = {part for part in text.split('"') if part.endswith(extract)}
    assert client.get(address).status_code == 200
    key = f"deed-{decided.year}-{decided.number}"
    assert known(here, key).mark is None
    with transaction(actor=SYSTEM):
        statutes.record_signing(version, on=DAY, notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT)
    assert known(here, key).mark.on == DAY


def amend(here, version):
    """A decision that adopts this version, with everyone for it."""
    item = put(here, ItemKind.AMENDMENT)
    item.statutes_version_id = version.id
    db.session.commit()
    voted_on = opened(here, VotingWay.HANDS, item=item)
    closed(here, voted_on, hands={"for": voted_on.present_votes})
    with transaction(actor=SYSTEM):
        return deciding.announce(voted_on, by=here.chair, now=SOME_MOMENT)


def test_the_page_of_the_task_opens(here, client, sign_in):
    decided = decide(here, ItemKind.CONVERSION)
    sign_in(client, here.chair)
    for name in ("deed", "leaving"):
        page = client.get(f"/cooperaties/{here.group.slug}/plichten/{name}-{decided.year}-{decided.number}")
        assert page.status_code == 200
