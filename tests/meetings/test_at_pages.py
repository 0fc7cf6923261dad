"""The pages of at the meeting and after: a general meeting with ten members, two by proxy and two on paper, from opening to minutes."""

import io
import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from docx import Document as read_word

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.word import to_bytes
from incubator.meetings.documents.minutes import minutes
from incubator.meetings.models import AgendaItem, Meeting, MeetingProxy, Resolution, SecretBox, VotingRound
from incubator.meetings.queries import rounds as queries
from incubator.meetings.queries.minutes import minutes_source
from incubator.meetings.rules.wording import as_decided
from incubator.meetings.services import deciding, holding
from incubator.meetings.values import ItemKind, MeetingState
from incubator.meetings.values.holding import RoundState, VotingWay
from tests.factories import SOME_MOMENT, ManagerFactory, UserFactory
from tests.meetings.assembly import assembly, closed, entry_of, opened, token_of, vote
from tests.meetings.sitting import decide, outside_board, sitting

HERE = "/cooperaties/de-bezem/vergaderingen/1"
QUESTION = "Wij kopen een bakfiets."


@pytest.fixture
def browser(app, sign_in):
    return lambda user: sign_in(app.test_client(), user)


def words_of(content):
    document = read_word(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def ballot(entry, choice, token=None):
    return {f"stem{entry.id}-choice": choice, f"stem{entry.id}-token": token or "t" * 32}


def post_vote(browser, person, voted_on, entry, choice, **options):
    return browser(person.user).post(
        f"{HERE}/stemmingen/{voted_on.number}/stem/{entry.id}", data=ballot(entry, choice), **options
    )


def test_a_whole_meeting_of_ten_with_proxies_and_paper(app, browser):
    here = assembly(10, kind=ItemKind.AMENDMENT, state=MeetingState.CONVENED)
    chair = browser(here.chair)
    # Two give a proxy: one on the site, one on paper.
    assert (
        browser(here.people[8].user)
        .post(f"{HERE}/mijn-volmacht", data={"holder_id": here.people[1].member.id})
        .status_code
        == 302
    )
    given = {"giver_id": here.people[9].member.id, "holder_id": here.people[2].member.id, "written": "y"}
    assert chair.post(f"{HERE}/volmachten", data=given).status_code == 302
    assert chair.post(f"{HERE}/openen").status_code == 302
    chair.post(f"{HERE}/iedereen-aanwezig")
    page = chair.get(f"{HERE}/zaal").text
    assert "8 leden zijn er" in page or "8 members are here" in page
    asked = {"question": QUESTION, "way": "secret"}
    answer = chair.post(f"{HERE}/punten/{here.item.id}/stemming", data=asked)
    assert answer.status_code == 302, answer.text
    voted_on = db.session.query(VotingRound).one()
    assert (voted_on.present_votes, voted_on.entitled) == (10, 10)
    # Two take a paper.
    for person in here.people[6:8]:
        entry = entry_of(voted_on, person)
        chair.post(f"{HERE}/stemmingen/1/lijst/{entry.id}")
    papers = chair.post(f"{HERE}/stemmingen/1/stembiljetten.docx")
    codes = re.findall(r"code (\w{4}) (\w{4})", words_of(papers.data))
    assert len(codes) == 10
    for code, choice in zip(codes[:2], ("for", "against"), strict=True):
        sent = {"code": "".join(code), "choices": choice}
        assert chair.post(f"{HERE}/stemmingen/1/biljet", data=sent).status_code == 302
    # The others by phone, two of them also for another.
    for place, choice in enumerate(("for", "for", "for", "for", "against", "blank")):
        person = here.people[place]
        assert post_vote(browser, person, voted_on, entry_of(voted_on, person), choice).status_code == 302
    for holder, giver in ((1, 8), (2, 9)):
        entry = entry_of(voted_on, here.people[giver])
        assert post_vote(browser, here.people[holder], voted_on, entry, "for").status_code == 302
    assert chair.post(f"{HERE}/stemmingen/1/sluiten").status_code == 302
    db.session.expire_all()
    assert voted_on.counts == {"for": 7, "against": 2, "blank": 1, "invalid": 0}
    assert voted_on.outcome["adopted"] is True
    assert voted_on.outcome["majority"] == "2/3"
    assert db.session.query(SecretBox).count() == 0
    assert chair.post(f"{HERE}/stemmingen/1/uitslag", data={"ruling": ""}).status_code == 302
    resolution = db.session.query(Resolution).one()
    assert (resolution.adopted, resolution.act_owner) == (True, "notary")
    chair.post(f"{HERE}/punten/{here.item.id}/notulen", data={"words": "Er is lang over gesproken."})
    assert chair.post(f"{HERE}/sluiten").status_code == 302
    minutes = words_of(chair.get(f"{HERE}/notulen.docx").data)
    for text in (
        "Aanwezig: 8. Vertegenwoordigd: 2.",
        "voor | 7",
        "Er is lang over gesproken.",
        "Uitgebracht: 9",
        "geheim, deels op stembiljetten en deels elektronisch in de app",
        "twee derde",
    ):
        assert text in minutes
    extract = words_of(chair.get(f"{HERE}/punten/{here.item.id}/uittreksel.docx").data)
    assert QUESTION in extract
    assert "deels op stembiljetten" in extract
    assert "schriftelijk en geheim" not in extract
    number = f"{resolution.year}/{resolution.number}"
    page = chair.get(f"/cooperaties/de-bezem/besluiten/{number}").text
    assert "deels op stembiljetten" in page or "partly on ballot papers" in page
    assert "Aangenomen" in extract


def test_a_vote_is_stored_and_the_page_says_so_but_never_what(app, browser):
    here = assembly(3)
    voted_on = opened(here)
    person = here.people[1]
    client = browser(person.user)
    page = client.get(f"{HERE}/stemmen").text
    assert QUESTION in page
    assert "data-keep" not in page  # the browser keeps no copy of a vote
    answer = post_vote(browser, person, voted_on, entry_of(voted_on, person), "against")
    assert answer.status_code == 302
    after = client.get(answer.location).text
    assert "TTTTTTTT" in after
    assert 'value="against"' not in after


def test_the_answers_to_different_secret_votes_are_the_same_to_the_letter(app, browser):
    here = assembly(3)
    voted_on = opened(here)
    answers = []
    for person, choice in zip(here.people[1:], ("for", "against"), strict=True):
        answer = post_vote(browser, person, voted_on, entry_of(voted_on, person), choice)
        answers.append((answer.status_code, answer.location, answer.data))
    assert answers[0] == answers[1]


def test_no_log_holds_what_was_voted(app, browser, caplog, capsys):
    here = assembly(3)
    voted_on = opened(here)
    person = here.people[1]
    with caplog.at_level(logging.DEBUG):
        post_vote(browser, person, voted_on, entry_of(voted_on, person), "against")
        # Also what is refused is not written down.
        post_vote(browser, here.people[2], voted_on, entry_of(voted_on, person), "against")
    written = capsys.readouterr()
    assert "against" not in caplog.text + written.out + written.err


def test_a_script_hears_whether_a_vote_was_stored(app, browser):
    here = assembly(3)
    voted_on = opened(here)
    person = here.people[1]
    entry = entry_of(voted_on, person)
    json = {"headers": {"Accept": "application/json"}}
    first = post_vote(browser, person, voted_on, entry, "for", **json)
    again = post_vote(browser, person, voted_on, entry, "for", **json)
    assert (first.status_code, first.json["stored"], again.json["stored"]) == (200, True, True)
    other = browser(person.user).post(
        f"{HERE}/stemmingen/1/stem/{entry.id}", data=ballot(entry, "against", "u" * 32), **json
    )
    assert (other.status_code, other.json["stored"]) == (422, False)


def test_a_vote_that_is_refused_says_so_in_plain_sight(app, browser):
    here = assembly(3)
    voted_on = opened(here)
    entry = entry_of(voted_on, here.people[1])
    nothing = browser(here.people[1].user).post(
        f"{HERE}/stemmingen/1/stem/{entry.id}", data={f"stem{entry.id}-token": "t" * 32}
    )
    assert nothing.status_code == 422
    closed(here, voted_on)
    late = post_vote(browser, here.people[1], voted_on, entry, "for")
    assert late.status_code == 422
    db.session.expire_all()
    assert voted_on.counts["for"] == 0


def test_nobody_casts_the_vote_of_another(app, browser):
    here = assembly(3)
    voted_on = opened(here)
    entry = entry_of(voted_on, here.people[1])
    assert post_vote(browser, here.people[2], voted_on, entry, "for").status_code == 403
    assert post_vote(browser, here.people[0], voted_on, entry, "for").status_code == 403


def test_a_member_who_takes_no_part_in_the_group_votes_too_and_strangers_see_nothing(app, browser):
    here = assembly(3)
    only_member = UserFactory(name="Wil")
    here.people[2].member.user_id = only_member.id
    db.session.commit()
    assert browser(only_member).get(f"{HERE}/stemmen").status_code == 200
    assert browser(UserFactory()).get(f"{HERE}/stemmen").status_code == 404
    assert browser(only_member).get(f"{HERE}/zaal").status_code == 403


def test_the_manager_of_the_incubator_leads_no_meeting(app, browser):
    assembly(3)
    assert browser(ManagerFactory()).get(f"{HERE}/zaal").status_code == 403


def test_hands_are_counted_by_the_chair_and_too_many_are_shown_at_once(app, browser):
    here = assembly(5)
    voted_on = opened(here, VotingWay.HANDS)
    chair = browser(here.chair)
    wrong = chair.post(f"{HERE}/stemmingen/1/sluiten", data={"count_for": "4", "count_against": "3"})
    assert wrong.status_code == 422
    assert 'value="4"' in wrong.text
    assert chair.post(f"{HERE}/stemmingen/1/sluiten", data={"count_for": "3", "count_against": "2"}).status_code == 302
    db.session.expire_all()
    assert (voted_on.counts["for"], voted_on.outcome["adopted"]) == (3, True)


@pytest.mark.parametrize(("again", "kept"), [(("3", "2"), False), (("2", "3"), True)])
def test_who_counted_other_hands_and_comes_second_sees_the_own_count_again(app, browser, again, kept):
    here = assembly(5)
    voted_on = opened(here, VotingWay.HANDS)
    chair = browser(here.chair)
    chair.post(f"{HERE}/stemmingen/1/sluiten", data={"count_for": "3", "count_against": "2"})
    second = dict(zip(("count_for", "count_against"), again, strict=True))
    page = chair.get(chair.post(f"{HERE}/stemmingen/1/sluiten", data=second).location).text
    shown = re.search(r"\w+ 2, \w+ 3, \w+ 0", page)
    assert bool(shown) is kept
    db.session.expire_all()
    assert (voted_on.counts["for"], voted_on.counts["against"]) == (3, 2)


def test_a_tie_is_not_adopted(app):
    here = assembly(4)
    voted_on = opened(here, VotingWay.HANDS)
    closed(here, voted_on, hands={"for": 2, "against": 2})
    assert voted_on.outcome["adopted"] is False


def test_an_election_goes_on_between_who_had_most_votes(app, browser):
    here = assembly(6, kind=ItemKind.ELECTION)
    voted_on = opened(here, candidates=("Amina", "Bas", "Eva"))
    for place, choice in enumerate("112233"):
        vote(voted_on, here.people[place], choice)
    closed(here, voted_on)
    assert set(voted_on.outcome["next_round"]) == {"Amina", "Bas", "Eva"}
    with transaction(actor=SYSTEM):
        assert deciding.announce(voted_on, by=here.chair, now=SOME_MOMENT) is None
    page = browser(here.chair).get(f"{HERE}/punten/{here.item.id}/stemming?na=1")
    assert "Amina" in page.text
    run_off = opened(here, candidates=("Amina", "Bas"), repeats_id=voted_on.id)
    for place, choice in enumerate("111122"):
        vote(run_off, here.people[place], choice)
    closed(here, run_off)
    with transaction(actor=SYSTEM):
        resolution = deciding.announce(run_off, by=here.chair, now=SOME_MOMENT)
    assert (resolution.elected, resolution.adopted, resolution.act_state) == (["Amina"], True, "done")


def test_a_contested_result_is_voted_on_again_and_the_first_decision_stays_readable(app, browser):
    here = assembly(4)
    first = opened(here, VotingWay.HANDS)
    closed(here, first, hands={"for": 3, "against": 1})
    chair = browser(here.chair)
    chair.post(f"{HERE}/stemmingen/1/uitslag", data={"ruling": ""})
    asked = {"question": QUESTION, "way": "named"}
    assert chair.post(f"{HERE}/punten/{here.item.id}/stemming", data=asked).status_code == 422
    assert chair.post(f"{HERE}/punten/{here.item.id}/stemming?na=1", data=asked).status_code == 302
    second = db.session.query(VotingRound).filter_by(number=2).one()
    for person in here.people:
        vote(second, person, "against")
    closed(here, second)
    chair.post(f"{HERE}/stemmingen/2/uitslag", data={"ruling": "Na een nieuwe stemming."})
    kept = db.session.query(Resolution).order_by(Resolution.number).all()
    assert [(line.adopted, line.replaced_at is not None) for line in kept] == [(True, True), (False, False)]
    assert chair.get("/cooperaties/de-bezem/besluiten").status_code == 200


def test_a_result_is_announced_once_whoever_presses(app, browser):
    here = assembly(3)
    voted_on = opened(here, VotingWay.HANDS)
    closed(here, voted_on, hands={"for": 3})
    chair = browser(here.chair)
    assert chair.post(f"{HERE}/stemmingen/1/uitslag", data={"ruling": ""}).status_code == 302
    assert chair.post(f"{HERE}/stemmingen/1/uitslag", data={"ruling": ""}).status_code == 422
    assert db.session.query(Resolution).count() == 1


def test_a_result_that_the_ballots_contradict_is_not_announced(app):
    here = assembly(3)
    voted_on = opened(here)
    vote(voted_on, here.people[1], "against")
    closed(here, voted_on)
    with transaction(actor=SYSTEM):
        voted_on.counts = {**voted_on.counts, "for": 3}
    with pytest.raises(RuleViolation, match="another count"), transaction(actor=SYSTEM):
        deciding.announce(voted_on, by=here.chair, now=SOME_MOMENT)


def test_a_meeting_does_not_close_before_the_result_was_announced(app, browser):
    here = assembly(3)
    voted_on = opened(here, VotingWay.HANDS)
    closed(here, voted_on, hands={"for": 3})
    chair = browser(here.chair)
    chair.post(f"{HERE}/sluiten")
    db.session.expire_all()
    assert here.meeting.state is MeetingState.OPEN


def decided(here, kind, subject=None, hands=None, **options):
    """A decision about an item of this kind."""
    here.item.kind, here.item.subject = kind, subject or {}
    db.session.commit()
    voted_on = opened(here, VotingWay.HANDS, **options)
    closed(here, voted_on, hands=hands or {"for": 3})
    with transaction(actor=SYSTEM):
        return deciding.announce(voted_on, by=here.chair, now=clock.now())


def test_an_admission_enters_the_register(app):
    here = assembly(3)
    # The admission is the general meeting's when the statutes say so, or on appeal.
    resolution = decided(here, ItemKind.ADMISSION, {"name": "Nora"})
    assert (resolution.act_state, resolution.act_words["params"]) == ("done", {"name": "Nora"})


def test_a_refused_act_is_kept_with_its_reason_and_the_decision_stands(app, browser):
    here = assembly(3)
    resolution = decided(here, ItemKind.EXPULSION, {"member": 2, "ground": "nonsense"})
    assert (resolution.adopted, resolution.act_state) == (True, "failed")
    assert resolution.act_words["text"]
    chair = browser(here.chair)
    page = f"/cooperaties/de-bezem/besluiten/{resolution.year}/1"
    assert chair.get(page).status_code == 200
    assert chair.post(f"{page}/gedaan").status_code == 302
    db.session.expire_all()
    assert resolution.act_state == "done"


def test_the_audit_committee_is_seated(app):
    here = assembly(3)
    resolution = decided(
        here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, hands={"1": 3, "2": 3}, candidates=("Bas", "Chantal"), seats=2
    )
    assert (resolution.elected, resolution.act_state) == (["Bas", "Chantal"], "done")


def test_a_decision_comes_back_on_its_review_day(app, browser):
    here = assembly(3)
    resolution = decided(here, ItemKind.ORDINARY)
    page = f"/cooperaties/de-bezem/besluiten/{resolution.year}/1"
    chair = browser(here.chair)
    later = clock.today() + timedelta(days=30)
    assert chair.post(page, data={"review_on": later.isoformat()}).status_code == 302
    db.session.expire_all()
    assert resolution.review_on == later
    assert chair.post(page, data={"review_on": "2020-01-01"}).status_code == 422
    assert browser(here.people[1].user).post(page, data={"review_on": ""}).status_code == 403


def test_the_next_meeting_approves_the_minutes_and_then_they_stand(app, browser):
    here = assembly(3)
    with transaction(actor=SYSTEM):
        holding.close_meeting(here.meeting, now=SOME_MOMENT)
    following = Meeting(
        cooperative_id=here.group.id,
        number=2,
        title="Voorjaar",
        state=MeetingState.CONVENED,
        begins_at=SOME_MOMENT + timedelta(days=90),
        created_at=SOME_MOMENT,
        chair_id=here.chair.id,
    )
    db.session.add(following)
    db.session.commit()
    later = SOME_MOMENT + timedelta(days=90)
    with transaction(actor=SYSTEM):
        holding.open_meeting(following, by=here.chair, now=later)
        holding.everyone_arrives(following, by=here.chair, now=later)
    here.item.meeting_id = following.id
    db.session.commit()
    resolution = decided(here, ItemKind.MINUTES)
    assert resolution.act_state == "done", resolution.act_words
    db.session.expire_all()
    assert here.meeting.state is MeetingState.APPROVED
    answer = browser(here.chair).get(f"{HERE}/notulen.docx")
    assert "Goedgekeurd in de vergadering" in words_of(answer.data)


def test_a_proxy_is_taken_back_by_who_gave_it(app, browser):
    here = assembly(3, present=2)
    client = browser(here.people[2].user)
    client.post(f"{HERE}/mijn-volmacht", data={"holder_id": here.people[1].member.id})
    proxy = db.session.query(MeetingProxy).one()
    assert browser(here.people[1].user).post(f"{HERE}/volmachten/{proxy.id}/intrekken").status_code == 403
    assert client.post(f"{HERE}/volmachten/{proxy.id}/intrekken").status_code == 302
    assert client.get(f"{HERE}/mijn-volmacht").status_code == 200


def test_a_consent_round_prepares_and_decides_nothing(app, browser):
    here = assembly(3)
    voted_on = opened(here, VotingWay.CONSENT)
    entry = entry_of(voted_on, here.people[1])
    answer = browser(here.people[1].user).post(
        f"{HERE}/stemmingen/1/stem/{entry.id}",
        data=ballot(entry, "objection", token_of(here.people[1])) | {f"stem{entry.id}-words": "Te duur."},
    )
    assert answer.status_code == 302
    closed(here, voted_on)
    assert "Te duur." in browser(here.chair).get(f"{HERE}/stemmingen/1").text
    assert (voted_on.state, queries.unannounced(here.meeting)) == (RoundState.CLOSED, [])


def test_a_proxy_to_who_is_not_on_the_list_any_more_asks_again_and_keeps_the_rest(app, browser):
    here = assembly(3, present=2)
    asked = {"giver_id": here.people[2].member.id, "holder_id": 99_999, "written": "y", "note": "brief van 3 maart"}
    answer = browser(here.chair).post(f"{HERE}/volmachten", data=asked)
    assert answer.status_code == 422
    assert "brief van 3 maart" in answer.text
    assert browser(here.people[2].user).post(f"{HERE}/mijn-volmacht", data={"holder_id": "nergens"}).status_code == 422
    assert db.session.query(MeetingProxy).count() == 0


@pytest.mark.parametrize("way", [VotingWay.SECRET, VotingWay.NAMED])
@pytest.mark.parametrize("script", [False, True])
def test_who_goes_back_and_chooses_something_else_hears_that_nothing_changed(app, browser, way, script):
    here = assembly(3)
    voted_on = opened(here, way)
    person = here.people[1]
    entry = entry_of(voted_on, person)
    headers = {"Accept": "application/json"} if script else {}
    post_vote(browser, person, voted_on, entry, "for", headers=headers)
    client = browser(person.user)
    address = f"{HERE}/stemmingen/1/stem/{entry.id}"
    answer = client.post(address, data=ballot(entry, "against"), headers=headers)
    assert answer.status_code == (200 if script else 302)
    page = client.get(f"{HERE}/stemmen").text
    assert "Je stem was al binnen" in page or "Your vote was in already" in page
    assert "Je stem is bewaard" not in page
    assert "Your vote has been stored" not in page
    assert closed(here, voted_on).counts["for"] == 1


@pytest.mark.parametrize("way", [VotingWay.SECRET, VotingWay.NAMED])
def test_two_answers_on_one_ballot_are_refused(app, browser, way):
    here = assembly(3)
    voted_on = opened(here, way)
    person = here.people[1]
    entry = entry_of(voted_on, person)
    answer = post_vote(browser, person, voted_on, entry, ["for", "against"])
    assert answer.status_code == 422
    db.session.expire_all()
    assert not entry_of(voted_on, person).voted


def test_papers_that_did_not_come_back_stand_in_result_minutes_and_extract(app, browser):
    here = assembly(4)
    voted_on = opened(here)
    chair = browser(here.chair)
    for person in here.people[2:]:
        chair.post(f"{HERE}/stemmingen/1/lijst/{entry_of(voted_on, person).id}")
    post_vote(browser, here.people[1], voted_on, entry_of(voted_on, here.people[1]), "for")
    refused = chair.post(f"{HERE}/stemmingen/1/sluiten")
    assert refused.status_code == 422
    assert 'name="missing"' in refused.text
    assert chair.post(f"{HERE}/stemmingen/1/sluiten", data={"missing": "2"}).status_code == 302
    chair.post(f"{HERE}/stemmingen/1/uitslag", data={"ruling": ""})
    for page in ("stemmingen/1", "notulen"):
        text = chair.get(f"{HERE}/{page}").text
        assert "2 stembiljetten kwamen niet terug" in text or "2 ballot papers did not come back" in text, page
    for document in ("notulen.docx", f"punten/{here.item.id}/uittreksel.docx"):
        assert "2 stembiljetten kwamen niet terug." in words_of(chair.get(f"{HERE}/{document}").data), document


def test_the_papers_of_a_meeting_name_the_legal_person(app, sign_in):
    here = sitting(name="Coöperatie De Gouden Bezem U.A.", seat__municipality="Utrecht")
    decide(here, ItemKind.ORDINARY)
    chair = sign_in(app.test_client(), here.chair)
    home = f"/cooperaties/{here.group.slug}/vergaderingen/1"
    (item,) = here.meeting.items
    for page in ("oproeping.docx", "notulen.docx", f"punten/{item.id}/uittreksel.docx"):
        text = words_of(chair.get(f"{home}/{page}").data)
        assert "Coöperatie De Gouden Bezem U.A., statutair gevestigd te Utrecht" in text, page


def test_an_item_for_decision_without_a_vote_says_so_in_minutes_and_extract(app, browser):
    here = assembly(3)
    talk = AgendaItem(meeting_id=here.meeting.id, position=2, kind=ItemKind.TALK, title="Rondvraag")
    db.session.add(talk)
    db.session.commit()
    chair = browser(here.chair)
    assert "Hierover is niet gestemd" not in words_of(chair.get(f"{HERE}/notulen.docx").data)  # it may still come
    chair.post(f"{HERE}/sluiten")
    assert words_of(chair.get(f"{HERE}/notulen.docx").data).count("Hierover is niet gestemd.") == 1
    page = chair.get(f"{HERE}/notulen").text
    assert page.count("Hierover is niet gestemd.") + page.count("There was no vote about this.") == 1
    extract = chair.get(f"{HERE}/punten/{here.item.id}/uittreksel.docx")
    assert "Hierover is niet gestemd." in words_of(extract.data)


def test_an_election_is_worded_as_what_was_decided(app, sign_in):
    here = sitting()
    names = outside_board(here)[:2]
    decided = decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=names)
    wording = f"Gekozen tot kascommissie 2026: {', '.join(names)}."
    assert decided.wording == wording
    chair = sign_in(app.test_client(), here.chair)
    home = f"/cooperaties/{here.group.slug}"
    for page in (f"besluiten/{decided.year}/{decided.number}", "besluiten", "vergaderingen/1/notulen"):
        assert wording in chair.get(f"{home}/{page}").text, page
    for page in ("notulen.docx", f"punten/{decided.item_id}/uittreksel.docx"):
        text = words_of(chair.get(f"{home}/vergaderingen/1/{page}").data)
        assert wording in text, page
        assert "Aangenomen:" not in text, page


def test_an_election_in_which_nobody_was_chosen_says_that(app):
    assert as_decided(ItemKind.ELECTION, "Wie komt in het bestuur?", ()) == "Niemand is gekozen tot bestuurder."
    assert as_decided(ItemKind.ORDINARY, "Wij kopen een bakfiets.", ()) == "Wij kopen een bakfiets."


def test_a_meeting_that_ends_after_midnight_closes_with_a_date(app):
    here = assembly(2)
    here.meeting.opened_at = datetime(2026, 3, 3, 19, 0, tzinfo=UTC)
    here.meeting.begins_at = here.meeting.opened_at
    here.meeting.closed_at = datetime(2026, 3, 3, 23, 40, tzinfo=UTC)
    written = words_of(to_bytes(minutes(minutes_source(here.meeting, made_at=SOME_MOMENT))))
    assert "Geopend | 20.00 uur" in written
    assert "Gesloten | 4 maart 2026 om 00.40 uur" in written
