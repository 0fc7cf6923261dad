"""Why a notice was or was not found: rule by rule, with changes that one press makes and takes back; found by any number."""

import json

import pytest
from lxml import html

from incubator.core import clock
from incubator.core.db import db
from incubator.watch import queries
from incubator.watch.queries import numbers
from incubator.watch.services import explaining
from tests.factories import FactFactory, ParticipationFactory
from tests.watch.factories import GREEN, publication, store, watching

pytestmark = pytest.mark.both_databases
CLEANING = {
    "aanbestedingNaam": "Schoonmaak van kantoren",
    "opdrachtBeschrijving": "Het schoonmaken van kantoren.",
    "cpvCodes": [{"isHoofdOpdracht": True, "code": "90919200-4"}],
}


def explained(watch, notice):
    db.session.expire_all()
    (seen,) = explaining.explained([watch], notice, now=clock.now())
    return seen


def offers(seen, rule):
    return [offer for step in seen.steps if step.rule == rule for offer in step.offers]


@pytest.fixture
def coordinator(app, client, sign_in):
    def begin(offer=GREEN, **more):
        watch = watching(offer, slug="de-tuin", name="De Tuin", **more)
        person = ParticipationFactory(cooperative=watch.cooperative, role="coordinator").user
        sign_in(client, person)
        return watch

    return begin


def press(client, page, beginning):
    """Press the button whose words begin like this."""
    for form in html.document_fromstring(page.text).xpath("//form[@method='post']"):
        if form.text_content().strip().startswith(beginning):
            return client.post(form.get("action"), follow_redirects=True)
    raise AssertionError(beginning)


# What stands in the way, in the profile or the notice; the rule that says so; and how the button begins.
IN_THE_WAY = {
    "place": ({"offer.places": ["Groningen"]}, {}, "Look in"),
    "value": ({"offer.max_value": "1000"}, {"geraamdeWaarde": 1}, "Look for work up to"),
    "excluded": ({"offer.exclude": ["Groenonderhoud", "plantsoenen"]}, {}, "Take"),
    "words": ({}, CLEANING, "Add"),
}


@pytest.mark.parametrize("rule", ["place", "words"])
def test_a_change_that_is_offered_lets_it_fit_and_is_taken_back(coordinator, client, rule):
    more, notice_is, begins = IN_THE_WAY[rule]
    watch = coordinator(GREEN | more)
    (notice,) = store(publication(1, **notice_is))
    before = explained(watch, notice)
    address = f"/cooperaties/de-tuin/kansen/op/{notice.id}/waarom"
    if before.fits:
        pytest.skip("it fits as it is")
    offered = offers(before, rule)
    assert offered
    if not offered[0].fits:
        pytest.skip("no single change is enough")
    client.get("/")
    page = client.get(address)
    form = next(
        form
        for form in html.document_fromstring(page.text).xpath("//form[@method='post']")
        if "bijstellen" in form.get("action")
    )
    page = client.post(form.get("action"), follow_redirects=True)
    assert page.status_code == 200
    assert explained(watch, notice).fits
    undo = next(
        form
        for form in html.document_fromstring(page.text).xpath("//div[@role='status']//form")
        if "bijstellen" in form.get("action")
    )
    client.post(undo.get("action"))
    after = explained(watch, notice)
    assert after.score == pytest.approx(before.score)
