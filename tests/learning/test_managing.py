"""A manager writes and arranges the lessons in the pages: versions, two at once, what is refused, and what groups get."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from incubator.cooperatives.queries import holding_facts
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.learning import queries, services
from incubator.learning.models import LessonVersion
from incubator.learning.rules.examples import check_written
from incubator.learning.services import editing
from incubator.learning.values.arranging import EditedText
from incubator.reviews.queries import latest_round
from tests.factories import ManagerFactory, ParticipationFactory
from tests.learning.conftest import WRITTEN

SLUG = "samen-beslissen"
DESK = "/beheer/lessen"
PAGE = f"{DESK}/{SLUG}"
TEXT = dict(queries.lesson_files())[SLUG]
NEW = TEXT.replace('title = "', 'title = "Nieuw: ', 1)


@pytest.fixture
def manager(client, sign_in):
    user = ManagerFactory(name="Priya")
    sign_in(client, user)
    return user


def save(client, text=NEW, version=0, note="De titel is duidelijker.", page=PAGE, **more):
    sent = {"tekst-text": text.replace("\n", "\r\n"), "tekst-note": note, "tekst-version": str(version), "do": "save"}
    return client.post(page, data={**sent, **more})


def store(slug=SLUG, text=NEW, by=None, now=None, tells_groups=False):
    """The same without the page."""
    with transaction(actor=SYSTEM):
        newest = queries.newest_version(slug)
        edited = EditedText(text, "De titel is duidelijker.", tells_groups, newest.number if newest else 0)
        return editing.save_lesson(slug, edited, by=by or ManagerFactory(), now=now or clock.now())


def place(client, do="", slug=SLUG, **data):
    return client.post(f"{DESK}/{slug}/plaats", data={"do": do, **data})


def titles(client, world, module="kerngroep"):
    page = client.get(f"{world.track}/onderdeel/{module}").text
    return re.findall(rf'<h2><a href="{world.track}/([a-z-]+)">', page)


def test_what_a_manager_writes_is_what_groups_get_and_can_be_taken_back(client, sign_in, world, manager):
    assert save(client).location == PAGE
    assert "De titel is duidelijker." in client.get(PAGE).text
    assert "Nieuw: " in client.get(DESK).text
    compared = client.get(f"{PAGE}/versies/1").text
    assert "<ins>Nieuw: </ins>" in compared
    sign_in(client, world.founder)
    assert "<h1>Nieuw: " in client.get(world.lesson).text
    sign_in(client, manager)
    client.post(f"{PAGE}/terug", data={"number": "0", "version": "1"})
    assert queries.library().lessons[SLUG].title == queries.shipped_library().lessons[SLUG].title
    client.post(f"{PAGE}/terug", data={"number": "1", "version": "2"})
    assert queries.newest_version(SLUG).text == NEW
    assert client.get(f"{PAGE}/versies/3?met=2").status_code == 200
    assert client.get(f"{PAGE}/versies/9").status_code == 404


def test_a_preview_shows_the_lesson_and_saves_nothing(client, manager):
    page = save(client, do="preview")
    assert page.status_code == 200
    assert 'id="voorbeeld"' in page.text
    assert "Nieuw: " in page.text
    assert queries.newest_version(SLUG) is None


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        (":::vraag", ":::vraagje", ":::vraagje"),
        ("\n:::\n\n", "\n\n", ":::v"),
        ('kind = "long"', 'kind = "gevoel"', 'id = "'),
        ("minutes = ", "minutes = veel ", "minutes = veel"),
        ('module = "', 'module = "on', 'module = "on'),
        ("{regel:", "{regel:Z-99} {regel:", "{regel:z-99}"),
        ("https://", "javascript:", "no line is known of a source"),
        (" | ", " | [dit](/kennis/bestaat-niet) ", "(/kennis/bestaat-niet)"),
        (" | ", " | [dit](/leren/de-bezem/samen-beslissen) ", "(/leren/de-bezem"),
        ("checked = 2", "checked = 9", "checked = 9"),
        ("why = ", "waarom = ", "[[check]]"),
    ],
)
def test_a_broken_text_is_refused_with_its_line_and_nothing_typed_is_lost(client, manager, before, after, at):
    text = TEXT.replace(before, after, 1)
    assert text != TEXT
    page = save(client, text)
    assert page.status_code == 422
    assert queries.newest_version(SLUG) is None
    assert text.strip().split("\n")[-1] in unescape(page.text)
    assert after.strip() in unescape(page.text)
    assert queries.newest_version(SLUG) is None
    lines = [int(number) for number in re.findall(r"(?:Regel|Line) (\d+):", page.text)]
    assert lines[0] == next((n for n, line in enumerate(text.casefold().split("\n"), 1) if at in line), 1)


def test_a_note_is_asked_and_saving_the_same_is_no_version(client, manager):
    assert save(client, note="").status_code == 422
    assert save(client, TEXT).status_code == 422
    assert queries.newest_version(SLUG) is None


def test_the_second_of_two_managers_sees_both_texts(client, sign_in, manager):
    save(client)
    sign_in(client, ManagerFactory(name="Ans"))
    mine = TEXT.replace('title = "', 'title = "Anders: ', 1)
    page = save(client, mine)
    assert page.status_code == 409
    assert "Priya" in page.text
    assert "Anders: " in page.text
    assert "Nieuw" in page.text
    assert 'name="tekst-version" type="hidden" value="1"' in page.text
    assert save(client, mine, version=1).location == PAGE
    assert queries.newest_version(SLUG).number == 2


def test_lessons_are_moved_in_a_module_and_to_another(client, world, manager):
    before = titles(client, world)
    place(client, "down", before[0])
    assert titles(client, world) == [before[1], before[0], *before[2:]]
    place(client, "up", before[0])
    place(client, "up", before[0])  # it is the first already
    assert titles(client, world) == before
    assert place(client, slug=before[0], module="geld", les="1").location.endswith(f"{before[0]}#plaats")
    assert before[0] not in titles(client, world)
    assert titles(client, world, "geld")[-1] == before[0]
    assert queries.library().lessons[before[0]].module == "geld"
    place(client, slug=before[0], module="onzin")
    assert titles(client, world, "geld")[-1] == before[0]


def test_a_hidden_lesson_is_only_for_a_group_that_worked_in_it(client, sign_in, world, manager):
    other = ParticipationFactory()
    with transaction(actor=SYSTEM):
        services.save(world.place, WRITTEN, began_with=0, by=world.founder, now=clock.now())
    place(client, "hide")
    assert "verborgen" in client.get(DESK).text or "hidden" in client.get(DESK).text
    sign_in(client, world.founder)
    assert SLUG not in titles(client, world)
    assert client.get(world.lesson).status_code == 200
    assert WRITTEN["conflict"] in client.get(world.exercise).text
    assert client.get("/").status_code == 200
    sign_in(client, other.user)
    assert client.get(f"/leren/{other.cooperative.slug}/{SLUG}").status_code == 404
    assert client.get(f"/zoeken?zoek={SLUG}").status_code == 200
    sign_in(client, manager)
    place(client, "show")
    assert SLUG in titles(client, world)


def test_a_track_has_the_lessons_that_a_manager_chose(client, world, manager):
    page = f"{DESK}/trajecten/wij-bestaan-al"

    def edition():
        return re.search(r'name="edition" value="([^"]*)"', client.get(page).text)[1]

    chosen = [*(lesson.slug for lesson in queries.shipped_library().tracks["wij-bestaan-al"]), SLUG]
    assert client.post(page, data={"les": chosen, "edition": edition()}).status_code == 302
    track = queries.library().tracks["wij-bestaan-al"]
    assert track.place_of(SLUG) is not None
    assert len(track.lessons) == len(chosen)
    stale = client.post(page, data={"les": chosen[:2], "edition": ""})
    assert stale.status_code == 409
    assert client.post(page, data={"edition": edition()}).status_code == 422
    first = f"{DESK}/trajecten/{queries.library().first_track.slug}"
    everything = [slug for slug in queries.library().lessons if slug != SLUG]
    client.post(first, data={"les": everything, "edition": edition()})
    assert queries.library().first_track.place_of(SLUG) is None
    assert client.get(f"{DESK}/trajecten/onzin").status_code == 404


def test_the_last_lesson_of_a_track_is_not_hidden(client, manager):
    with transaction(actor=SYSTEM):
        editing.choose_lessons("wij-bestaan-al", [SLUG], queries.content_edition())
    place(client, "hide")
    assert SLUG in queries.library().lessons


def rewritten(text):
    """A text in which every line of the example was written: the lines that are refused, one by one."""
    lines = text.split("\n")
    for _attempt in lines:
        try:
            check_written("\n".join(lines), queries.new_lesson())
        except RuleViolation as refused:
            place = refused.params["number"] - 1
            lines[place] = re.sub(r"(?<=\w) (?=\w)", " echt ", lines[place])
    return "\n".join(lines)


def test_an_example_that_nobody_wrote_is_not_shown_to_groups(client, manager):
    """The sentences of the example alone are refused: what is around them, and a title or a label, can be what was meant."""
    slug = client.post(f"{DESK}/toevoegen", data={"title": "Koken", "module": "kerngroep"}).location.removeprefix(
        f"{DESK}/"
    )
    place(client, "show", slug)
    assert slug in queries.library().hidden
    first = next(n for n, line in enumerate(queries.lesson_text(slug).split("\n"), 1) if line.startswith("summary"))
    assert f"Regel {first} is nog die van het voorbeeld" in client.get(DESK).text
    save(client, rewritten(queries.lesson_text(slug)), version=1, page=f"{DESK}/{slug}")
    place(client, "show", slug)
    assert slug in queries.library().lessons
    # Nor is the example put back while groups have the lesson.
    client.post(f"{DESK}/{slug}/terug", data={"number": "1", "version": "2"})
    assert queries.newest_version(slug).number == 2


def test_no_lesson_of_the_product_reads_as_the_example():
    for text in queries.shipped_texts().values():
        check_written(text, queries.new_lesson())


def test_a_lesson_leads_to_pages_that_every_group_can_open(client, manager):
    text = NEW.replace(
        "\n## ", "\n[A](/kennis/kascommissie#woord-lid) [B](/kennis/begrippen/lid) [C](/leren/)\n\n## ", 1
    )
    assert save(client, text).status_code == 302


def test_a_lesson_added_here_is_followed_to_the_end(client, sign_in, world, manager):
    made = client.post(f"{DESK}/toevoegen", data={"title": "Samen “koken” met\\buren", "module": "kerngroep"})
    slug = made.location.removeprefix(f"{DESK}/")
    assert queries.library().hidden[slug].module == "kerngroep"
    assert (
        client.post(f"{DESK}/toevoegen", data={"title": "Samen koken met buren", "module": "idee"}).status_code == 422
    )
    text = rewritten(queries.lesson_text(slug)).replace('kind = "long"', 'kind = "long"\nfact = "offer.description"')
    assert save(client, text, version=1, page=f"{DESK}/{slug}").status_code == 302
    place(client, "show", slug)
    sign_in(client, world.founder)
    assert titles(client, world)[-1] == slug
    lesson = f"{world.track}/{slug}"
    for page in ("", "/deel/1", "/deel/3", "/vragen", "/geheel", "/opdracht"):
        assert client.get(lesson + page).status_code == 200
    client.post(f"{lesson}/deel/1/verder")
    client.post(f"{lesson}/opdracht", data={"answer": "Wij koken.", "version": "0", "do": "check"})
    assert client.post(f"{lesson}/opdracht/inleveren").status_code == 302
    sign_in(client, world.coach)
    page = f"/nakijken/{latest_round(world.group, 'exercise', slug).id}"
    client.post(f"{page}/oppakken")
    client.post(page, data={"verdict": "Mooi.", "do": "approve"})
    assert holding_facts(world.group)["offer.description"].value == "Wij koken."


def test_scripts_in_a_text_stay_harmless(client, sign_in, world, manager):
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> [klik](javascript:alert(3)) {regel:M-10}\n\n"
    text = TEXT.replace("\n## ", f"\n{hostile}## ", 1).replace(
        "\n(x) ", "\n(x) <b>vet</b> {regel:M-10} [[statuten]] ", 1
    )
    assert 'id="voorbeeld"' in save(client, text, do="preview").text
    assert save(client, text).status_code == 302
    sign_in(client, world.founder)
    for page in (world.lesson, f"{world.lesson}/geheel", f"{world.lesson}/deel/1"):
        seen = client.get(page).text
        assert "<script>alert" not in seen
        assert "<img" not in seen
        assert 'href="javascript' not in seen
        assert "<b>vet" not in seen
        assert "M-10" not in seen
        assert "{regel" not in seen


def test_a_text_that_reads_no_more_falls_back_and_says_so(client, sign_in, world, manager, session):
    with transaction(actor=SYSTEM):
        session.add(LessonVersion(slug=SLUG, number=1, text="Oud.", note="Zo.", tells_groups=False, at=clock.now()))
        session.add(
            LessonVersion(slug="eigen-les", number=1, text="Oud.", note="Zo.", tells_groups=False, at=clock.now())
        )
        editing.move("goed-vergaderen", 1)
    assert (
        client.get(DESK).text.count("badge--blocked") == 3
    )  # in the list, in what needs a look, and the one that is lost
    assert "Oud." in client.get(PAGE).text
    assert "Oud." in client.get(f"{DESK}/eigen-les").text
    sign_in(client, world.founder)
    assert queries.shipped_library().lessons[SLUG].title in client.get(world.lesson).text
    assert client.get(f"{world.track}/eigen-les").status_code == 404


def test_a_group_in_the_middle_is_told_until_it_saves_again(client, sign_in, world, manager, session):
    reading = ParticipationFactory()
    long_ago = clock.now() - timedelta(days=3)
    with transaction(actor=SYSTEM):
        services.save(world.place, WRITTEN, began_with=0, by=world.founder, now=long_ago)
        services.mark_read(queries.Place(reading.cooperative, world.place.lesson), reading.user, 1, now=long_ago)
    ParticipationFactory(cooperative=world.group, user=reading.user)  # of two groups that are in it: one mail
    save(client, **{"tekst-tells_groups": "y"})
    mails = session.scalars(select(OutgoingMail).where(OutgoingMail.key.startswith("lesson-changed"))).all()
    assert sorted(mail.recipient for mail in mails) == sorted([world.founder.email, reading.user.email])
    assert "De titel is duidelijker." in mails[0].content.decode() or mails[0].letter
    sign_in(client, reading.user)
    assert "De titel is duidelijker." in client.get(f"/leren/{reading.cooperative.slug}/{SLUG}").text
    sign_in(client, world.founder)
    for page in (world.lesson, world.exercise):
        assert "De titel is duidelijker." in client.get(page).text
    client.post(world.exercise, data={**WRITTEN, "version": "1"})  # the same answers: it was looked at
    for page in (world.lesson, world.exercise):
        assert "De titel is duidelijker." not in client.get(page).text


def test_who_did_not_begin_or_is_finished_is_not_told(client, sign_in, world, manager, session):
    sign_in(client, world.founder)
    client.post(world.exercise, data={**WRITTEN, "version": "0", "do": "check"})
    client.post(f"{world.exercise}/inleveren")
    sign_in(client, world.coach)
    page = f"/nakijken/{latest_round(world.group, 'exercise', SLUG).id}"
    client.post(f"{page}/oppakken")
    client.post(page, data={"verdict": "Mooi.", "do": "approve"})
    other = ParticipationFactory()
    store(tells_groups=True, now=clock.now() + timedelta(hours=1))
    assert session.scalars(select(OutgoingMail).where(OutgoingMail.key.startswith("lesson-changed"))).all() == []
    sign_in(client, world.founder)
    assert "De titel is duidelijker." not in client.get(world.lesson).text
    sign_in(client, other.user)
    assert "De titel is duidelijker." not in client.get(f"/leren/{other.cooperative.slug}/{SLUG}").text


def test_a_question_that_left_keeps_its_answer(client, sign_in, world, manager):
    with transaction(actor=SYSTEM):
        services.save(world.place, WRITTEN, began_with=0, by=world.founder, now=clock.now())
    text = TEXT.replace('id = "conflict"', 'id = "ruzie"').replace("conflict = ", "ruzie = ")
    assert save(client, text).status_code == 302
    sign_in(client, world.founder)
    client.post(world.exercise, data={**WRITTEN, "ruzie": "Praten.", "version": "1"})
    answers = queries.draft(world.place).answers
    assert (answers["ruzie"], answers["conflict"]) == ("Praten.", WRITTEN["conflict"])


def test_a_question_of_another_kind_gets_another_id(client, sign_in, world, manager):
    with transaction(actor=SYSTEM):
        services.save(world.place, WRITTEN, began_with=0, by=world.founder, now=clock.now())
    asked = re.search(r'id = "conflict"\n(?:.*\n)*?kind = "long"', TEXT)[0]
    rows = asked.replace('kind = "long"', 'kind = "records"\ncolumns = [{id = "a", label = "A"}]')
    page = save(client, TEXT.replace(asked, rows))
    assert page.status_code == 422
    assert "conflict" in page.text
    longer = TEXT.replace(asked, asked.replace('"long"', '"text"'))
    assert save(client, longer).status_code == 302
    # Also not when another version came between.
    assert save(client, TEXT.replace(asked, rows), version=1).status_code == 422
    other = TEXT.replace(asked, rows.replace('"conflict"', '"ruzies"')).replace("conflict = ", "ruzies = ")
    assert save(client, other, version=1).status_code == 302
    assert save(client, TEXT.replace(asked, rows), version=2).status_code == 422
    sign_in(client, world.founder)
    assert client.get(world.exercise).status_code == 200


@pytest.mark.parametrize("who", ["founder", "coach"])
def test_only_managers_come_to_the_desk(client, sign_in, world, who):
    sign_in(client, getattr(world, who))
    for page in (DESK, PAGE, f"{DESK}/toevoegen", f"{DESK}/trajecten/groen"):
        assert client.get(page).status_code == 403
    assert save(client).status_code == 403
    assert place(client, "hide").status_code == 403
    assert client.post(f"{PAGE}/terug", data={"number": "0"}).status_code == 403


def test_an_edition_costs_a_page_a_single_question(client, sign_in, world, count_queries):
    sign_in(client, world.founder)
    client.get(world.track)
    count_queries()
    client.get(world.track)
    untouched = count_queries()
    store()
    client.get(world.track)
    count_queries()
    client.get(world.track)
    assert count_queries() == untouched
