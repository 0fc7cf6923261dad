"""Each road has its own ends: an admission, a selection, a bid put aside, a private client, a buyer abroad; and what can be undone."""

import io
from datetime import timedelta

import docx
import pytest
from sqlalchemy import select

from incubator.bids.models import (
    AwardDecision,
    BidStage,
    CriterionScore,
    Requirement,
    RequirementKind,
    RequirementOrigin,
)
from incubator.bids.queries import results as queries
from incubator.bids.services import bidding
from incubator.core import agenda, clock, formatting
from incubator.core.db import db
from incubator.formats.values import LegalRegime
from incubator.watch.services import requests
from tests.bids.factories import handed_in
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
BIDS = "/cooperaties/de-tuin/inschrijvingen"
OBJECT = "Last working day to object to the award: %(name)s"
MAY_SIGN = "From here on the buyer may sign, if nobody went to court: %(name)s"


def day(before=0):
    return (clock.today() - timedelta(days=before)).isoformat()


def on_notice(group, member, *, days=0, regime=LegalRegime.EU, **more):
    """The page after a bid that was handed in so many days ago."""
    (notice,) = store(publication(1, **more))
    notice.legal_regime = regime
    notice.published = clock.today() - timedelta(days=days + 30)
    begun = clock.now() - timedelta(days=days, hours=1)
    bid = bidding.start(group, notice, owner=member, now=begun, today=clock.today())
    handed_in(bid, by=member, at=clock.now() - timedelta(days=days))
    notice.deadline = clock.now() - timedelta(days=days)
    db.session.commit()
    return bid, f"{BIDS}/{bid.id}/afloop"


def asked(group, member, client_name):
    work = requests.enter(group, requests.AskedWork(client_name, "Ramen"), author=member, now=clock.now())
    bid = bidding.start_on_request(work, owner=member, now=clock.now(), today=clock.today())
    handed_in(bid, by=member)
    db.session.commit()
    return bid, f"{BIDS}/{bid.id}/afloop"


def decide(client, page, outcome, **more):
    return client.post(f"{page}/besluit", data={"outcome": outcome, "sent_on": day(), "reason": "", **more})


def words(answer):
    document = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def standing(bid):
    db.session.expire_all()
    return queries.standing_decision(bid)


def titles(group):
    return {entry.title for entry in agenda.entries([group.id], since=clock.now() - timedelta(days=30))}


OPEN_HOUSE = {"trefwoord1": "open house"}


def test_in_an_open_house_nobody_wins_and_a_refusal_has_its_own_letter(group, member, client):
    bid, page = on_notice(group, member, regime=LegalRegime.SAS, **OPEN_HOUSE)
    form = client.get(f"{page}/besluit").text
    for absent in ('value="won"', 'value="lost"', 'name="winner"', 'name="place"'):
        assert absent not in form
    assert decide(client, page, "lost").status_code == 422
    assert decide(client, page, "refused", reason="experience").status_code == 302
    db.session.expire_all()
    assert (bid.stage, standing(bid).reason) == (BidStage.LOST, "experience")
    shown = client.get(page).text
    assert f"{page}/punten" not in shown
    assert "Commissie van" not in shown
    letter = words(client.get(f"{page}/motivering.docx"))
    assert "niet toelaat" in letter
    assert "opnieuw kunnen aanmelden" in letter
    for absent in ("winnaar", "rangorde", "gunningsbeslissing"):
        assert absent not in letter
    draft = words(client.get(f"{page}/bezwaar.docx"))
    for absent in ("Onze plaats", "Winnaar", "gunningsbeslissing", "Commissie van Aanbestedingsexperts", "2.127"):
        assert absent not in draft


def test_who_is_admitted_before_the_closing_has_won_nothing_and_can_sign(group, member, client):
    bid, page = on_notice(group, member, regime=LegalRegime.SAS, **OPEN_HOUSE)
    bid.notice.deadline = clock.now() + timedelta(days=30)
    db.session.commit()
    assert decide(client, page, "admitted").status_code == 302
    db.session.expire_all()
    assert bid.stage is BidStage.WON
    assert queries.standstill_of(standing(bid)) is None
    assert f"{page}/getekend" in client.get(page).text
    assert client.post(f"{page}/getekend", data={"agreed_on": day()}).status_code == 302


def test_who_is_not_selected_gets_no_standstill_and_the_reasons_of_the_law(group, member, client, monkeypatch):
    bid, page = on_notice(group, member)
    bid.notice.data = {**bid.notice.data, "procedure": "restricted", "closes_for": "request"}
    monkeypatch.setattr("incubator.bids.queries.documents.route_of", lambda _bid: queries.ProcurementRoute.SELECTION)
    db.session.commit()
    assert decide(client, page, "won").status_code == 422
    assert decide(client, page, "not-selected", reason="experience").status_code == 302
    decision = standing(bid)
    assert queries.standstill_of(decision) is None
    assert queries.reasons_by_law(decision)
    assert OBJECT not in titles(group)
    letter = words(client.get(f"{page}/motivering.docx"))
    assert "art. 2.103 Aw 2012" in letter
    assert "2.130" not in letter
    assert "winnaar" not in letter


def test_a_bid_that_is_put_aside_has_no_place_and_keeps_the_standstill(group, member, client):
    bid, page = on_notice(group, member)
    assert decide(client, page, "invalid", place="3").status_code == 422
    assert decide(client, page, "invalid", winner="Groen BV", reason="invalid").status_code == 302
    assert queries.standstill_of(standing(bid)).by_law == clock.today() + timedelta(days=20)
    assert OBJECT in titles(group)
    assert "ongeldig" in words(client.get(f"{page}/motivering.docx"))
    draft = words(client.get(f"{page}/bezwaar.docx"))
    assert "een eis waaraan wij niet voldeden" in draft
    assert "Onze plaats" not in draft


def test_a_private_client_is_asked_kindly_and_without_public_law(group, member, client):
    _bid, page = asked(group, member, "Stichting De Spil")
    assert 'name="standstill_until"' not in client.get(f"{page}/besluit").text
    assert decide(client, page, "lost").status_code == 302
    shown = client.get(page).text
    for absent in ("Commissie van", "kort geding", "Aw 2012", f"{page}/bezwaar.docx"):
        assert absent not in shown
    letter = words(client.get(f"{page}/motivering.docx"))
    for absent in ("aanbestedende dienst", "gunning", "Aw 2012", "winnaar"):
        assert absent not in letter
    assert client.get(f"{page}/bezwaar.docx").status_code == 404


def test_a_municipality_that_asks_itself_is_an_authority_without_a_term(group, member, client):
    _bid, page = asked(group, member, "Gemeente Zeist")
    assert decide(client, page, "lost").status_code == 302
    assert "Commissie van" in client.get(page).text
    draft = words(client.get(f"{page}/bezwaar.docx"))
    assert "de wet geeft hier geen vaste termijn" in draft


def test_of_a_buyer_abroad_the_page_names_no_dutch_way_as_its_paper_does_not(group, member, client):
    bid, page = on_notice(group, member)
    bid.notice.buyer.country = "BE"
    db.session.commit()
    decide(client, page, "lost")
    shown = client.get(page).text
    draft = words(client.get(f"{page}/bezwaar.docx"))
    for absent in ("Commissie van", "2.127", "2.103", "kort geding"):
        assert absent not in shown
        assert absent not in draft
    assert "België" in shown
    assert "België" in draft


def test_who_won_reads_from_when_the_buyer_may_sign(group, member, client):
    bid, page = on_notice(group, member)
    decide(client, page, "won")
    term = queries.standstill_of(standing(bid))
    due = {entry.title: clock.local(entry.due_at).date() for entry in agenda.entries([group.id], since=clock.now())}
    assert due[MAY_SIGN] == term.may_sign_from
    assert OBJECT not in due
    assert formatting.as_date(term.may_sign_from) in client.get(page).text
    early = client.post(f"{page}/getekend", data={"agreed_on": day(), "because": ""})
    assert early.status_code == 422
    assert 'id="because-error"' in early.text
    assert client.post(f"{page}/getekend", data={"agreed_on": day(), "because": "Enige inschrijver"}).status_code == 302
    assert MAY_SIGN not in titles(group)
    assert "Enige inschrijver" in client.get(page).text


def test_a_day_of_the_letter_stands_beside_that_of_the_law_on_page_and_paper(group, member, client):
    bid, page = on_notice(group, member)
    named = clock.today() + timedelta(days=10)
    decide(client, page, "lost", standstill_until=named.isoformat())
    term = queries.standstill_of(standing(bid))
    shown, draft = client.get(page).text, words(client.get(f"{page}/bezwaar.docx"))
    for text in (shown, draft):
        assert formatting.as_date(named) in text
        assert formatting.as_date(term.by_law) in text
    assert "door ons ingevuld" in draft
    assert "houd de vroegste aan" in draft
    absurd = (clock.today() + timedelta(days=700)).isoformat()
    assert decide(client, page, "lost", standstill_until=absurd).status_code == 422


def test_after_the_term_neither_page_nor_paper_offers_the_court_as_if_it_were_open(group, member, client):
    bid, page = on_notice(group, member, days=40)
    decide(client, page, "lost", sent_on=day(before=30))
    term = queries.standstill_of(standing(bid))
    shown, draft = client.get(page).text, words(client.get(f"{page}/bezwaar.docx"))
    since = formatting.as_date(term.last_day + timedelta(days=1))
    assert since in shown
    assert since in draft
    assert "De laatste dag is voorbij" in draft
    assert "loopt gewoon door" not in draft
    assert "houdt het tekenen" not in draft


def test_what_was_noted_of_a_withdrawn_decision_stays_in_sight(group, member, client):
    _bid, page = on_notice(group, member)
    decide(client, page, "lost", winner="Groen BV", place="4", bids_number="5", reason="price")
    client.post(f"{page}/punten", data={"criterion": "Duurzaamheid", "lot": "", "ours": "30", "most": "50"})
    client.post(f"{page}/motivering", data={"asked_on": day()})
    client.post(f"{page}/ingetrokken", data={"withdrawn_on": day(), "because": "Verkeerd geteld"})
    shown = client.get(page).text
    for kept in ("Groen BV", "Duurzaamheid", "Verkeerd geteld", formatting.as_date(clock.today())):
        assert kept in shown
    assert ">4<" in shown


def test_a_wrong_click_is_undone_while_nothing_rests_on_it(group, member, client):
    bid, page = on_notice(group, member)
    decide(client, page, "won")
    assert f"{page}/ongedaan" in client.get(f"{page}/besluit").text
    client.post(f"{page}/ongedaan")
    db.session.expire_all()
    assert (bid.stage, bid.decided_at, queries.decisions(bid)) == (BidStage.SUBMITTED, None, [])
    assert MAY_SIGN not in titles(group)
    decide(client, page, "lost")
    assert standing(bid).number == 1
    client.post(f"{page}/punten", data={"criterion": "Prijs", "lot": "", "ours": "1", "most": "2"})
    assert f"{page}/ongedaan" not in client.get(f"{page}/besluit").text
    client.post(f"{page}/ongedaan")
    assert standing(bid) is not None


def test_the_day_of_asking_is_mended_and_the_agenda_follows(group, member, client):
    bid, page = on_notice(group, member, days=9)
    decide(client, page, "lost", sent_on=day(before=5))
    client.post(f"{page}/motivering", data={"asked_on": day()})
    client.post(f"{page}/motivering", data={"asked_on": day(before=3)})
    assert standing(bid).reasons_asked_on == clock.today() - timedelta(days=3)
    entries = agenda.entries([group.id], since=clock.now())
    (due,) = [clock.local(entry.due_at).date() for entry in entries if "reasons" in entry.title]
    assert due == clock.today() + timedelta(days=12)
    assert formatting.as_date(clock.today() - timedelta(days=3)) in words(client.get(f"{page}/bezwaar.docx"))
    client.post(f"{page}/motivering", data={"asked_on": ""})
    assert standing(bid).reasons_asked_on is None
    assert not [entry for entry in agenda.entries([group.id], since=clock.now()) if "reasons" in entry.title]
    assert client.post(f"{page}/motivering", data={"asked_on": ""}).status_code == 422


def test_two_who_mend_the_day_of_asking_see_each_other(group, member, client):
    bid, page = on_notice(group, member, days=9)
    decide(client, page, "lost", sent_on=day(before=5))
    client.post(f"{page}/motivering", data={"asked_on": day()})
    opened = client.get(page).text.partition('name="opened"')[2].partition('value="')[2].partition('"')[0]
    client.post(f"{page}/motivering", data={"asked_on": day(before=2)})
    answer = client.post(f"{page}/motivering", data={"asked_on": day(before=1), "opened": opened.replace("&#34;", '"')})
    assert answer.status_code == 409
    assert standing(bid).reasons_asked_on == clock.today() - timedelta(days=2)


def test_a_buyer_that_awards_to_nobody_is_not_a_group_that_stopped(group, member, client, sign_in):
    bid, page = on_notice(group, member)
    decide(client, page, "stopped")
    db.session.expire_all()
    assert bid.stage is BidStage.WITHDRAWN
    assert f'href="{page}"' in client.get(f"{BIDS}/{bid.id}").text
    (result,) = queries.results_of([group])
    assert result.outcome == "stopped"
    assert queries.outcomes_by_group() == [(group, ["stopped"])]
    client.post(f"{page}/ingetrokken", data={"withdrawn_on": day(), "because": ""})
    db.session.expire_all()
    assert bid.stage is BidStage.SUBMITTED


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("€ 125.000", 12_500_000), ("-2.000", -200_000), ("1.250.000", 125_000_000), ("- € 2.000,-", -200_000)],
)
def test_a_fictitious_discount_is_taken_as_letters_write_it(group, member, client, typed, cents):
    bid, page = on_notice(group, member)
    decide(client, page, "lost")
    asked_for = Requirement(
        bid_id=bid.id,
        kind=RequirementKind.AWARD,
        text="Plan van aanpak",
        weight="2000000",
        weight_unit="euro",
        origin=RequirementOrigin.NOTICE,
    )
    db.session.add(asked_for)
    db.session.commit()
    sent = {"criterion": "Plan van aanpak", "lot": "", "ours": typed, "most": "€ 1.500.000"}
    assert client.post(f"{page}/punten", data=sent).status_code == 302
    answer = client.get(page)
    stored = db.session.scalars(select(CriterionScore)).one()
    assert (stored.ours, stored.in_euros) == (cents, True)
    assert "2000000" in answer.text  # the most is another than the documents have
    assert "alert--warning" in answer.text
    (result,) = queries.results_of([group])
    assert (result.ours, result.most) == (0, 0)  # amounts are no points


def test_the_paper_takes_over_the_reason_and_the_place_on_price(group, member, client):
    _bid, page = on_notice(group, member)
    decide(client, page, "lost", place="3", price_place="2", bids_number="5", reason="quality")
    draft = words(client.get(f"{page}/bezwaar.docx"))
    for known in ("3 van 5", "2 van 5", "de kwaliteit"):
        assert known in draft


def test_a_decision_that_contradicts_itself_is_refused_at_its_field(group, member, client):
    _bid, page = on_notice(group, member)
    for field, sent in (
        ("winner", {"winner": "Coöperatie De Tuin U.A."}),
        ("place", {"place": "1", "bids_number": "1"}),
    ):
        answer = decide(client, page, "lost", **sent)
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
    assert db.session.scalars(select(AwardDecision)).all() == []


def test_the_days_after_one_another_stay_in_their_order(group, member, client):
    """A new decision is not of before the old one, nor the letter of after what was asked about it."""
    bid, page = on_notice(group, member, days=9)
    assert decide(client, page, "lost", sent_on=day(before=8)).status_code == 302
    assert client.post(f"{page}/motivering", data={"asked_on": day(before=6)}).status_code == 302
    refused = decide(client, page, "lost", sent_on=day(before=5))
    assert (refused.status_code, 'id="sent_on-error"' in refused.text) == (422, True)
    assert client.post(f"{page}/ingetrokken", data={"withdrawn_on": day(before=4)}).status_code == 302
    refused = decide(client, page, "lost", sent_on=day(before=9))
    assert (refused.status_code, 'id="sent_on-error"' in refused.text) == (422, True)
    assert decide(client, page, "won", sent_on=day(before=4)).status_code == 302
    # To who won no letter says that others did better.
    assert client.get(f"{page}/motivering.docx").status_code == 404
    assert standing(bid).number == 2
