"""The pages of lessons: pieces with what is asked in them, the questions at the end, modules and tracks."""

import re

import pytest

from incubator.knowledge.queries import articles
from incubator.learning import queries
from incubator.learning.rules.checking import checked_answers
from tests.factories import ParticipationFactory

LESSONS = queries.shipped_library().lessons


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda lesson: lesson.slug)
def test_every_lesson_and_exercise_is_in_order(client, sign_in, world, lesson):
    sign_in(client, world.founder)
    address = f"{world.track}/{lesson.slug}"
    pieces = [f"/deel/{number}" for number in range(1, len(lesson.written.pieces) + 1)]
    for page in ("", *pieces, "/vragen", "/geheel", "/opdracht", "/opdracht/controleren"):
        answer = client.get(address + page)
        assert answer.status_code == 200, page
        assert "{regel:" not in answer.text
        assert "[[" not in answer.text
        assert ":::" not in answer.text
    for question in lesson.exercise.questions:
        if question.calculator:
            assert client.get(f"{address}/opdracht/rekenen/{question.id}").status_code == 200


def test_in_english_the_exercise_has_its_labels_and_the_lesson_says_that_it_is_dutch(client, sign_in, world):
    sign_in(client, world.founder)
    client.set_cookie("language", "en")
    lesson = world.place.lesson
    assert "The lesson itself is in Dutch" in client.get(f"{world.lesson}/deel/1").text
    page = client.get(world.exercise).text
    assert lesson.exercise.title_en in page
    assert all(question.label_en in page for question in lesson.exercise.questions)


def test_what_one_reads_at_an_answer_is_there_without_scripts(client, sign_in, world):
    sign_in(client, world.founder)
    page = client.get(f"{world.track}/wat-kost-een-uur/deel/1").text
    asked = re.findall(r'<details name="(vraag-[^"]+)" class="asked-option asked-option--(right|wrong)">', page)
    assert len({name for name, _state in asked}) == 1
    assert [state for _name, state in asked].count("right") == 1
    assert page.count("Goed.") == 1


def test_a_reader_goes_on_where_they_were_and_others_where_they_are(client, sign_in, world):
    other = ParticipationFactory(cooperative=world.group, user__name="Samir").user
    sign_in(client, world.founder)
    client.post(f"{world.lesson}/deel/2/verder")
    client.post(f"{world.lesson}/deel/1/verder")  # read again: nothing is lost
    page = client.get(world.lesson).text
    assert f'class="btn" href="{world.lesson}/deel/3"' in page
    assert page.count('<span class="muted">gelezen</span>') == 2
    sign_in(client, other)
    page = client.get(world.lesson).text
    assert f'class="btn" href="{world.lesson}/deel/1"' in page
    assert [reader.pieces for reader in queries.readers(world.place)] == [2]


@pytest.mark.parametrize("number", ["0", "99", "x"])
def test_a_piece_that_there_is_not(client, sign_in, world, number):
    sign_in(client, world.founder)
    assert client.get(f"{world.lesson}/deel/{number}").status_code == 404
    assert client.post(f"{world.lesson}/deel/{number}/verder").status_code in {404, 405}


def test_the_questions_at_the_end_say_why_and_how_many_are_right(client, sign_in, world):
    sign_in(client, world.founder)
    checks = world.place.lesson.written.check
    unanswered = client.get(f"{world.lesson}/vragen").text
    assert checks[0].why not in unanswered
    right = "&".join(f"v{number}={check.right}" for number, check in enumerate(checks))
    seen = client.get(f"{world.lesson}/vragen?{right}").text
    assert f"{len(checks)} van {len(checks)} goed" in seen
    wrong = client.get(f"{world.lesson}/vragen?v0={(checks[0].right + 1) % len(checks[0].choices)}&v1=nee").text
    assert f"0 van {len(checks)} goed" in wrong
    assert "Net niet." in wrong
    assert "Niet beantwoord." in wrong


def test_nonsense_in_the_address_is_no_answer():
    checks = LESSONS["samen-beslissen"].written.check
    assert {answer.chosen for answer in checked_answers(checks, {"v0": "9", "v1": "-1", "v2": "²", "x": "1"})} == {None}


def test_another_track_is_followed_and_what_was_written_stays(client, sign_in, world):
    sign_in(client, world.founder)
    client.post(world.exercise, data={"method": "Samen.", "version": "0"})
    client.post(f"{world.track}/beginnen")
    assert client.post(f"{world.track}/beginnen", data={"traject": "wij-bestaan-al"}).location == world.track
    assert "Wij bestaan al en willen inschrijven" in client.get(world.track).text
    assert queries.track_of(world.group).slug == "wij-bestaan-al"
    assert "Samen." in client.get(world.exercise).text
    client.post(f"{world.track}/beginnen", data={"traject": "onzin"})
    assert queries.track_of(world.group).slug == queries.library().first_track.slug


def test_a_module_has_its_lessons_and_a_page_in_other_languages(client, sign_in, world):
    sign_in(client, world.founder)
    for module in queries.library().modules:
        page = client.get(f"{world.track}/onderdeel/{module.id}").text
        assert all(lesson.title in page for lesson in module.lessons if lesson in queries.track_of(world.group).lessons)
        assert 'lang="ar" dir="rtl"' in page
        assert "Niemand heeft deze vertalingen nog nagekeken" in page
    assert client.get(f"{world.track}/onderdeel/onzin").status_code == 404


def test_tracks_are_made_of_lessons_that_there_are():
    content = queries.shipped_library()
    assert set(content.tracks) >= {"wij-bestaan-al", "wij-nemen-ons-bedrijf-over", "schoonmaak", "groen", "zorg"}
    for track in content.tracks.values():
        assert len(track.lessons) == len({lesson.slug for lesson in track}) >= 15
    everywhere = {lesson.slug for track in content.tracks.values() for lesson in track}
    assert everywhere == set(content.lessons)
    takeover = content.tracks["wij-nemen-ons-bedrijf-over"]
    assert takeover.place_of("een-bedrijf-overnemen") is not None
    assert takeover.place_of("het-uitdaagrecht") is None


def test_a_lesson_leads_to_the_texts_that_name_it(client, sign_in, world):
    sign_in(client, world.founder)
    named = [article for article in articles().values() if "het-ledenregister" in article.lessons]
    assert named
    page = client.get(f"{world.track}/het-ledenregister").text
    assert all(f'href="/kennis/artikelen/{article.slug}"' in page or f'/{article.slug}"' in page for article in named)
    assert "Om op te zoeken" in page
