"""Where groups are: the list of many groups, the way of a group with and without work, tracks that go, pages in English."""

import re

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries, services
from incubator.learning.models import Enrolment
from incubator.learning.services import editing
from tests.factories import CoachAssignmentFactory, CooperativeFactory, FactFactory, ParticipationFactory, UserFactory
from tests.learning.conftest import WRITTEN
from tests.learning.test_answers import SUM
from tests.learning.working import approve, arrange, hand_in, keep

SLUG = "samen-beslissen"
NAME = re.compile(r'<th scope="row"><a [^>]+>([^<]+)</a>')


def many(coach, *numbers):
    for number in range(*numbers):
        CoachAssignmentFactory(user=coach, cooperative=CooperativeFactory(name=f"Kring {number:02}"))


def test_forty_five_groups_stand_on_two_pages_each_once(client, sign_in, world, count_queries):
    many(world.coach, 4)
    sign_in(client, world.coach)
    client.get("/leren/")
    count_queries()
    client.get("/leren/")
    few = count_queries()
    many(world.coach, 4, 44)
    client.get("/leren/")
    count_queries()
    first = client.get("/leren/").text
    assert count_queries() == few
    names = NAME.findall(first) + NAME.findall(client.get("/leren/?pagina=2").text)
    assert (len(NAME.findall(first)), len(names)) == (40, 45)
    assert names == sorted(names, key=str.lower)
    assert len(set(names)) == 45


@pytest.mark.parametrize("number", ["3", "0", "-1", "x", "9" * 30, "1e9", "²"])
def test_a_page_that_there_is_not_is_the_first(client, sign_in, world, number):
    many(world.coach, 2)
    sign_in(client, world.coach)
    assert len(NAME.findall(client.get(f"/leren/?pagina={number}").text)) == 3


def test_the_way_of_a_group_with_nothing_is_the_first_track_and_an_unknown_group_has_one_too(app):
    group = CooperativeFactory()
    ways = queries.ways_of([group.id, 10**6])
    assert {way.track for way in ways.values()} == {queries.library().first_track}
    assert [way.marks for way in ways.values()] == [{}, {}]
    assert queries.ways_of([]) == {}


def test_the_ways_of_groups_do_not_run_into_each_other(world):
    enrolled, written = ParticipationFactory().cooperative, ParticipationFactory()
    with transaction(actor=SYSTEM):
        services.start_track(enrolled, queries.library().tracks["zorg"], now=clock.now())
        where = queries.Place(written.cooperative, world.place.lesson)
        services.save(where, WRITTEN, began_with=0, by=written.user, now=clock.now())
    keep(world, SLUG, WRITTEN)
    approve(world, hand_in(world, SLUG))
    keep(world, "wat-kost-een-uur", {"cao": "x"})
    ways = queries.ways_of([enrolled.id, world.group.id, written.cooperative.id])
    assert (ways[enrolled.id].track.slug, ways[enrolled.id].marks) == ("zorg", {})
    assert {slug: mark.standing for slug, mark in ways[written.cooperative.id].marks.items()} == {SLUG: "writing"}
    standings = {slug: mark.standing for slug, mark in ways[world.group.id].marks.items()}
    assert standings == {SLUG: "approved", "wat-kost-een-uur": "writing"}


def test_a_group_whose_track_is_gone_goes_on_with_the_first(client, sign_in, world, session):
    session.add(Enrolment(cooperative_id=world.group.id, track="opgeheven", started_at=clock.now()))
    session.commit()
    first = queries.library().first_track
    sign_in(client, world.founder)
    for page in (world.track, f"{world.track}/trajecten", f"{world.track}/onderdeel/geld", world.lesson):
        assert client.get(page).status_code == 200
    assert queries.progress(world.group).track == queries.track_of(world.group) == first
    client.post(f"{world.track}/beginnen", data={"traject": "groen"})
    assert queries.track_of(world.group).slug == "groen"


def test_a_track_that_lost_its_lesson_leads_to_the_next_and_its_module_too(client, sign_in, world):
    sign_in(client, world.founder)
    first = queries.track_of(world.group).lessons[0]
    arrange(editing.hide, first.slug)
    begun = client.post(f"{world.track}/beginnen")
    assert begun.location == f"{world.track}/{queries.track_of(world.group).lessons[0].slug}"
    assert first.slug not in begun.location
    assert client.get(begun.location).status_code == 200


def test_a_module_outside_the_track_is_whole_and_leads_on_to_nothing(client, sign_in, world):
    track = queries.library().tracks["wij-bestaan-al"]
    followed = {module.id for module in track.modules}
    outside = next(module for module in queries.library().modules if module.id not in followed)
    with transaction(actor=SYSTEM):
        services.start_track(world.group, track, now=clock.now())
    sign_in(client, world.founder)
    page = client.get(f"{world.track}/onderdeel/{outside.id}").text
    assert all(f'href="{world.track}/{lesson.slug}"' in page for lesson in outside.lessons)
    assert "Hierna:" not in page
    lesson = client.get(f"{world.track}/{outside.lessons[0].slug}").text
    assert "Volgende les" not in lesson
    assert "ongeveer" in lesson


def test_everything_approved_says_so_in_the_list(client, sign_in, world):
    arrange(lambda: editing.choose_lessons("wij-bestaan-al", [SLUG], queries.content_edition()))
    with transaction(actor=SYSTEM):
        services.start_track(world.group, queries.library().tracks["wij-bestaan-al"], now=clock.now())
    keep(world, SLUG, WRITTEN)
    approve(world, hand_in(world, SLUG))
    sign_in(client, world.coach)
    page = client.get("/leren/").text
    assert "Alle lessen goedgekeurd" in page
    assert "1 van 1" in page
    sign_in(client, world.founder)
    assert 'data-state="done"' in client.get(world.track).text


@pytest.mark.parametrize(
    "query", ["", "?", "?v0", "?v0=", "?v0=0&v0=1", "?v99=1", "?v0=%00", "?v0=%F0%9F%8C%B1", "?x[]=1"]
)
def test_odd_answers_in_the_address_are_no_answers(client, sign_in, world, query):
    sign_in(client, world.founder)
    page = client.get(f"{world.lesson}/vragen{query}").text
    checks = world.place.lesson.written.check
    right = int(query == "?v0=0&v0=1" and checks[0].right == 0)
    assert (f"{right} van {len(checks)} goed" in page) == (query not in {"", "?"})


@pytest.mark.parametrize(
    "page", ["", "/trajecten", "/onderdeel/geld", f"/{SLUG}", f"/{SLUG}/vragen?v0=1", f"/{SLUG}/opdracht/controleren"]
)
def test_the_pages_are_english_for_who_reads_english(client, sign_in, world, page):
    sign_in(client, world.founder)
    dutch = client.get(world.track + page).text
    client.set_cookie("language", "en")
    english = client.get(world.track + page).text
    assert '<html lang="en"' in english
    assert re.search(r"<h1[^>]*>([^<]+)", english)[1].strip() != re.search(r"<h1[^>]*>([^<]+)", dutch)[1].strip()
    track = queries.library().first_track
    assert track.title not in english


PAGES = [
    "",
    "/trajecten",
    "/onderdeel/geld",
    f"/{SLUG}",
    f"/{SLUG}/deel/1",
    f"/{SLUG}/vragen?v0=1",
    f"/{SLUG}/geheel",
    f"/{SLUG}/opdracht",
    f"/{SLUG}/opdracht/controleren",
    "/wat-kost-een-uur/opdracht",
    "/wat-kost-een-uur/opdracht/rekenen/sheet",
    "/ondernemingsplan",
]


def test_a_page_asks_as_often_after_a_year_of_work_as_after_a_day(client, sign_in, world, count_queries):
    sign_in(client, world.founder)
    keep(world, SLUG, WRITTEN)
    keep(world, "wat-kost-een-uur", {"sheet": SUM})
    with transaction(actor=SYSTEM):
        services.mark_read(world.place, world.founder, 1, now=clock.now())

    def asked():
        counts = {}
        for page in PAGES:
            client.get(world.track + page).close()
            count_queries()
            client.get(world.track + page).close()
            counts[page] = count_queries()
        return counts

    FactFactory(cooperative=world.group, author=UserFactory())
    few = asked()
    for lesson in list(queries.library().lessons)[:12]:
        if lesson not in {SLUG, "wat-kost-een-uur"}:
            keep(world, lesson, {"method": "x"})
    for number in range(8):
        person = ParticipationFactory(cooperative=world.group).user
        keep(world, SLUG, {**WRITTEN, "roles": f"Versie {number}"}, by=person)
        FactFactory(cooperative=world.group, value=f"Naam {number}", author=person)
        with transaction(actor=SYSTEM):
            services.mark_read(world.place, person, 1, now=clock.now())
    assert asked() == few
