"""Every page of the demo's steps opens; what is decided, hung, given and combined stays."""

from datetime import timedelta

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.seed import steps as demo
from incubator.seed.moment import Moment
from incubator.steps.queries import assemblies, commitments, dreams, network
from tests.factories import UserFactory


@pytest.fixture
def filled(place, driver, neighbour):
    people = {"fatima": driver, "lotte": UserFactory(), "aisha": UserFactory(), "samuel": neighbour}
    with transaction(actor=SYSTEM):
        demo.steps(place, people, Moment(clock.local(clock.now()), clock.today()))
        place.published_at = clock.now()
    return place


def test_every_page_opens_for_a_driver(client, sign_in, filled, driver):
    sign_in(client, driver)
    base = f"/buurten/{filled.slug}"
    pages = [f"{base}/{name}" for name in ("stappen", "beloften", "vergaderingen", "netwerk", "dromen")]
    pages += [f"{base}/{name}/nieuw" for name in ("beloften", "vergaderingen", "netwerk", "dromen")]
    pages += [f"{base}/dromen/avonden/nieuw", f"{base}/dromen/samenvoegen", f"{base}/dromen/stemmen/nieuw"]
    for each in commitments.of_neighbourhood(filled.id):
        pages += [
            f"{base}/beloften/{each.id}{tail}"
            for tail in ("", "/wijzigen", "/bewijs", "/uitwisseling/nieuw", "/zetel/nieuw")
        ]
    for each in assemblies.of_neighbourhood(filled.id):
        tails = ("", "/wijzigen", "/boom", "/boom/nieuw", "/aanmelden", "/verslag", "/besluiten/nieuw", "/verslag.docx")
        pages += [f"{base}/vergaderingen/{each.id}{tail}" for tail in (*tails, "/uitnodiging.docx")]
        pages += [f"{base}/vergaderingen/{each.id}/boom/{leaf.id}" for leaf in each.leaves[:1]]
        pages += [f"{base}/vergaderingen/{each.id}/besluiten/{row.id}" for row in each.decisions[:1]]
    for each in network.of_neighbourhood(filled.id):
        pages += [f"{base}/netwerk/{each.id}{tail}" for tail in ("", "/wijzigen", "/gesprek")]
    pages += [f"{base}/dromen/{each.id}" for each in dreams.cards(filled.id)]
    pages += [f"{base}/dromen/stemmen/{each.id}" for each in dreams.votes(filled.id)]
    pages.append(f"/buurt/{filled.slug}/beloften")
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_the_demo_has_a_stale_commitment_and_five_states_of_five(filled):
    known = commitments.of_neighbourhood(filled.id)
    assert len(known) == 5
    stale = [each for each in known if commitments.stale(each, today=clock.today())]
    assert [each.title for each in stale] == ["Startgeld voor een leenfonds"]
    assert clock.today() - commitments.heard_on(stale[0]) > timedelta(days=200)
