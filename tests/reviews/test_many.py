"""A queue of five hundred pieces, and a long piece of work of which little changed."""

import re

import pytest
from lxml import html

from incubator.core import clock
from incubator.reviews import queries, services
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.queries import PAGE, QueueFilter
from incubator.reviews.values import Guidance, RoundStage, WorkItem, WorkKind
from tests.factories import SOME_MOMENT
from tests.reviews.conftest import WORK


def fill(session, people, first, last):
    group, founder, _coach = people
    for number in range(first, last):
        case = ReviewCase(cooperative=group, kind="test-work", ref=f"w{number}", title=f"Werk {number:03}")
        handed_in = Round(
            case=case,
            number=1,
            attempt=1,
            stage=RoundStage.SUBMITTED,
            snapshot=[WorkItem("a", "Wat", "x" * 500).as_json()],
            request="Klopt dit?",
            handed_in_by=founder,
            handed_in_at=SOME_MOMENT,
        )
        session.add(handed_in)
    session.commit()


def test_a_queue_of_five_hundred_asks_as_little_as_one_of_three(
    client, sign_in, people, approved, session, count_queries
):
    sign_in(client, people[2])

    def asked(address):
        client.get(address).close()
        count_queries()
        page = client.get(address)
        assert page.status_code == 200
        assert len(page.text) < 60_000
        return count_queries()

    fill(session, people, 0, 3)
    addresses = ("/nakijken/", "/nakijken/?wie=mine", "/nakijken/?wie=decided")
    few = [asked(address) for address in addresses]
    fill(session, people, 3, 500)
    assert [asked(address) for address in addresses] == few
    assert queries.queue(people[2]).total == 500
    last = queries.queue(people[2], QueueFilter(), page=-(-500 // PAGE))
    assert last.works[-1].case.title == "Werk 499"


PARTS = [WorkItem(f"p{number}", f"Vraag {number}", "Wij maken scholen schoon. " * 20) for number in range(30)]


@pytest.fixture
def long_work(people, approved):
    """A second attempt of thirty answers; one of them changed and one has an open remark."""
    first = services.hand_in(people[0], WORK, PARTS, by=people[1], now=clock.now())
    services.claim(first, coach=people[2], now=clock.now())
    services.save_remarks(first, {"p3": "Voor wie?"}, "", coach=people[2], now=clock.now())
    services.return_to_group(first, "", coach=people[2], now=clock.now())
    changed = [*PARTS[:7], WorkItem("p7", "Vraag 7", "Wij koken."), *PARTS[8:]]
    return services.hand_in(people[0], WORK, changed, by=people[1], now=clock.now())


def folded(page, block="unchanged"):
    """The parts in the block that is folded away; nothing of the work comes below it."""
    _before, _block, inside = page.partition(f'<details class="card" id="{block}">')
    return set(re.findall(r'id="item-(p\d+)"', inside))


@pytest.mark.parametrize("taken", [False, True])
def test_what_did_not_change_is_folded_away(client, sign_in, people, long_work, session, taken):
    if taken:
        services.claim(long_work, coach=people[2], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    page = client.get(f"/nakijken/{long_work.id}").text
    assert folded(page) == {part.id for part in PARTS} - {"p3", "p7"}
    assert PARTS[0].value.strip() in page  # it can be unfolded


def test_the_first_attempt_is_folded_nowhere(client, sign_in, people, approved, session):
    work = services.hand_in(people[0], WORK, PARTS[:3], by=people[1], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    assert folded(client.get(f"/nakijken/{work.id}").text) == set()


def test_where_a_coach_wrote_nothing_is_folded(client, sign_in, people, long_work, session):
    services.claim(long_work, coach=people[2], now=clock.now())
    services.save_remarks(long_work, {"p9": "Hoe?"}, "", coach=people[2], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    assert "p9" not in folded(client.get(f"/nakijken/{long_work.id}").text)


def test_the_group_sees_the_answers_that_matter_first(client, sign_in, people, long_work, session):
    session.commit()
    sign_in(client, people[1])
    page = client.get(f"/nakijken/werk/{long_work.id}").text
    assert folded(page, "quiet") == {part.id for part in PARTS} - {"p3"}


def test_criteria_pitfalls_and_a_model_answer_stand_beside_the_work(
    client, sign_in, people, approved, session, monkeypatch
):
    guidance = Guidance(
        ("Is er een klant?",), model="Wij maken school A schoon.", pitfalls=("De prijs is zonder btw.",)
    )
    kind = WorkKind("test-work", "learning.track", guidance=lambda ref: guidance)
    monkeypatch.setitem(services.KINDS, "test-work", kind)
    work = services.hand_in(people[0], WORK, PARTS[:1], by=people[1], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    page = client.get(f"/nakijken/{work.id}").text
    for shown in ("Is er een klant?", "Wij maken school A schoon.", "De prijs is zonder btw."):
        assert shown in page
    sign_in(client, people[1])
    assert "Wij maken school A schoon." not in client.get(f"/nakijken/werk/{work.id}").text


@pytest.mark.parametrize(("number", "folded"), [(6, 0), (7, 6)])
def test_beside_many_answers_the_empty_boxes_for_remarks_are_folded(
    client, sign_in, people, approved, session, number, folded
):
    """What was written already stays in sight."""
    group, founder, coach = people
    work = services.hand_in(group, WORK, PARTS[:number], by=founder, now=clock.now())
    services.claim(work, coach=coach, now=clock.now())
    services.save_remarks(work, {"p0": "Welke scholen?"}, "", coach=coach, now=clock.now())
    session.commit()
    sign_in(client, coach)
    page = html.document_fromstring(client.get(f"/nakijken/{work.id}").text)
    assert len(page.xpath('//textarea[starts-with(@name, "remark-")]')) == number
    assert len(page.xpath('//details[not(@open)]//textarea[starts-with(@name, "remark-")]')) == folded
    assert page.xpath('//textarea[@name="remark-p0" and not(ancestor::details)]')
