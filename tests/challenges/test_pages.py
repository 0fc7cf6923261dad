"""What the pages say of a challenge, on stored notices."""

import html
import re
from datetime import date, timedelta

import pytest
from flask_babel import force_locale
from flask_login import login_user

from incubator.challenges import rules
from incubator.challenges.messages import verdicts as messages
from incubator.challenges.queries import assessing as queries
from incubator.challenges.queries import regulations
from incubator.challenges.values import AuthorityRules, Ground, GroundKind, Level, NextAction, Verdict
from incubator.challenges.views import next_steps
from incubator.core import clock
from incubator.core.db import db
from incubator.core.reference.authorities import Authority
from incubator.formats.values import NoticeKind
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases

CONSULTATION = {"typePublicatie": "Marktconsultatie", "aankondigingCode": {"code": "MAC"}, "publicatieCode": "MAC"}


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
    def level(number, buyer, **kind):
        (notice,) = store(publication(number, opdrachtgeverNaam=buyer, **kind))
        return assess(notice).level

    assert level(1, "Stichting Woonstad Rotterdam") is Level.NO
    assert level(2, "Gemeenschappelijke Regeling Ferm Werk", **CONSULTATION) is Level.UNKNOWN
    assert level(3, "Gemeenschappelijke Regeling Ferm Werk") is Level.NOT_NOW
    assert level(4, "Waterschap Rivierenland") not in {Level.NO, Level.UNKNOWN}


def test_where_several_buy_together_the_rules_of_each_are_named(app, client):
    (notice,) = store(publication(1, opdrachtgeverNaam="Stichting Inkoopbureau"))
    assert assess(notice).decided_by == ()
    organisations = [{"name": "Gemeente Gouda", "role": "buyer"}, {"name": "Gemeente Vught", "role": "co-buyer"}]
    notice.data = {**notice.data, "organisations": organisations}
    db.session.commit()
    verdict = assess(notice)
    assert [deciding.regulation.authority for deciding in verdict.decided_by] == ["Gouda", "Vught"]
    text = page(client, notice)
    assert "Gouda, Vught" in text
    assert text.count("Wat wij weten van de regels van ") == 2


def test_a_bureau_that_buys_for_one_municipality_is_weighed_by_its_rules(app):
    (notice,) = store(publication(1, "Groenonderhoud gemeente Vught", opdrachtgeverNaam="Bizob"))
    (deciding,) = assess(notice).decided_by
    assert deciding.regulation.authority == "Vught"


@pytest.mark.parametrize(
    ("kinds", "overtaken"),
    [
        (["consultation", "competition"], [True, False]),
        (["planning", "planning"], [True, False]),
        (["competition", "competition", "award"], [True, True, False]),
        (["competition", "cancellation"], [True, False]),
        (["cancellation", "competition"], [True, False]),
        (["ex-ante", "award"], [True, False]),
        (["award", "award"], [False, False]),
        (["award", "modification"], [True, False]),
        (["competition", "award", "cancellation"], [True, False, False]),
    ],
)
def test_a_later_publication_of_the_same_procurement_overtakes(app, kinds, overtaken):
    notices = store(*(publication(number, kenmerk=9) for number in range(1, len(kinds) + 1)))
    for day, (notice, kind) in enumerate(zip(notices, kinds, strict=True)):
        notice.kind, notice.published = NoticeKind(kind), clock.today() - timedelta(days=30 - day)
    db.session.commit()
    assert [
        "later publication" in " ".join(g.sentence for g in assess(notice).grounds) for notice in notices
    ] == overtaken


def test_a_consultation_that_led_to_a_call_is_overtaken(app):
    old, _new = store(
        publication(
            1, typePublicatie="Marktconsultatie", aankondigingCode={"code": "MAC"}, publicatieCode="MAC", kenmerk=5
        ),
        publication(2, kenmerk=5),
    )
    assert old.family_id == _new.family_id
    assert "later publication" in " ".join(ground.sentence for ground in assess(old).grounds)


@pytest.mark.parametrize(
    ("later", "days", "bought"),
    [
        ({}, 0, True),
        ({}, -9, False),
        ({"opdrachtgeverNaam": "Gemeente Amersfoort"}, 0, False),
        ({"cpvCodes": [{"isHoofdOpdracht": True, "code": "90910000-9"}]}, 0, False),
        ({"aanbestedingNaam": "Groenonderhoud Parkwijk"}, 0, False),
        (CONSULTATION, 0, False),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_plans_with_a_call_in_another_procurement_are_not_now(app, later, days, bought, together):
    plan, call = store(publication(1, kenmerk=5, **CONSULTATION), publication(2, kenmerk=6, **later))
    assert plan.family_id != call.family_id
    call.published = clock.today() + timedelta(days=days)
    db.session.commit()
    if together:
        each = dict(queries.assess_each([plan, call], today=clock.today(), now=clock.now()))
        verdict = each[plan]
    else:
        verdict = assess(plan)
    assert ("with the same title" in " ".join(ground.sentence for ground in verdict.grounds)) is bought
    assert (verdict.next_action is NextAction.SUCCESSOR) is bought


def test_an_award_near_its_end_shows_the_date_and_that_it_was_derived(app, client):
    (notice,) = store(publication(1, opdrachtgeverNaam="Gemeente Amsterdam"))
    notice.kind, notice.status, notice.published = "award", "awarded", clock.today() - timedelta(days=400)
    end = clock.today() + timedelta(days=500)
    notice.contract_end, notice.contract_end_derived = end, True
    db.session.commit()
    text = page(client, notice)
    assert str(end.year) in text
    assert "afgeleid" in text
    assert "26 weken" in text
    assert isinstance(assess(notice).until, date)


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


@pytest.mark.parametrize("work", rules.work_classes().values(), ids=lambda work: work.id)
def test_a_reason_of_each_class_of_work_is_wholly_in_the_language_of_the_page(app, work):
    ground = Ground(
        GroundKind.SERVICE, True, "%(work)s: parts of this work can be taken over. %(reason)s", {"work": work}, "x"
    )
    with app.test_request_context(), force_locale("nl"):
        assert work.dutch_reason in messages.sentence(ground)
        assert messages.sentence(ground).startswith(work.dutch)
    with app.test_request_context(), force_locale("en"):
        assert (
            messages.sentence(ground) == f"{work.english}: parts of this work can be taken over. {work.english_reason}"
        )


def links(client, notice):
    """Where the verdict leads to, by the words of the link."""
    card = page(client, notice).split("<h2>")[1].split("<h3>")[0]
    return dict(re.findall(r'<a class="btn" href="([^"]+)">([^<]+)</a>', card))


def test_the_next_step_is_one_tap_away(app, client):
    (call,) = store(publication(1))
    assert list(links(client, call)) == [f"/aankondigingen/{call.id}#next"]
    old, _new = store(
        publication(
            2, typePublicatie="Marktconsultatie", aankondigingCode={"code": "MAC"}, publicatieCode="MAC", kenmerk=5
        ),
        publication(3, kenmerk=5),
    )
    (address,) = links(client, old)
    assert client.get(address).status_code == 200


def test_the_question_to_send_stands_beside_the_step(app, client):
    (plan,) = store(
        publication(1, typePublicatie="Marktconsultatie", aankondigingCode={"code": "MAC"}, publicatieCode="MAC")
    )
    assert plan.title in page(client, plan).split("<details>")[1]


def test_of_each_group_of_the_reader_a_challenge_can_begin_and_a_visitor_reads_the_rules(
    app, client, sign_in, monkeypatch
):
    verdict = Verdict(
        Level.PROMISING,
        (),
        (AuthorityRules(Authority("municipality", "GM0363", "Amsterdam"), None),),
        None,
        NextAction.BEGIN,
    )
    (notice,) = store(publication(1))
    seen = []
    monkeypatch.setattr(next_steps, "url_for", lambda endpoint, **values: seen.append((endpoint, values)) or "/x")
    group = ParticipationFactory()
    with app.test_request_context():
        next_steps.next_links(verdict, notice)
        next_steps.next_links(verdict, notice, group.cooperative)
        login_user(group.user)
        next_steps.next_links(verdict, notice)
    begun = ("challenges.begin", {"slug": group.cooperative.slug, "notice": notice.id})
    assert seen == [("challenges.authority", {"code": "GM0363"}), begun, begun]


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
    (deciding,) = assess(notice).decided_by
    regulation = deciding.regulation
    client.set_cookie("language", language)
    text = html.unescape(page(client, notice))
    for field in ("title", *WORDS_OF_A_REGULATION):
        assert getattr(getattr(regulation, shown), field) in text
        assert getattr(getattr(regulation, not_shown), field) not in text


def test_the_law_is_named_in_the_language_of_the_page(app):
    ground = Ground(GroundKind.BUYER, True, "x", {}, rules.LAWS["municipality"].source)
    with app.test_request_context(), force_locale("nl"):
        assert "in werking sinds 1 januari 2025" in messages.source(ground)
    with app.test_request_context(), force_locale("en"):
        assert "in force since 1 January 2025" in messages.source(ground)
