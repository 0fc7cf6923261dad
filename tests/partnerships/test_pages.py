"""The pages of partnerships: for the neighbourhood, for a group that is a party, and for everyone."""

import io
import json

import pytest
from docx import Document

from incubator.challenges.services import challenging, deciding
from incubator.challenges.services.challenging import ChallengeTerms
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.neighbourhood.services import groups
from incubator.partnerships import queries, services
from incubator.partnerships.models import Partnership
from incubator.partnerships.values import AgreementTerms, PartyKind, PublicRole
from incubator.seed import partnerships as demo
from incubator.seed.moment import Moment
from tests.factories import CooperativeFactory
from tests.partnerships.in_world import all_agree


def words_of(answer):
    document = Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs], cells


@pytest.fixture
def here(place, known):
    return f"/buurten/{place.slug}/samenwerkingen/{known.id}"


def test_every_page_of_the_demo_opens(client, sign_in, place, driver, coordinator, group):
    cooks = CooperativeFactory(name="De koks")
    at = Moment(clock.local(clock.now()), clock.today())
    with transaction(actor=SYSTEM):
        asked = groups.ask(place, cooks.name, by=driver, now=clock.now())
        groups.answer(asked, agrees=True, is_public=True, by=coordinator, now=clock.now())
        demo.partnerships(place, {"fatima": driver, "lotte": coordinator}, (cooks, group), at)
    sign_in(client, driver)
    base = f"/buurten/{place.slug}/samenwerkingen"
    rows = queries.of_neighbourhood(place.id)
    assert [row.title for row in rows] == ["Het badhuis als buurtkeuken", "Groen op het Zonneplein"]
    assert queries.agreed_version(rows[1]) == queries.newest(rows[1])
    tails = ["", "/versies", ".docx", "/partijen/nieuw", "/inbreng/nieuw", "/belofte", "/einde"]
    tails += [f"/voorstel/{part}" for part in ("wat", "looptijd", "zeggenschap", "stoppen")]
    for row in rows:
        for tail in tails:
            assert client.get(f"{base}/{row.id}{tail}").status_code == 200, tail
    assert client.get(f"{base}/{rows[0].id}/voorstel/anders").status_code == 404
    for page in (base, f"{base}/nieuw", f"/buurt/{place.slug}/samenwerkingen", f"/buurten/{place.slug}"):
        assert client.get(page).status_code == 200, page


def test_a_proposal_of_an_older_page_shows_both_texts(client, sign_in, known, driver, here):
    with transaction(actor=SYSTEM):
        terms = services.rewrite(AgreementTerms(task="Het plein.", result="Een 8"))
        services.propose(known, terms, for_party="Gemeente", why="", by=driver, now=clock.now())
    sign_in(client, driver)
    opened = json.dumps({"task": "Het plein.", "result": "", "quality": "", "reporter": "", "report_on": ""})
    sent = {"task": "Het plein.", "result": "Een 6", "opened": opened}
    answer = client.post(f"{here}/voorstel/wat", data=sent)
    assert answer.status_code == 409
    assert "Een 8" in answer.text
    assert "Een 6" in answer.text


def test_both_texts_stand_beside_each_other(client, sign_in, known, driver, here):
    sign_in(client, driver)
    client.post(
        f"{here}/voorstel/wat", data={"task": "Het plein en de straat.", "for_party": "Gemeente", "why": "Meer"}
    )
    newest = queries.newest(known)
    assert (newest.for_party, newest.why) == ("Gemeente", "Meer")
    page = client.get(f"{here}/versies").text
    assert "Het plein groen houden." in page
    assert "Het plein en de straat." in page


def test_a_group_says_yes_itself_and_nobody_for_it(client, sign_in, known, driver, coordinator, here, group):
    citizens = next(party for party in known.parties if party.kind is PartyKind.GROUP)
    sent = {
        "seen": str(queries.newest(known).number),
        "on_date": clock.today().isoformat(),
        "by_function": "x",
        "source": "y",
    }
    sign_in(client, driver)
    assert client.post(f"{here}/partijen/{citizens.id}/ja", data=sent).status_code == 403
    sign_in(client, coordinator)
    own = f"/cooperaties/{group.slug}/samenwerkingen/{known.id}"
    assert client.get(own).status_code == 200
    assert client.post(f"{own}/ja", data={**sent, "is_public": "y"}).status_code == 302
    db.session.expire_all()
    assert set(queries.yeses(queries.newest(known))) == {citizens.id}
    assert citizens.is_public


def test_a_group_proposes_in_its_own_name_and_who_was_taken_out_reads_no_longer(
    client, sign_in, known, driver, coordinator, group
):
    sign_in(client, coordinator)
    own = f"/cooperaties/{group.slug}/samenwerkingen/{known.id}"
    assert client.post(f"{own}/voorstel/stoppen", data={"notice_months": "4"}).status_code == 302
    newest = queries.newest(known)
    assert (newest.for_party, newest.text.terms.notice_months) == (group.name, 4)
    citizens = next(party for party in known.parties if party.kind is PartyKind.GROUP)
    with transaction(actor=SYSTEM):
        services.remove_party(citizens, by=driver, now=clock.now())
    assert client.get(own).status_code == 404
    assert client.get(f"{own}.docx").status_code == 404


def test_a_yes_that_comes_too_late_is_kept_on_the_page_and_counts_the_second_time(client, sign_in, known, driver, here):
    city = next(party for party in known.parties if party.kind is PartyKind.GOVERNMENT)
    seen = queries.newest(known).number
    with transaction(actor=SYSTEM):
        services.leave_out(known, 1, by=driver, now=clock.now())
    sign_in(client, driver)
    sent = {"seen": str(seen), "on_date": clock.today().isoformat(), "by_function": "wethouder", "source": "brief 12"}
    answer = client.post(f"{here}/partijen/{city.id}/ja", data=sent)
    assert answer.status_code == 409
    assert "brief 12" in answer.text
    assert not queries.yeses(queries.newest(known))
    assert client.post(f"{here}/partijen/{city.id}/ja", data={**sent, "seen": str(seen + 1)}).status_code == 302


def test_visitors_read_what_was_agreed_on_and_no_group_that_did_not_agree_to_be_named(
    client, known, driver, coordinator, place, group
):
    address = f"/buurt/{place.slug}/samenwerkingen"
    assert client.get(address).status_code == 404
    with transaction(actor=SYSTEM):
        all_agree(known, driver)
        services.publish(known, now=clock.now())
        terms = services.rewrite(AgreementTerms(task="Iets heel anders"))
        services.propose(known, terms, for_party="", why="", by=driver, now=clock.now())
    page = client.get(address).text
    assert "Het plein groen houden." in page
    assert "Iets heel anders" not in page
    assert group.name not in page
    citizens = next(party for party in known.parties if party.kind is PartyKind.GROUP)
    with transaction(actor=SYSTEM):
        services.show_name(citizens, is_public=True)
    assert group.name in client.get(address).text


def test_the_word_file_is_a_draft_with_its_open_points_on_the_first_page(client, sign_in, known, driver, here):
    sign_in(client, driver)
    paragraphs, cells = words_of(client.get(f"{here}.docx"))
    first = paragraphs.index("De partijen")
    assert any("WERKVERSIE, geen contract" in text for text in paragraphs[:first])
    assert "Nog in te vullen" in paragraphs[:first]
    assert "wat er met de gegevens gebeurt" in cells
    assert "het KVK-nummer van De Groenploeg" in cells
    assert any(text.startswith("Gemeente is de eerste klant") for text in paragraphs)
    assert any("Aanbestedingswet 2012" in cell for cell in cells)


def test_two_presses_of_begin_make_one(client, sign_in, place, driver):
    sign_in(client, driver)
    for _press in range(2):
        client.post(f"/buurten/{place.slug}/samenwerkingen/nieuw", data={"title": "Keuken", "task": "Koken."})
    assert [row.title for row in queries.of_neighbourhood(place.id)] == ["Keuken"]
    assert db.session.query(Partnership).count() == 1


def test_a_group_begins_one_from_its_challenge_with_what_it_wrote_there(client, sign_in, place, coordinator, group):
    sign_in(client, coordinator)
    address = f"/cooperaties/{group.slug}/samenwerkingen/nieuw"
    assert client.get(address).status_code == 404
    now, today = clock.now(), clock.today()
    with transaction(actor=SYSTEM):
        terms = ChallengeTerms("Het groen van de wijk", "Gemeente Utrecht")
        challenge = challenging.begin(group, terms, by=coordinator, now=now, today=today)
        deciding.write_agreements(
            challenge, {"result": "Een 7", "budget": "18.500 euro per jaar", "revocation": "Drie maanden"}
        )
    sent = {"challenge": str(challenge.id), "place": str(place.id)}
    first = client.post(address, data=sent)
    assert client.post(address, data=sent).location == first.location
    (known,) = queries.of_neighbourhood(place.id)
    text = queries.newest(known).text
    assert known.challenge_id == challenge.id
    assert (text.terms.result, text.terms.stopping) == ("Een 7", "Drie maanden")
    assert [(each.kind, each.role) for each in text.parties] == [
        (PartyKind.GOVERNMENT, PublicRole.CUSTOMER),
        (PartyKind.GROUP, None),
    ]
    assert [each.what for each in text.contributions] == ["18.500 euro per jaar"]
    assert client.get(first.location).status_code == 200
