"""What the pages say of a challenge, on stored notices."""

import html
from datetime import date, timedelta

import pytest
from flask_babel import force_locale

from incubator.challenges import rules
from incubator.challenges.messages import verdicts as messages
from incubator.challenges.queries import assessing as queries
from incubator.challenges.queries import regulations
from incubator.challenges.values import Ground, Level
from incubator.core import clock
from incubator.core.db import db
from incubator.core.reference import sectors
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases


def assess(notice):
    return queries.assess(notice, today=clock.today(), now=clock.now())


def page(client, notice):
    answer = client.get(f"/aankondigingen/{notice.id}/uitdagen")
    assert answer.status_code == 200
    return answer.text


def test_the_page_says_in_dutch_whether_and_why(app, client):
    (notice,) = store(
        publication(1, typePublicatie="Marktconsultatie", aankondigingCode={"code": "MAC"}, publicatieCode="MAC")
    )
    text = page(client, notice)
    assert "De opdrachtgever is een gemeente" in text
    assert "art. 150 Gemeentewet" in text
    assert "Groenonderhoud" in text
    assert "verplicht" in text  # nobody is obliged


def test_an_unknown_notice_is_not_there(app, client):
    assert client.get("/aankondigingen/999/uitdagen").status_code == 404


def test_buyers_are_weighed_by_who_they_are(app):
    def level(number, buyer):
        (notice,) = store(publication(number, opdrachtgeverNaam=buyer))
        return assess(notice).level

    assert level(1, "Stichting Woonstad Rotterdam") is Level.NO
    assert level(2, "Gemeenschappelijke Regeling Ferm Werk") is Level.UNKNOWN
    assert level(3, "Waterschap Rivierenland") not in {Level.NO, Level.UNKNOWN}


def test_where_several_buy_together_a_municipality_among_them_counts(app):
    (notice,) = store(publication(1, opdrachtgeverNaam="Stichting Inkoopbureau"))
    assert assess(notice).level is Level.NO
    notice.data = {**notice.data, "organisations": [{"name": "Gemeente Gouda", "role": "co-buyer"}]}
    db.session.commit()
    verdict = assess(notice)
    assert verdict.level is not Level.NO
    assert verdict.regulation.authority == "Gouda"


def test_a_consultation_that_led_to_a_call_is_overtaken(app):
    old, _new = store(
        publication(
            1, typePublicatie="Marktconsultatie", aankondigingCode={"code": "MAC"}, publicatieCode="MAC", kenmerk=5
        ),
        publication(2, kenmerk=5),
    )
    assert old.family_id == _new.family_id
    assert "later publication" in " ".join(ground.sentence for ground in assess(old).grounds)


def test_the_sector_comes_from_the_main_code_and_the_title_settles_a_tie(app):
    offices, household, day_care = store(
        publication(1, "Kantoren", cpvCodes=[{"code": "90919200-4", "isHoofdOpdracht": True}, {"code": "77310000-6"}]),
        publication(2, "Huishoudelijke hulp", cpvCodes=[{"code": "85310000-5", "isHoofdOpdracht": True}]),
        publication(3, "Dagbesteding", cpvCodes=[{"code": "85310000-5", "isHoofdOpdracht": True}]),
    )
    assert queries.sector_of(offices).id == "schoonmaak"
    assert queries.sector_of(household).id == "wmo_hh"
    assert queries.sector_of(day_care).id == "begeleiding"


def test_an_award_near_its_end_shows_the_date_and_that_it_was_derived(app, client):
    (notice,) = store(publication(1, opdrachtgeverNaam="Gemeente Amsterdam"))
    notice.kind, notice.status = "award", "awarded"
    end = clock.today() + timedelta(days=500)
    notice.contract_end, notice.contract_end_derived = end, True
    db.session.commit()
    text = page(client, notice)
    assert str(end.year) in text
    assert "afgeleid" in text
    assert "26 weken" in text
    assert isinstance(assess(notice).submit_by, date)


def test_the_page_needs_no_more_questions_for_a_larger_family(app, client, count_queries):
    notices = store(publication(1, kenmerk=5))
    page(client, notices[0])
    count_queries()
    page(client, notices[0])
    alone = count_queries()
    store(*(publication(number, kenmerk=5) for number in range(2, 8)))
    page(client, notices[0])
    count_queries()
    page(client, notices[0])
    assert count_queries() <= alone


def test_the_page_of_the_notice_says_it_too(app, client):
    (notice,) = store(publication(1, opdrachtgeverNaam="Stichting Woonstad Rotterdam"))
    text = client.get(f"/aankondigingen/{notice.id}").text
    assert "geen gemeente, provincie of waterschap" in text
    assert f"/aankondigingen/{notice.id}/uitdagen" in text


@pytest.mark.parametrize("sector", sectors.sectors().values(), ids=lambda sector: sector.id)
def test_a_reason_of_each_sector_is_wholly_in_the_language_of_the_page(app, sector):
    ground = Ground(True, "%(sector)s: hard to take over. %(note)s", {"sector": sector.id}, "x")
    with app.test_request_context(), force_locale("nl"):
        assert messages.sentence(ground) == f"{sector.nl}: lastig over te nemen. {sector.challenge_note}"
    with app.test_request_context(), force_locale("en"):
        english = messages.sentence(ground)
    assert english == f"{sector.en}: hard to take over. {messages.english_notes()[sector.id]}"
    assert sector.challenge_note not in english


WORDS_OF_A_REGULATION = ("who", "tasks", "conditions", "refusal")


@pytest.mark.parametrize(
    "regulation",
    [each for known in regulations.regulations().values() for each in known],
    ids=lambda regulation: regulation.authority,
)
def test_what_a_regulation_says_is_there_in_english_wherever_it_is_in_dutch(app, regulation):
    assert regulation.english.title
    for field in WORDS_OF_A_REGULATION:
        dutch, english = getattr(regulation.dutch, field), getattr(regulation.english, field)
        assert (english is None) == (dutch is None)
        assert english is None or (english.strip() and english != dutch)


@pytest.mark.parametrize(("language", "shown", "not_shown"), [("nl", "dutch", "english"), ("en", "english", "dutch")])
def test_the_rules_of_the_authority_are_in_the_language_of_the_page(app, client, language, shown, not_shown):
    (notice,) = store(publication(1, opdrachtgeverNaam="Gemeente Amsterdam"))
    regulation = assess(notice).regulation
    client.set_cookie("language", language)
    text = html.unescape(page(client, notice))
    for field in ("title", *WORDS_OF_A_REGULATION):
        assert getattr(getattr(regulation, shown), field) in text
        assert getattr(getattr(regulation, not_shown), field) not in text


def test_the_law_is_named_in_the_language_of_the_page(app):
    ground = Ground(True, "x", {}, rules.LAWS["municipality"].source)
    with app.test_request_context(), force_locale("nl"):
        assert "in werking sinds 1 januari 2025" in messages.source(ground)
    with app.test_request_context(), force_locale("en"):
        assert "in force since 1 January 2025" in messages.source(ground)
