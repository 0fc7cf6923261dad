"""The pages of the register of rules: for visitors without an account, and the desk of the manager."""

import html
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.challenges.documents.regulation_files import written_file
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules.laws import TRANSITION
from incubator.challenges.rules.regulation_table import HEADINGS
from incubator.core import clock
from incubator.core.reference import authorities
from tests.challenges.register import LELYSTAD, TYPED, held, record, regulation
from tests.factories import CoachFactory, ManagerFactory

DESK = "/beheer/uitdaagrecht"
NEW = f"{DESK}/lelystad/regelingen/0"
FIRST = f"{DESK}/lelystad/regelingen/1"


@pytest.fixture
def english(client):
    """The source strings, so that the tests read what the code says."""
    client.set_cookie("language", "en")
    return client


@pytest.fixture
def manager(english, sign_in):
    user = ManagerFactory(name="Priya")
    sign_in(english, user)
    return user


def text_of(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def test_every_municipality_province_and_water_board_has_a_page(app, client):
    for known in authorities.every_authority():
        answer = client.get(f"/uitdagen/{known.code}")
        assert answer.status_code == 200
        assert html.escape(known.name.removesuffix(" (Z.)"), quote=False) in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize("code", ["GM9999", "gm0363", "PV99", "WS-", "x" * 500, "%00", "GM0363/.."])
def test_an_unknown_code_is_a_page_that_does_not_exist(app, client, code):
    assert client.get(f"/uitdagen/{code}").status_code == 404
    assert client.get(f"/uitdagen/{code}/melden").status_code == 404


def test_a_page_says_what_is_known_with_its_source_and_what_is_not(app, english):
    text = text_of(english.get("/uitdagen/amsterdam"))
    for piece in ("26 weeks", "52 weeks", "15 September 2024", "CVDR723122", "23 November 2026", "second hand"):
        assert piece in text
    assert "Is a legal form needed? not known, ask" in text
    assert "MinBZK/regelrecht-mvp" in text
    assert 'href="https://lokaleregelgeving.overheid.nl/CVDR723122"' in english.get("/uitdagen/amsterdam").text
    assert re.search(r"1\. |The task", text)
    assert text.index("The task (art. 12") < text.index("The budget (art. 12") < text.index("Our legal form")
    assert "obliged" in text


def test_two_municipalities_show_different_parts_of_a_request(app, english):
    amsterdam, middelburg = (text_of(english.get(f"/uitdagen/{code}")) for code in ("GM0363", "GM0687"))
    assert "Estimate of the costs" in middelburg
    assert "Estimate of the costs" not in amsterdam


def test_where_nothing_was_seen_nothing_is_assumed(app, english):
    text = text_of(english.get("/uitdagen/utrecht"))
    assert "saw none" in text
    assert "Who may challenge not known" not in text
    assert "laid down the right to challenge, as far as we know" not in text


def test_a_question_is_ready_with_what_is_not_known_and_only_that(app, english):
    unknown = english.get("/uitdagen/lelystad").text
    known = english.get("/uitdagen/amsterdam").text
    question = re.search(r"<textarea[^>]*>(.*?)</textarea>", unknown, re.DOTALL)[1]
    assert len(re.findall(r"(?m)^\d\. ", question)) == 8
    assert len(re.findall(r"(?m)^\d\. ", re.search(r"<textarea[^>]*>(.*?)</textarea>", known, re.DOTALL)[1])) == 1
    assert 'href="mailto:?subject=' in unknown


def test_the_transition_is_named_until_its_last_day_only(app, english, monkeypatch):
    for day, named in ((TRANSITION.until - timedelta(days=1), True), (TRANSITION.until, False)):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        assert ("1 January 2027" in text_of(english.get("/uitdagen"))) is named
        assert ("1 January 2027" in text_of(english.get("/uitdagen/lelystad"))) is named


def test_the_front_page_of_the_right_says_that_nobody_is_obliged_and_counts_what_is_known(app, english):
    text = text_of(english.get("/uitdagen"))
    assert "Nobody is obliged to say yes." in text
    assert "Of 15 authorities we know rules; of 356 we do not know it yet, of 375 in all." in text
    record(regulation())
    assert "Of 16 authorities we know rules; of 355" in text_of(english.get("/uitdagen"))


def test_every_tile_of_the_map_is_a_link_with_its_state_in_words_and_a_letter(app, english):
    page = english.get("/uitdagen").text
    tiles = re.findall(r'<a class="tile" href="(/uitdagen/provincie-[a-z-]+)">(.*?)</a>', page, re.DOTALL)
    assert len(tiles) == 12
    for _address, tile in tiles:
        assert re.search(r'aria-hidden="true">\s*[LNU]\s*<', tile)
        assert re.search(r": (Laid down|Unknown)", tile)
    province = english.get("/uitdagen/provincie-zuid-holland").text
    assert len(re.findall(r'<a class="tile" href="/uitdagen/[a-z-]+"', province)) == 50
    assert ": Laid down" in province
    assert ": Not seen" in province


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("Amsterdam", "amsterdam"),
        ("weesp", "amsterdam"),
        ("Den Haag", "s-gravenhage"),
        ("provincie utrecht", "provincie-utrecht"),
        ("Uden", "maashorst"),
    ],
)
def test_a_name_leads_to_the_page(app, client, typed, leads_to):
    answer = client.get("/uitdagen", query_string={"zoek": typed})
    assert (answer.status_code, answer.location) == (302, f"/uitdagen/{leads_to}")


def test_a_name_of_two_is_a_choice_and_a_typing_error_gets_a_suggestion(app, english):
    page = english.get("/uitdagen?zoek=Utrecht").text
    assert "/uitdagen/utrecht" in page
    assert "/uitdagen/provincie-utrecht" in page
    mistyped = english.get("/uitdagen?zoek=Amstredam").text
    assert "zoek=Amsterdam" in mistyped
    assert english.get("/uitdagen", query_string={"zoek": "<script>" * 100}).status_code == 200


@pytest.mark.parametrize("path", ["/uitdagen", "/uitdagen/amsterdam"])
def test_the_public_pages_may_be_kept_for_visitors_alone(app, client, sign_in, path):
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    assert 'rel="canonical"' in answer.text
    sign_in(client, CoachFactory())
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_search_engines_know_every_page(app, client):
    listed = client.get("/sitemap-paginas.xml").text
    assert len(re.findall("/uitdagen/[a-z-]+</loc>", listed)) == 375 + 2  # and the contracts and the window
    assert "/uitdagen<" in listed
    assert "/melden" not in listed


def test_what_is_not_right_can_be_reported_without_an_account_and_reaches_the_desk(app, english, sign_in):
    page = "/uitdagen/lelystad/melden"
    refused = english.post(page, data={"text": " ", "place": "lelystad.nl"})
    assert refused.status_code == 422
    assert 'value="lelystad.nl"' in refused.text
    sent = english.post(page, data={"text": "Er is een <b>nieuwe</b> verordening.", "place": "lelystad.nl"})
    assert (sent.status_code, sent.location) == (302, "/uitdagen/lelystad")
    sign_in(english, ManagerFactory())
    desk = english.get(f"{DESK}/lelystad").text
    assert "&lt;b&gt;nieuwe&lt;/b&gt;" in desk
    assert "1 report of a reader" in text_of(english.get(DESK))
    (report,) = register.open_reports()
    assert english.post(f"{DESK}/meldingen/{report.id}").status_code == 302
    assert "nieuwe" not in english.get(f"{DESK}/lelystad").text


def test_reports_from_one_place_are_limited_and_the_text_stays(make_app, upgrade):
    app = make_app(rate_limits=True)
    with app.app_context():
        from_here = app.test_client()
        from_here.set_cookie("language", "en")
        upgrade(app)
        page = "/uitdagen/lelystad/melden"
        codes = [from_here.post(page, data={"text": f"Melding {number}"}).status_code for number in range(11)]
        assert codes == [302] * 10 + [429]
        last = from_here.post(page, data={"text": "Dit is mijn tekst"})
        assert "Dit is mijn tekst" in last.text
        assert last.headers["Retry-After"]


def test_the_desk_shows_what_needs_a_look_first_and_can_be_narrowed(manager, english):
    record(regulation(checked_on=(clock.today() - timedelta(days=400)).isoformat()))
    page = english.get(DESK).text
    assert page.index(f'href="{DESK}/lelystad"') < page.index(f'href="{DESK}/amsterdam"')
    assert "not checked for a year" in page
    due = english.get(f"{DESK}?stand=jaar").text
    assert f'href="{DESK}/lelystad"' in due
    known = english.get(f"{DESK}?stand=bekend").text
    assert f'href="{DESK}/amsterdam"' in known
    assert f'href="{DESK}/utrecht"' not in known
    assert "358 authorities" not in text_of(english.get(f"{DESK}?stand=onbekend&pagina=2"))
    assert f'href="{DESK}/amsterdam"' in english.get(f"{DESK}?zoek=Weesp").text
    assert "No authority fits" in text_of(english.get(f"{DESK}?zoek=qqqq"))
    assert english.get(f"{DESK}?stand=onzin&pagina=abc").status_code == 200


def test_the_start_page_of_the_manager_counts_what_is_due(manager, english):
    record(regulation(checked_on=(clock.today() - timedelta(days=400)).isoformat()))
    page = english.get("/").text
    assert f'href="{DESK}?stand=jaar"' in page


def test_a_manager_records_rules_and_the_public_page_has_them_at_once(manager, english):
    sent = {
        **TYPED,
        "reference": "https://lokaleregelgeving.overheid.nl/CVDR700001/1",
        "since": "1 januari 2025",
        "who_codes": ["bewoners", "coop"],
        "who": "Inwoners en coöperaties.",
        "legal_form_required": "no",
        "cost_rule": "niet_duurder",
        "decision_weeks": "8",
        "exclusion-0-kind": "value-above",
        "exclusion-0-nl": "Alles boven een ton",
        "exclusion-0-amount": "€ 100.000,-",
        "exclusion-0-article": "4",
        "part-0-part": "task",
        "part-0-nl": "Welke taak?",
        "part-1-part": "costs",
        "part-1-nl": "Wat kost het?",
        "sources-0-field": "decision_weeks",
        "sources-0-source": "telefoon",
    }
    answer = english.post(NEW, data=sent)
    assert (answer.status_code, answer.location) == (302, f"{DESK}/lelystad")
    rules = held()
    assert (rules.reference, rules.since, rules.decision_weeks) == ("CVDR700001", date(2025, 1, 1), 8)
    assert (rules.exclusions[0].amount, rules.exclusions[0].article) == (100_000, "4")
    assert [part.dutch for part in rules.request_parts] == ["Welke taak?", "Wat kost het?"]
    assert rules.sources_of == {"decision_weeks": "telefoon"}
    text = text_of(english.get("/uitdagen/lelystad"))
    for piece in ("8 weeks", "€100,000", "Welke taak?", "telefoon", "CVDR700001", "read ourselves"):
        assert piece in text
    assert "by Priya" in text_of(english.get(f"{DESK}/lelystad"))
    unchanged = english.get(FIRST)
    assert unchanged.status_code == 200
    assert 'value="Alles boven een ton"' in unchanged.text


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"title": ""}, "title", "what the regulation is called"),
        ({"source": ""}, "source", "where this comes from"),
        ({"mark": ""}, "mark", "how you know"),
        ({"laid_down": ""}, "laid_down", "laid down"),
        ({"checked_on": ""}, "checked_on", "which day"),
        ({"checked_on": "2199-01-01"}, "checked_on", "still to come"),
        ({"since": "1-1-2026", "until": "1-1-2025"}, "until", "end before they begin"),
        ({"since": "eergisteren"}, "since", "Fill in a day"),
        ({"reference": "723122"}, "reference", "no number of local law"),
        ({"decision_weeks": "acht of negen"}, "decision_weeks", "whole number"),
        ({"url": "javascript:alert(1)"}, "url", "no address"),
        ({"exclusion-0-nl": "Te duur"}, "exclusion", "Line 1: choose the kind"),
        ({"exclusion-0-kind": "value-above", "exclusion-0-nl": "Te duur"}, "exclusion", "fill in the amount"),
        ({"exclusion-0-kind": "olifant", "exclusion-0-nl": "x"}, "exclusion", "choose the kind"),
        ({"part-0-part": "task"}, "part", "write it in words"),
        ({"sources-0-field": "title"}, "sources", "write the source"),
        ({"laid_down": "unknown", "decision_weeks": "8"}, "laid_down", "then the right is laid down"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(manager, english, wrong, field, sentence):
    sent = {**TYPED, "tasks": "Groen in de wijk", "part-3-part": "costs", "part-3-nl": "Onze kosten", **wrong}
    if "laid_down" in wrong:
        del sent["part-3-part"], sent["part-3-nl"]
    answer = english.post(NEW, data=sent)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in text_of(answer)
    for value in {
        value for key, value in sent.items() if value not in {"", "olifant"} and key not in {"version", "checked_on"}
    }:
        assert html.escape(value, quote=False) in html.unescape(answer.text)
    assert register.recorded(LELYSTAD) == ()


def test_the_buttons_of_a_table_add_and_drop_its_own_rows_without_a_script(manager, english):
    sent = {
        **TYPED,
        "part-0-part": "task",
        "part-0-nl": "Eerste kop",
        "part-1-part": "costs",
        "part-1-nl": "Tweede kop",
        "exclusion-0-kind": "urgent",
        "exclusion-0-nl": "Spoed",
    }
    added = english.post(NEW, data={**sent, "rows-part": "add"})
    assert (added.status_code, added.text.count('name="part-3-nl"')) == (200, 1)
    assert added.text.count('name="exclusion-2-nl"') == 0
    dropped = english.post(NEW, data={**sent, "rows-part": "drop-0"})
    assert "Eerste kop" not in dropped.text
    assert "Tweede kop" in dropped.text
    assert 'value="Spoed"' in dropped.text
    assert register.recorded(LELYSTAD) == ()


def test_who_saves_after_another_sees_what_they_changed_and_may_put_theirs_over_it(manager, english):
    record(regulation(decision_weeks=8))
    record(replace(held(), decision_weeks=6), place=1)
    late = english.post(FIRST, data={**TYPED, "version": "1", "decision_weeks": "10", "tasks": "Mijn tekst"})
    assert late.status_code == 409
    text = text_of(late)
    assert "it was: 8 weeks; it is now: 6 weeks" in text
    assert "Mijn tekst" in text
    assert held().decision_weeks == 6
    version = re.search(r'name="version"[^>]*value="(\d+)"', late.text)[1]
    assert english.post(FIRST, data={**TYPED, "version": version, "decision_weeks": "10"}).status_code == 302
    assert held().decision_weeks == 10
    assert len(register.versions(LELYSTAD)) == 3


def test_a_version_is_put_back_from_the_desk_and_an_old_page_is_refused(manager, english):
    record(regulation(decision_weeks=8))
    record(replace(held(), decision_weeks=6), place=1)
    assert "it was: 8 weeks; it is now: 6 weeks" in text_of(english.get(f"{DESK}/lelystad"))
    english.post(f"{DESK}/lelystad/terug", data={"number": "1", "version": "1"})
    assert held().decision_weeks == 6
    english.post(f"{DESK}/lelystad/terug", data={"number": "1", "version": "2"})
    assert held().decision_weeks == 8
    english.post(f"{DESK}/lelystad/terug", data={"number": "abc", "version": "99999999999"})
    assert len(register.versions(LELYSTAD)) == 3


def test_days_that_contradict_each_other_are_named_on_the_desk(manager, english):
    record(regulation(title="Oud", in_force_from="2024-01-01"))
    record(regulation(title="Nieuw", in_force_from="2026-01-01"))
    assert "“Nieuw” begins on 1 January 2026 while “Oud” has no last day" in text_of(english.get(f"{DESK}/lelystad"))
    assert "days contradict each other" in text_of(english.get(f"{DESK}?stand=nakijken"))


def test_the_desk_leads_to_where_rules_are_published(manager, english):
    page = html.unescape(english.get(f"{DESK}/lelystad").text)
    assert "https://lokaleregelgeving.overheid.nl/ZoekResultaat?tekst=uitdaagrecht&gemeenten=Lelystad" in page
    assert "https://zoek.officielebekendmakingen.nl/resultaten?q=" in page


def test_the_register_goes_out_and_in_through_the_desk(manager, english):
    given = english.get(f"{DESK}/register.csv")
    assert given.mimetype == "text/csv"
    assert given.data == written_file(register.all_recorded())
    back = english.post(f"{DESK}/bestand", data={"file": (io.BytesIO(given.data), "r.csv"), "do": "record"})
    assert (back.status_code, back.location) == (302, DESK)
    assert register.versions("GM0363") == []


def test_a_file_with_a_mistake_changes_nothing_and_names_its_line_and_column(manager, english):
    content = written_file({LELYSTAD: [regulation()], "GM0363": register.recorded("GM0363")})
    wrong = content.replace(b";26;52;", b";veel;52;")
    answer = english.post(f"{DESK}/bestand", data={"file": (io.BytesIO(wrong), "r.csv"), "do": "record"})
    assert answer.status_code == 422
    assert "column weken_besluit" in text_of(answer)
    assert register.recorded(LELYSTAD) == ()
    looked = english.post(f"{DESK}/bestand", data={"file": (io.BytesIO(content), "r.csv"), "do": "look"})
    assert "New Lelystad Stays as it is Amsterdam" in text_of(looked)
    assert register.recorded(LELYSTAD) == ()
    english.post(f"{DESK}/bestand", data={"file": (io.BytesIO(content), "r.csv"), "do": "record"})
    assert len(register.recorded(LELYSTAD)) == 1
    assert english.post(f"{DESK}/bestand", data={}).status_code == 422


@pytest.mark.parametrize("path", [DESK, f"{DESK}/lelystad", NEW, f"{DESK}/register.csv", f"{DESK}/bestand"])
def test_the_desk_is_the_managers_alone(app, client, sign_in, path):
    assert client.get(path).status_code == 302
    sign_in(client, CoachFactory())
    assert client.get(path).status_code == 403


def test_a_regulation_or_authority_that_is_not_there_is_a_404(manager, english):
    assert english.get(f"{DESK}/GM9999").status_code == 404
    assert english.get(FIRST).status_code == 404


@pytest.mark.parametrize(
    "path", ["/uitdagen", "/uitdagen/provincie-flevoland", "/uitdagen/lelystad", DESK, f"{DESK}/lelystad"]
)
def test_pages_ask_as_much_of_the_database_with_many_rules_as_with_few(manager, english, count_queries, path):
    def asked():
        english.get(path)  # what is read once per process
        count_queries()
        assert english.get(path).status_code == 200
        return count_queries()

    record(regulation())
    few = asked()
    for known in authorities.every_authority()[:20]:
        if not register.recorded(known.code):
            record(regulation(code=known.code, authority=known.name))
    record(replace(held(), decision_weeks=6), place=1)
    assert asked() == few


HOSTILE = [
    "\x00\x1b",
    "9" * 400,
    "-1",
    "1e9",
    "٣",
    "<script>alert(1)</script>",
    "=cmd|x",
    "a" * 5000,
    "../../etc",
    "9999-12-31",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_that_is_typed_breaks_a_page(manager, english, value):
    fields = [*TYPED, "reference", "since", "until", "url", "who_codes", "decision_weeks", "legal_form_required"]
    fields += ["exclusion-0-cpv", "exclusion-0-amount", "part-0-part", "sources-0-field", "rows-part", "cost_rule"]
    for field in fields:
        assert english.post(NEW, data={**TYPED, field: value}).status_code in {200, 302, 409, 422}
    for path in ("/uitdagen/lelystad/melden", f"{DESK}/lelystad/terug"):
        assert english.post(path, data={"text": value, "place": value, "number": value}).status_code in {302, 422}
    content = (";".join(HEADINGS) + "\r\n" + ";".join([value] * len(HEADINGS))).encode()
    sent = {"file": (io.BytesIO(content), "r.csv"), "do": value}
    assert english.post(f"{DESK}/bestand", data=sent).status_code == 422
    assert "<script>alert" not in english.get("/uitdagen/lelystad").text
    assert english.get(DESK, query_string={"zoek": value, "stand": value, "pagina": value}).status_code == 200
    assert english.get("/uitdagen", query_string={"zoek": value}).status_code == 200


def test_buyer_rules_and_radar_of_an_authority_lead_to_each_other(app, client):
    buyer, rules = "/opdrachtgevers/amsterdam", "/uitdagen/amsterdam"
    radar = "/uitdagen/contracten?gemeente=GM0363"
    of_buyer, of_rules = client.get(buyer).text, client.get(rules).text
    for page, links in ((of_buyer, (rules, radar)), (of_rules, (buyer, radar))):
        for link in links:
            assert f'href="{link}"' in page
    assert 'value="Amsterdam"' in client.get(radar).text
