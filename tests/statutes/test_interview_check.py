"""The interview checks while people answer, asks only what matters, keeps what is typed, and never takes an open question for a no."""

import pytest

from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.values import FactSourceKind
from incubator.reviews import queries as reviews_queries
from incubator.reviews import services as reviews_services
from incubator.statutes import queries, services
from incubator.statutes.values import read
from incubator.statutes.values.prefilling import value_at
from tests.factories import SOME_MOMENT, CoachAssignmentFactory, CooperativeFactory, FactFactory, ParticipationFactory
from tests.statutes.answers import answers, as_lines


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem")


@pytest.fixture
def founder(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def base(founder, group):
    return f"/cooperaties/{group.slug}/statuten/vragen"


@pytest.fixture
def answer(client, base, group):
    """`answer("naam", name="x")`: answer a question, and say where that leads."""

    def save(question, **fields):
        draft = queries.draft(group)
        saved = client.post(f"{base}/{question}", data={"revision": str(draft.revision if draft else 0)} | fields)
        assert saved.status_code == 302, saved.text
        return saved.location.rsplit("/statuten/", 1)[1]

    return save


@pytest.fixture
def shown(client, base):
    return lambda name: client.get(f"{base}/{name}").text


def attention(page):
    """What the page says that needs a look."""
    return page.partition("Kijk hier eerst naar")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("name", "wrong", "right", "sentence"),
    [
        ("naam", {"name": "De Bezem U.A."}, {"name": "Coöperatief De Bezem U.A."}, "coöperatief"),
        ("oproep-termijn", {"convening__notice_days": "5"}, {"convening__notice_days": "14"}, "5 dagen"),
        (
            "aantal-bestuurders",
            {"board__min": "5", "board__max": "3"},
            {"board__min": "3", "board__max": "5"},
            "ten hoogste 3",
        ),
    ],
)
def test_what_does_not_fit_the_law_is_seen_before_one_goes_on(answer, shown, name, wrong, right, sentence):
    assert answer(name, **wrong) == f"vragen/{name}#findings"
    assert 'id="findings"' in shown(name), "where the browser goes: on a phone it stands below the buttons"
    assert sentence in attention(shown(name))
    assert "Laat het zo en ga verder" in attention(shown(name))
    assert not answer(name, **wrong).startswith(f"vragen/{name}#"), "who has seen it can leave it"
    answer(name, **right)
    assert sentence not in attention(shown(name))


def test_right_answers_lead_on_and_a_question_that_was_never_answered_warns_of_nothing(answer, shown):
    assert attention(shown("naam")) == ""
    assert answer("naam", name="Coöperatief De Bezem U.A.") == "vragen/aansprakelijkheid"
    assert answer("aansprakelijkheid", liability__regime="UA") == "vragen/zetel"
    assert answer("zetel", seat__municipality="Utrecht") == "vragen/hoofdstuk/naam"


def test_a_question_appears_only_when_it_matters_and_its_answer_goes_when_it_no_longer_does(answer, group):
    assert answer("aansprakelijkheid", liability__regime="BA") == "vragen/hoogste-bedrag"
    answer("hoogste-bedrag", liability__max_per_member_cents="500")
    assert value_at(queries.answers(group), "liability.max_per_member_cents") == 50000
    answer("rvc", rvc__exists="y")
    answer("rvc-aantal", rvc__min="3", rvc__max="5")
    assert "rvc-weg" in queries.draft(group).waiting
    answer("rvc", rvc__exists="n")
    assert answer("aansprakelijkheid", liability__regime="UA") == "vragen/zetel"
    assert value_at(queries.answers(group), "liability.max_per_member_cents") is None
    assert value_at(queries.answers(group), "rvc.min") is None
    assert "rvc-weg" not in queries.draft(group).waiting


def test_a_question_that_does_not_matter_says_so(shown):
    assert "past niet bij jullie andere antwoorden" in shown("rvc-aantal")


def test_who_does_not_know_yet_gets_what_the_law_says_and_finds_the_question_back(answer, shown, client, group):
    question = "iemand toelaten die het bestuur weigerde?"
    answer("toelating", admission__organ="bestuur")
    answer("alsnog", undecided="1")
    assert value_at(queries.answers(group), "admission.alv_override") is None
    text = "\n".join(as_lines(read(queries.answers(group))))
    assert "alsnog tot toelating te besluiten" in text
    assert "staat geen beroep open" not in text
    index = f"/cooperaties/{group.slug}/statuten/"
    assert question in client.get(index).text.partition("Dit weten jullie nog niet")[2]
    answer("alsnog", admission__alv_override="n")
    assert value_at(queries.answers(group), "admission.alv_override") is False
    assert question not in client.get(index).text.partition("Dit weten jullie nog niet")[2]


def test_who_does_not_know_goes_on_also_where_the_check_asks_for_an_answer(answer, shown):
    answer("zetel", seat__municipality="Utrecht")
    assert answer("zetel", seat__municipality="", undecided="1") == "vragen/hoofdstuk/naam"
    assert "niet verplicht" not in shown("zetel"), "the deed needs it"
    assert "niet verplicht" in shown("termijn")


def test_a_chapter_with_an_open_question_is_not_called_answered(answer, client, group):
    client.set_cookie("language", "en")
    index = f"/cooperaties/{group.slug}/statuten/"
    answer("naam", name="Coöperatief De Bezem U.A.")
    answer("aansprakelijkheid", undecided="1")
    answer("zetel", seat__municipality="Utrecht")
    first_chapter = client.get(index).text.partition("Name and seat")[2].partition("</li>")[0]
    assert "1 not known yet" in first_chapter
    answer("aansprakelijkheid", liability__regime="UA")
    first_chapter = client.get(index).text.partition("Name and seat")[2].partition("</li>")[0]
    assert "answered" in first_chapter


def test_the_check_of_an_empty_draft_shows_the_first_things_and_folds_the_others(client, base, group):
    client.set_cookie("language", "en")
    page = client.get(f"/cooperaties/{group.slug}/statuten/toets").text
    must_change = page.partition("Open, or must change")[2].partition("</section>")[0]
    open_part, _summary, folded = must_change.partition("Show the others")
    assert (open_part.count("<li"), folded.count("<li") > 0) == (5, True)


def test_an_answer_of_the_interview_itself_is_not_said_to_come_from_elsewhere(answer, shown, group):
    answer("bedrijf", purpose__business="fietsen herstellen")
    assert "Komt uit jullie dossier" not in shown("bedrijf")
    FactFactory(cooperative=group, key="identity.seat", value="GM0344", source_kind=FactSourceKind.EXERCISE)
    assert "Komt uit jullie dossier" in shown("zetel")


def test_an_english_page_marks_the_words_of_the_deed_as_dutch_and_names_the_law_in_english(client, shown):
    client.set_cookie("language", "en")
    page = shown("plichten")
    assert 'lang="nl">het storten van de inleg die deze statuten noemen</label>' in page
    assert 'lang="nl">Yes' not in shown("alsnog")
    assert "Law: article 2:27(4)(c)" in page


def test_to_leave_a_choice_to_the_law_is_an_answer_and_no_open_point(answer, shown, group):
    answer("niet-leden", third_party_dealings__allowed="")
    draft = queries.draft(group)
    assert ("niet-leden" in draft.answered, draft.undecided) == (True, [])
    assert 'value="" checked' in shown("niet-leden")


def test_the_clause_follows_what_is_typed_and_nothing_is_stored(client, base, group):
    page = client.post(f"{base}/inleg/voorbeeld", data={"capital__contribution_cents": "1250"})
    assert "€ 1.250,00" in page.json["part"]
    wrong = client.post(f"{base}/oproep-termijn/voorbeeld", data={"convening__notice_days": "5"})
    assert "5 dagen" in attention(wrong.json["part"])
    assert client.post(f"{base}/inleg/voorbeeld", data={"capital__contribution_cents": "veel"}).status_code == 200
    assert client.post(f"{base}/nergens/voorbeeld").status_code == 404
    assert queries.draft(group) is None


def test_what_is_typed_is_kept_while_one_types_and_is_no_answer_yet(client, base, group, shown):
    kept = client.post(f"{base}/bedrijf/bewaren", data={"purpose__business": "schoon", "revision": "0"})
    assert kept.json == {"version": 1}
    assert "schoon" in shown("bedrijf")
    draft = queries.draft(group)
    assert ("bedrijf" in draft.answered, "bedrijf" in draft.waiting or draft.waiting == []) == (False, True)
    assert cooperatives_queries.suggestions(group) == {}, "half a sentence is no fact"
    stale = client.post(f"{base}/bedrijf/bewaren", data={"purpose__business": "iets anders", "revision": "0"})
    assert (stale.status_code, "version" in stale.json) == (409, False)
    wrong = client.post(f"{base}/inleg/bewaren", data={"capital__contribution_cents": "veel", "revision": "1"})
    assert (wrong.status_code, "version" in wrong.json) == (422, False)


def test_rows_come_and_go_without_a_script_and_nothing_is_stored(client, base, group):
    rows = {"first_board-0-name": "Fatima", "first_board-1-name": "Samuel"}
    more = client.post(f"{base}/eerste-bestuur", data=rows | {"rows": "add"})
    assert (more.status_code, more.text.count("data-drop-row")) == (200, 4)
    fewer = client.post(f"{base}/eerste-bestuur", data=rows | {"rows": "drop-0"})
    assert "Samuel" in fewer.text
    assert "Fatima" not in fewer.text
    assert queries.draft(group) is None


def test_a_coach_reads_a_chapter_before_the_rest_is_ready(client, base, group, answer, sign_in):
    assert "aan jullie coach" not in client.get(f"{base}/naam").text, "there is none yet"
    coach = CoachAssignmentFactory(cooperative=group).user
    assert "Vraag hierover iets aan jullie coach" in client.get(f"{base}/naam").text
    assert client.post(f"{base}/hoofdstuk/vertrek/inleveren").status_code == 302
    assert reviews_queries.latest_round(group, services.CHAPTER_KIND, "vertrek") is None
    assert "nog niets om in te leveren" in client.get(f"{base}/hoofdstuk/vertrek").text
    answer("eisen", member_requirements="hier werken")
    assert client.post(f"{base}/hoofdstuk/leden/inleveren").status_code == 302
    handed_in = reviews_queries.latest_round(group, services.CHAPTER_KIND, "leden")
    items = {item.id: (item.label, item.value) for item in handed_in.items}
    assert items["eisen"] == ("Wie kan lid worden?", "hier werken")
    reviews_services.claim(handed_in, coach=coach, now=SOME_MOMENT)
    remarks = {"eisen": "Ook wie nog op proef is?"}
    reviews_services.save_remarks(handed_in, remarks, "", coach=coach, now=SOME_MOMENT)
    reviews_services.return_to_group(handed_in, "Kijk hier nog naar.", coach=coach, now=SOME_MOMENT)
    chapter = client.get(f"{base}/hoofdstuk/leden").text
    assert f'<a href="{base}/eisen" lang="nl">Wie kan lid worden?</a>' in chapter.partition("Kijk hier nog naar.")[2]
    assert "Ook wie nog op proef is?" in chapter
    assert "Ook wie nog op proef is?" in client.get(f"{base}/eisen").text
    assert "Ook wie nog op proef is?" not in client.get(f"{base}/open").text
    assert "Terug bij de groep" in client.get(f"/cooperaties/{group.slug}/statuten/").text
    assert "statutes-approved" not in cooperatives_queries.milestones(group)
    sign_in(client, coach)
    assert client.get(f"{base}/hoofdstuk/leden").status_code == 200
    assert client.get(f"{base}/eisen").status_code == 403
    assert client.post(f"{base}/hoofdstuk/leden/inleveren").status_code == 403


@pytest.mark.parametrize("path", ["hoofdstuk/nergens", "nergens", "hoofdstuk/", "naam/bewaren"])
def test_what_the_interview_does_not_have_does_not_exist(client, base, path):
    assert client.get(f"{base}/{path}").status_code in {404, 405}


def test_a_whole_set_of_answers_leaves_nothing_waiting(group, founder):
    services.import_answers(group, answers(), author=founder, now=SOME_MOMENT)
    draft = queries.draft(group)
    assert (draft.waiting, draft.undecided) == ([], [])


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("duur", {"duration": "own", "duration-own": "jaar " * 1100}),
        ("eisen", {"member_requirements-own": "woord " * 1500}),
        ("allen-weg", {"board__absence_clause__all_directors-own": "zin " * 2000}),
    ],
)
def test_a_text_that_is_too_long_is_refused_at_its_field_and_comes_back_whole(client, base, group, question, fields):
    page = client.post(f"{base}/{question}", data={"revision": "0"} | fields)
    assert page.status_code == 422
    assert 'class="field field--invalid"' in page.text
    typed = next(text for name, text in fields.items() if name.endswith("-own"))
    assert typed.strip() in page.text
    assert queries.draft(group) is None


def test_the_check_of_what_nobody_answered_leads_to_the_first_question_and_opens_with_a_few(client, group, founder):
    path = f"/cooperaties/{group.slug}/statuten/toets"
    main = client.get(path).text.partition("<main")[2]
    first = queries.following(group)
    assert main.index(f"/statuten/vragen/{first.id}") < main.index("<section")
    assert main.partition("<section")[2].partition("<details")[0].count("<h3") == 5
    services.import_answers(group, answers(name="De Bezem"), author=founder, now=SOME_MOMENT)
    assert queries.following(group) is None
    later = client.get(path).text.partition("<main")[2].partition("<section")[0]
    assert "/statuten/vragen/" not in later
