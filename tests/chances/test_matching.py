"""Demand beside what groups can do: with reasons, both ways, and nothing of who did not agree."""

from datetime import timedelta
from pathlib import Path

import pytest

from incubator.anchors.services import institutions
from incubator.anchors.values.institutions import NeedTerms
from incubator.chances import messages as words
from incubator.chances.queries import needs, supply
from incubator.chances.services import matching, proposals
from incubator.chances.values import ChanceKind
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.moneymap.services import maps
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.neighbourhood.queries.groups import of_group
from incubator.neighbourhood.services import groups
from incubator.neighbourhood.values import Certainty
from incubator.watch.matching import circumstances, exclusions, learning, reasons
from incubator.watch.values import Reason
from tests.anchors.factories import SAID, anchor_in, list_of
from tests.chances.factories import award, call, group_in
from tests.watch.factories import GREEN

CARE = {"aanbestedingNaam": "Huishoudelijke hulp", "opdrachtBeschrijving": "Hulp in het huishouden (Wmo)."} | {
    "cpvCodes": [{"isHoofdOpdracht": True, "code": "85310000-5"}]
}


def compared(place):
    return matching.demand_and_offer(place, now=clock.now())


def fitting(place):
    known = compared(place)
    return {need.title: [offer.group.name for offer in known.fitting(need)] for need in known.needs}


def test_each_need_finds_who_can_do_it(place, driver):
    group_in(place, driver)
    call(800)
    call(801, "Huishoudelijke hulp", **CARE)
    award(700, "Groenonderhoud Plein")
    assert fitting(place) == {
        "Groenonderhoud Zonnewijk": ["De Hoveniers"],
        "Huishoudelijke hulp": [],
        "Groenonderhoud Plein": ["De Hoveniers"],
    }
    known = compared(place)
    assert [need.title for need in known.unmet()] == ["Huishoudelijke hulp"]
    (offer,) = known.offers
    assert {need.title for need in known.fitting_needs(offer)} == {"Groenonderhoud Zonnewijk", "Groenonderhoud Plein"}


def test_only_what_is_asked_in_the_municipality_counts(place, app):
    call(800, opdrachtgeverNaam="Gemeente Amsterdam")
    call(801, days=-3)
    award(700, months=30)
    assert needs.of_place(place, now=clock.now()) == []


def test_a_group_that_did_not_agree_or_left_is_not_compared(place, driver, client, sign_in):
    call()
    group_in(place, driver, "Zegt Niets", agrees=False)
    gone = group_in(place, driver, "Ging Weg")
    with transaction(actor=SYSTEM):
        groups.stop(of_group(gone)[0], now=clock.now())
    group_in(place, driver, "Zwijgers", offer=None)
    assert fitting(place) == {"Groenonderhoud Zonnewijk": []}
    sign_in(client, driver)
    for path in ("vraag", "aanbod"):
        page = client.get(f"/buurten/{place.slug}/kansen/{path}").text
        assert "Zegt Niets" not in page
        assert "Ging Weg" not in page
        assert "Zwijgers" in page


def test_others_read_why_and_nothing_of_what_a_group_leaves_out(place, driver, client, sign_in):
    offer = GREEN | {"offer.exclude": ["plantsoenen"], "offer.min_value": "98765"}
    group_in(place, driver, "De Kieskeurigen", offer=offer)
    group_in(place, driver)
    call(800, "Groenonderhoud plantsoenen")
    sign_in(client, driver)
    page = client.get(f"/buurten/{place.slug}/kansen/vraag")
    assert page.status_code == 200
    known = compared(place)
    (need,) = known.needs
    first, second = matching.beside(known, need, now=clock.now())
    assert (first.name, first.fits, second.fits) == ("De Hoveniers", True, False)
    assert words.reasons(first.reasons, speaks_for=True)
    shown = " ".join(words.reasons(second.reasons, speaks_for=False))
    assert "plantsoenen" not in shown
    assert "98.765" not in page.text


def test_a_reason_that_is_not_for_others_is_not_shown():
    secret = [Reason("feedback", False, sentence, {"title": "Iets"}) for sentence in learning.LIKENESSES]
    assert words.reasons(secret, speaks_for=False) == []


def test_each_sentence_for_others_is_one_of_the_engine():
    sources = [module.__file__ for module in (circumstances, exclusions, learning, reasons)]
    written = "".join(Path(source).read_text(encoding="utf-8") for source in sources)
    assert [sentence for sentence in words.FOR_NEIGHBOURS if sentence not in written] == []


def test_what_one_judged_and_how_sure_it_has_to_be_stays_of_the_group(place, driver):
    group_in(place, driver)
    (offer,) = supply.of_place(place)
    (profile,) = offer.profiles
    assert (profile.learnt, profile.avoided, profile.kinds, profile.min_days_left) == ((), (), (), None)


@pytest.fixture
def leaking(place):
    """A money map on which cleaning goes elsewhere."""
    with transaction(actor=SYSTEM):
        now = clock.now()
        school = maps.add_node(place, NodeAnswers("School", NodeKind.ANCHOR, Whereabouts.HERE), by=None, now=now)
        firm = maps.add_node(place, NodeAnswers("Bedrijf", NodeKind.FIRM, Whereabouts.ELSEWHERE), by=None, now=now)
        for cents, category in ((6_000_000, "Schoonmaak"), (50_000, "Bloemen")):
            answers = FlowAnswers(
                school.id, firm.id, cents, 2025, category, FlowCertainty.ESTIMATE, told_by="directeur"
            )
            maps.add_flow(place, answers, by=None, now=now)
    return place


def test_money_that_leaves_is_a_proposal_when_it_is_much(leaking):
    (proposal,) = proposals.leaking_money(leaking, clock.now())
    assert (proposal.key, proposal.kind, proposal.certainty) == (
        "leak:schoonmaak",
        ChanceKind.DEMAND,
        Certainty.ESTIMATE,
    )
    assert proposal.params == {"year": "2025", "cents": 6_000_000}


def test_demand_without_supply_is_a_proposal_until_a_group_can_do_it(place, driver):
    notice = call()
    assert [each.key for each in proposals.of_place(place, now=clock.now())] == [f"notice:{notice.id}"]
    group_in(place, driver)
    assert proposals.of_place(place, now=clock.now()) == []


def test_a_leak_becomes_one_chance(leaking, driver, client, sign_in):
    sign_in(client, driver)
    for _press in range(2):
        answer = client.post(f"/buurten/{leaking.slug}/kansen/voorstellen", data={"key": "leak:schoonmaak"})
    page = client.get(answer.location).text
    assert "Schoonmaak" in page
    assert "60.000" in page
    assert f"/buurten/{leaking.slug}/geld/lek" not in page


def test_the_number_of_questions_stays_the_same(place, driver, client, sign_in, count_queries):
    sign_in(client, driver)
    group_in(place, driver)
    call(800)
    award(700)
    pages = [f"/buurten/{place.slug}/kansen/{path}" for path in ("vraag", "aanbod", "voorstellen")]
    before = [_questions(client, count_queries, page) for page in pages]
    for number in range(1, 5):
        group_in(place, driver, f"Groep {number}")
        call(800 + number)
        award(700 + number)
    assert [_questions(client, count_queries, page) for page in pages] == before


def _questions(client, count_queries, page):
    client.get(page)
    count_queries()
    assert client.get(page).status_code == 200
    return count_queries()


def need_of(anchor, what="Groenonderhoud rond het gebouw", **about):
    """What an anchor told that it needs, in spring."""
    known = {"category": "Groen", "cpv": "77310000", "cents": 1_800_000, "expected_on": None, "ground": SAID}
    with transaction(actor=SYSTEM):
        return institutions.add_part(
            anchor, NeedTerms(what, **{**known, **about}), now=clock.now(), today=clock.today()
        )


def test_what_an_anchor_needs_meets_who_can_do_it_and_names_its_own_ground(place, driver, client, sign_in):
    anchor = anchor_in(place)
    need = need_of(anchor)
    need_of(anchor, "Sneeuw ruimen", expected_on=clock.today() - timedelta(days=1))
    (asked,) = needs.of_place(place, now=clock.now())
    assert (asked.key, asked.asker) == (f"anchor-need:{need.id}", anchor.name)
    assert (asked.content.main_cpv, asked.content.value) == ("77310000", 18_000)
    (proposal,) = proposals.of_place(place, now=clock.now())
    assert (proposal.source, proposal.said_on, proposal.certainty) == (SAID.source, SAID.said_on, SAID.certainty)
    assert SAID.said_by not in words.why(proposal)
    sign_in(client, driver)
    page = client.get(f"/buurten/{place.slug}/kansen/vraag").text
    assert f"/buurten/{place.slug}/ankers/{anchor.id}" in page
    group_in(place, driver)
    assert fitting(place) == {"Groenonderhoud rond het gebouw": ["De Hoveniers"]}
    assert proposals.of_place(place, now=clock.now()) == []


def test_what_anchors_buy_elsewhere_is_a_proposal_without_names_of_suppliers(place, driver, client, sign_in):
    many = "".join(f"Wasserij {number} BV;{number}0000;Groningen;Wasgoed\n" for number in (1, 2, 3))
    few = "Brood Noord BV;15000;Groningen;Brood\nBloem BV;500;Groningen;Bloemen\n"
    anchor = anchor_in(place)
    list_of(anchor, f"Leverancier;Bedrag;Plaats;Categorie\n{many}{few}")
    washing, bread = proposals.leaking_purchases(place, clock.now())
    assert (washing.key, washing.params["gap_cents"]) == ("anchor-leak:wasgoed", 6_000_000)
    assert washing.at == {"slug": place.slug, "number": anchor.id, "year": 2025}
    assert (washing.said_on, washing.certainty) == (SAID.said_on, SAID.certainty)
    assert (anchor.name in words.why(washing), "60.000" in words.why(washing)) == (True, True)
    # What one supplier earns stays in the list: a chance can become public.
    assert "15.000" not in words.why(bread)
    sign_in(client, driver)
    page = client.get(f"/buurten/{place.slug}/kansen/voorstellen").text
    assert f"/buurten/{place.slug}/ankers/{anchor.id}/lijst/2025" in page
    assert [name for name in ("Wasserij", "Brood Noord", "Bloem BV") if name in page] == []
