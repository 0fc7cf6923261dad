"""The page of a profile: trades from own words, what they offer to accept or cross out, the tree of codes, nothing typed lost."""

import pytest
from lxml import html

from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db
from incubator.watch import queries, rules
from incubator.watch.matching import offering
from incubator.watch.values import Reach
from tests.factories import FactFactory, ParticipationFactory
from tests.watch.factories import watching

pytestmark = pytest.mark.both_databases
ADDRESS = "/cooperaties/de-tuin/profiel"
CLEANING = "Wij maken kantoren en scholen schoon en wassen ramen."


@pytest.fixture
def watch(app, client, sign_in):
    watch = watching({"offer.places": ["Utrecht"]}, slug="de-tuin", name="De Tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    return watch


def page_of(answer):
    return html.document_fromstring(answer.text)


def filled(answer, **typed):
    """What a browser would send of the page, with what is typed and ticked besides; None leaves a field out."""
    (form,) = page_of(answer).get_element_by_id("main").iter("form")
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    sent.pop("csrf_token", None)
    sent |= typed
    return {name: value for name, value in sent.items() if value is not None}


def boxes(answer, name):
    """The values of all boxes of a field, and those that are ticked."""
    all_boxes = page_of(answer).xpath(f"//main//input[@type='checkbox'][@name='{name}']")
    ticked = [box.get("value") for box in all_boxes if box.get("checked") is not None]
    return [box.get("value") for box in all_boxes], ticked


def show(client, answer, **typed):
    return client.post(ADDRESS, data=filled(answer, look="words", **typed))


def profile(watch):
    db.session.expire_all()
    return queries.profile_of(queries.first_watch_of(watch.cooperative))


def test_own_words_propose_trades_and_nothing_is_saved_by_looking(watch, client):
    first = client.get(ADDRESS)
    assert boxes(first, "trades")[1] == []
    answer = show(client, first, description=CLEANING)
    assert answer.status_code == 200
    proposed = page_of(answer).xpath("//fieldset[@id='trades']/div[@class='choice']//input/@value")
    assert "schoonmaak" in proposed
    assert page_of(answer).get_element_by_id("description").text.strip() == CLEANING
    assert "offer.description" not in cooperatives.holding_values(watch.cooperative)


def test_a_ticked_trade_offers_words_and_codes_that_are_all_on(watch, client):
    answer = show(client, client.get(ADDRESS), description=CLEANING, trades=["schoonmaak"])
    offer = offering.offer("schoonmaak")
    assert boxes(answer, "words") == (list(offer.words), list(offer.words))
    assert boxes(answer, "codes") == (list(offer.codes), list(offer.codes))
    assert client.post(ADDRESS, data=filled(answer)).status_code == 302
    assert set(offer.words) <= set(profile(watch).keywords)
    assert set(offer.codes) <= set(profile(watch).cpv)


def test_what_is_crossed_out_is_stored_as_such_and_stays_out(watch, client):
    answer = show(client, client.get(ADDRESS), trades=["schoonmaak"])
    offer = offering.offer("schoonmaak")
    kept_words, kept_codes = list(offer.words[1:]), list(offer.codes[1:])
    client.post(ADDRESS, data=filled(answer, words=kept_words, codes=kept_codes))
    stored = profile(watch)
    assert set(stored.dropped) == {offer.words[0], offer.codes[0]}
    assert offer.words[0] not in stored.keywords
    assert offer.codes[0] not in stored.cpv
    page = client.get(ADDRESS)
    assert boxes(page, "words") == (list(offer.words), kept_words)
    client.post(ADDRESS, data=filled(page, description="Anders"))
    assert set(profile(watch).dropped) == {offer.words[0], offer.codes[0]}
    client.post(ADDRESS, data=filled(client.get(ADDRESS), words=list(offer.words)))
    assert profile(watch).dropped == (offer.codes[0],)
    assert offer.words[0] in profile(watch).keywords


def test_a_trade_that_is_ticked_without_seeing_its_words_gives_them_all(watch, client):
    sent = filled(client.get(ADDRESS), trades=["schoonmaak"])
    assert client.post(ADDRESS, data=sent).status_code == 302
    assert profile(watch).dropped == ()
    assert set(offering.offer("schoonmaak").words) <= set(profile(watch).keywords)


def test_a_trade_that_is_taken_out_takes_its_words_along_and_leaves_the_own_words(watch, client):
    client.post(ADDRESS, data=filled(client.get(ADDRESS), trades=["schoonmaak"], keywords="kozijnen"))
    page = client.get(ADDRESS)
    assert page_of(page).get_element_by_id("keywords").text.strip() == "kozijnen"
    client.post(ADDRESS, data=filled(page, trades=None))
    assert profile(watch).keywords == ("kozijnen",)
    assert profile(watch).cpv == ()


def test_crossing_out_holds_while_the_trade_goes_and_comes_back(watch, client):
    answer = show(client, client.get(ADDRESS), trades=["schoonmaak"])
    dropped, *kept = offering.offer("schoonmaak").words
    without = show(client, answer, words=kept, trades=None)
    assert boxes(without, "words") == ([], [])
    back = show(client, without, trades=["schoonmaak"])
    assert boxes(back, "words")[1] == kept
    assert dropped in boxes(back, "words")[0]


def test_a_profile_of_before_shows_the_trades_of_its_kinds_of_work(watch, client):
    FactFactory(cooperative=watch.cooperative, key="offer.sectors", value=["groen"])
    FactFactory(cooperative=watch.cooperative, key="offer.keywords", value=["plantsoen", "geveltuin"])
    page = client.get(ADDRESS)
    assert boxes(page, "trades")[1] == ["groen"]
    assert "geveltuin" in page_of(page).get_element_by_id("keywords").text


def test_the_tree_unfolds_and_is_ticked_without_a_code_or_a_script(watch, client):
    first = client.get(ADDRESS)
    unfolded = client.post(ADDRESS, data=filled(first, look="90000000"))
    assert "90900000" in boxes(unfolded, "cpv_found")[0]
    again = client.post(ADDRESS, data=filled(unfolded, look="90900000"))
    assert "90910000" in boxes(again, "cpv_found")[0]
    folded = client.post(ADDRESS, data=filled(again, look="90000000"))
    assert "90900000" not in boxes(folded, "cpv_found")[0]
    saved = client.post(ADDRESS, data=filled(again, cpv_found=["90910000"]))
    assert saved.status_code == 302
    assert profile(watch).cpv == ("90910000",)


def test_the_tree_is_searched_by_word_and_what_was_ticked_stays(watch, client):
    answer = client.post(ADDRESS, data=filled(client.get(ADDRESS), look="codes", code_words="ramen wassen"))
    assert "90911300" in boxes(answer, "cpv_found")[0]
    other = client.post(ADDRESS, data=filled(answer, look="codes", code_words="hovenier", cpv_found=["90911300"]))
    assert boxes(other, "cpv_found")[1] == ["90911300"]
    nothing = client.post(ADDRESS, data=filled(other, look="codes", code_words="xyzzyplugh"))
    assert boxes(nothing, "cpv_found") == (["90911300"], ["90911300"])


@pytest.mark.parametrize("look", ["99999999", "0", "preview;", "words" * 1000, "’"])
def test_an_unknown_button_shows_the_page_as_it_was(watch, client, look):
    answer = client.post(ADDRESS, data=filled(client.get(ADDRESS), look=look, description="Wij vegen."))
    assert answer.status_code == 200
    assert page_of(answer).get_element_by_id("description").text.strip() == "Wij vegen."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Den Bosch", "GM0796"), ("Friesland", "NL12"), ("regio Utrecht", "NL350"), ("Den Haag", "GM0518")],
)
def test_places_by_any_name(watch, client, typed, meant):
    assert client.post(ADDRESS, data=filled(client.get(ADDRESS), places=typed)).status_code == 302
    assert profile(watch).places == (meant,)


@pytest.mark.parametrize("typed", ["3511 AB", "3511ab", "3511"])
def test_a_postcode_is_answered_at_its_field(watch, client, typed):
    answer = client.post(ADDRESS, data=filled(client.get(ADDRESS), places=f"Utrecht\n{typed}"))
    assert answer.status_code == 422
    assert typed in page_of(answer).get_element_by_id("places-error").text_content()
    assert typed in page_of(answer).get_element_by_id("places").text


def test_a_smallest_contract_above_the_largest_is_answered_at_its_field(watch, client):
    answer = client.post(ADDRESS, data=filled(client.get(ADDRESS), min_value="5 ton", max_value="1.000"))
    assert answer.status_code == 422
    assert page_of(answer).get_element_by_id("max_value-error").text_content().strip()
    assert page_of(answer).get_element_by_id("more-wishes").get("open") is not None  # both amounts are in sight
    assert page_of(answer).get_element_by_id("min_value").value == "5 ton"
    assert profile(watch).min_value is None
    assert (
        client.post(ADDRESS, data=filled(client.get(ADDRESS), min_value="1000", max_value="1.000")).status_code == 302
    )


@pytest.mark.parametrize("amounts", [{"min_value": "veel"}, {"min_value": "veel", "max_value": "5 ton"}])
def test_an_amount_that_cannot_be_read_is_answered_where_it_is_seen(watch, client, amounts):
    page = page_of(client.post(ADDRESS, data=filled(client.get(ADDRESS), **amounts)))
    assert page.get_element_by_id("min_value-error").text_content().strip()
    assert page.get_element_by_id("more-wishes").get("open") is not None


def test_a_largest_contract_that_cannot_be_read_opens_nothing_else(watch, client):
    page = page_of(client.post(ADDRESS, data=filled(client.get(ADDRESS), max_value="veel")))
    assert page.get_element_by_id("max_value-error").text_content().strip()
    assert page.get_element_by_id("more-wishes").get("open") is None


def test_how_far_one_goes_widens_the_places(watch, client):
    page = client.get(ADDRESS)
    client.post(ADDRESS, data=filled(page, places="Utrecht", reach="province"))
    assert profile(watch).places == ("GM0344", "NL35")
    client.post(ADDRESS, data=filled(client.get(ADDRESS), reach="country"))
    assert profile(watch).places == ()
    assert page_of(client.get(ADDRESS)).get_element_by_id("places").text.strip() == "Utrecht"
    assert rules.reached(("GM0344",), Reach.HERE) == ("GM0344",)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("2,5 ton", "250000"), ("een ton", "100000"), ("50k", "50000"), ("anderhalve ton", "150000"), ("half miljoen", "500000"),
        ("€ 1,5 mln", "1500000"), ("100 duizend euro", "100000"), ("250.000", "250.000"), ("veel", "veel"), ("een", "een"),
        ("", ""), ("1.2.3 ton", "1.2.3 ton"), ("٣ ton", "٣ ton"), ("ton", "ton"),
    ],
)  # fmt: skip
def test_amounts_in_the_words_of_people(typed, amount):
    assert rules.plain_amount(typed) == amount


def test_the_largest_contract_may_be_written_in_words(watch, client):
    client.post(ADDRESS, data=filled(client.get(ADDRESS), max_value="2,5 ton"))
    assert profile(watch).max_value == 250_000


def test_strict_and_wide_are_words_for_the_threshold(watch, client):
    page = client.get(ADDRESS)
    for choice, threshold in (("60", 0.6), ("40", 0.4), ("50", 0.5)):
        client.post(ADDRESS, data=filled(page, strictness=choice, version=None))
        assert profile(watch).threshold == threshold
    assert client.post(ADDRESS, data=filled(page, strictness="1")).status_code == 422


def test_languages_and_kinds_are_kept(watch, client):
    client.post(ADDRESS, data=filled(client.get(ADDRESS), languages=["nl", "de"], kinds=["competition", "ending"]))
    assert profile(watch).languages == ("nl", "de")
    assert profile(watch).kinds == ("competition", "ending")
    assert boxes(client.get(ADDRESS), "languages")[1] == ["nl", "de"]


def test_of_two_who_cross_out_different_words_the_second_is_asked_and_loses_nothing(watch, client):
    client.post(ADDRESS, data=filled(client.get(ADDRESS), trades=["schoonmaak"]))
    opened, words = client.get(ADDRESS), offering.offer("schoonmaak").words
    assert client.post(ADDRESS, data=filled(opened, words=list(words[1:]))).status_code == 302
    answer = client.post(ADDRESS, data=filled(opened, words=list(words[:-1])))
    assert answer.status_code == 409
    assert words[0] in page_of(answer).get_element_by_id("trades-error").text_content()
    assert boxes(answer, "words")[1] == list(words[:-1])
    assert client.post(ADDRESS, data=filled(answer)).status_code == 302
    assert profile(watch).dropped == (words[-1],)


def test_what_only_another_crossed_out_stays_crossed_out(watch, client):
    client.post(ADDRESS, data=filled(client.get(ADDRESS), trades=["schoonmaak"]))
    opened, words = client.get(ADDRESS), offering.offer("schoonmaak").words
    client.post(ADDRESS, data=filled(opened, words=list(words[1:])))
    assert client.post(ADDRESS, data=filled(opened, description="Wij poetsen.")).status_code == 302
    assert profile(watch).dropped == (words[0],)
    assert words[0] not in profile(watch).keywords


@pytest.mark.parametrize(
    ("typed", "trade"),
    [
        ("Wij onderhouden plantsoenen en perken.", "groen"),
        ("schoonmaak van trappenhuizen", "schoonmaak"),
        ("Wij maken kantoren schoon", "schoonmaak"),
        ("leerlingenvervoer met kleine bussen", "vervoer"),
        ("xyzzy plugh", None),
        ("Wij koken gezonde maaltijden voor ouderen", "catering"),
        ("wij repareren fietsen", "fietsen"),
        ("", None),
    ],
)
def test_trades_follow_from_own_words(typed, trade):
    proposed = offering.proposed(typed)
    assert len(proposed) <= offering.MOST_PROPOSED
    assert (trade in proposed) if trade else proposed == []
