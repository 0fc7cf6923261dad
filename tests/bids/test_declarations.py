"""The UEA on its pages: a part at a time, declared by a person, one for each partner, in XML and in Word."""

import io
import re
from dataclasses import replace

import docx
import pytest

from incubator.bids.documents.declaration import in_words
from incubator.bids.forms.declarations import field_name
from incubator.bids.messages.declaration_sheets import sheet_of
from incubator.bids.messages.partners import joint_work
from incubator.bids.models import Declaration, DeclarationPart, DeclarationVersion, Partner, PartnerRole, PartnerState
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_own_request import is_of, own_criteria
from incubator.bids.services import bidding
from incubator.bids.services import declarations as services
from incubator.bids.services import partners as partner_services
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import Conflict, RuleViolation
from incubator.formats.espd_checking import check_response
from incubator.formats.espd_logic import open_questions
from incubator.formats.espd_reading import read_response
from incubator.formats.espd_values import EspdAnswer, questions_of
from tests.factories import CooperativeFactory, FactFactory, ParticipationFactory
from tests.formats.espd_samples import REQUESTS
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief Tuinbedrijf U.A.")
    FactFactory(cooperative=group, key="identity.kvk", value="12345678")
    return group


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def bid(group):
    (notice,) = store(publication(1))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


@pytest.fixture
def known(bid):
    own = partner_services.ensure_own(bid, now=clock.now())
    db.session.commit()
    return queries.declaration_of(own)


def place(known, *more):
    partner = known.partner
    group = queries.group_of(known)
    return "/".join([f"/cooperaties/{group.slug}/inschrijvingen/{partner.bid_id}/uea/{partner.id}", *more])


def all_places(bid, *more):
    return "/".join([f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/uea", *more])


def question(code, text=None):
    for criterion in own_criteria().criteria:
        if criterion.code == code:
            return criteria.main_question(criterion)
    raise AssertionError(code)


def sent(**answers):
    """A form with these answers, by the number of the question."""
    data = {}
    for number, text in answers.items():
        data |= {f"{field_name(number)}-shown": "1", field_name(number): text}
    return data


def answer(client, known, part, *, version=0, **answers):
    return client.post(place(known, part), data={"version": str(version), **sent(**answers)})


def read(known):
    db.session.expire_all()
    return queries.stored_answers(known)


def test_a_bid_begins_its_uea_and_every_part_can_be_opened(client, member, bid):
    page = client.get(all_places(bid))
    assert "Begin" in page.get_data(as_text=True)
    begun = client.post(all_places(bid, "begin"))
    assert begun.status_code == 302
    known = db.session.scalars(db.select(Declaration)).one()
    page = client.get(place(known)).get_data(as_text=True)
    parts = re.findall(rf'href="{place(known)}/([a-z]+)"', page)
    assert parts == list(criteria.PARTS)
    for part in parts:
        assert client.get(place(known, part)).status_code == 200
    assert client.get(place(known, "niets")).status_code == 404


def test_the_same_button_twice_begins_one_uea(client, member, bid):
    client.post(all_places(bid, "begin"))
    client.post(all_places(bid, "begin"))
    assert db.session.query(Declaration).count() == db.session.query(Partner).count() == 1


def test_a_yes_asks_the_follow_up_and_a_no_takes_it_away_again(client, member, known):
    asked = question("bankruptcy")
    assert "Beschrijf dat" not in client.get(place(known, "insolvency")).get_data(as_text=True)
    assert answer(client, known, "insolvency", **{asked.id: "true"}).status_code == 302
    page = client.get(place(known, "insolvency")).get_data(as_text=True)
    assert "Waarom jullie de opdracht toch kunnen doen" in page
    answer(client, known, "insolvency", version=1, **{asked.id: "false"})
    assert "Waarom jullie de opdracht toch" not in client.get(place(known, "insolvency")).get_data(as_text=True)


@pytest.mark.parametrize(
    ("part", "typed", "error"),
    [("finance", "veel geld", "bedrag"), ("finance", "1.2.3.4", "")],
)
def test_what_is_not_right_yet_is_shown_with_its_error_and_not_lost(client, member, known, part, typed, error):
    amount = next(
        line for criterion in own_criteria().criteria if criterion.code == "gen-year-to"
        for group in criteria.groups_in(criterion) for line in group.properties if line.data_type == "AMOUNT"
    )  # fmt: skip
    refused = answer(client, known, part, **{amount.id: typed})
    assert refused.status_code == 422
    assert f'value="{typed}"' in refused.get_data(as_text=True)
    assert read(known) == {}


def test_what_is_no_address_of_the_bidder_is_shown_with_its_error_and_not_lost(client, member, known):
    page = client.post(
        place(known, "bidder"), data={"version": "0", "postcode": "12345 ABC", "email": "geen-mail", "city": "Utrecht"}
    )
    assert page.status_code == 422
    for typed in ("12345 ABC", "geen-mail", "Utrecht"):
        assert f'value="{typed}"' in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert {"#postcode", "#email"} <= set(re.findall(r'<a href="(#\w+)"', page.text))
    right = {"version": "0", "postcode": "3531 CC", "email": "nadia@example.org", "city": "Utrecht"}
    assert client.post(place(known, "bidder"), data=right).status_code == 302


def test_an_amount_typed_the_dutch_way_is_kept_as_xml_has_it(client, member, known):
    amount = next(
        line for criterion in own_criteria().criteria if criterion.code == "gen-year-to"
        for group in criteria.groups_in(criterion) for line in group.properties if line.data_type == "AMOUNT"
    )  # fmt: skip
    answer(client, known, "finance", **{amount.id: "12.500,50"})
    assert [given.text for given in read(known)[amount.id]] == ["12500.50"]
    assert 'value="12.500,5' in client.get(place(known, "finance")).get_data(as_text=True)


def test_two_people_of_one_partner_get_both_versions(client, member, known):
    asked = question("bankruptcy")
    assert answer(client, known, "insolvency", **{asked.id: "false"}).status_code == 302
    late = answer(client, known, "insolvency", version=0, **{asked.id: "true"})
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert member.name in page
    assert f'id="{field_name(asked.id)}-true" name="{field_name(asked.id)}" value="true" checked' in page
    assert "Net bewaard door iemand anders" in page or "Saved a moment ago" in page
    assert read(known)[asked.id][0].text == "false"
    # The page knows of both now: who saves again chooses.
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    assert answer(client, known, "insolvency", version=version, **{asked.id: "true"}).status_code == 302
    assert read(known)[asked.id][0].text == "true"
    kept = [version.answers[asked.id] for version in db.session.scalars(db.select(DeclarationVersion).order_by("id"))]
    assert kept == [[["false", ""]], [["true", ""]]]


def test_what_is_typed_is_kept_while_one_types(client, member, known):
    asked = question("bankruptcy")
    kept = client.post(place(known, "insolvency", "bewaren"), data={"version": "0", **sent(**{asked.id: "false"})})
    assert kept.get_json() == {"version": 1}
    late = client.post(place(known, "insolvency", "bewaren"), data={"version": "0", **sent(**{asked.id: "true"})})
    assert late.status_code == 409
    assert read(known)[asked.id][0].text == "false"


def declare(client, known, **changes):
    data = {"name": "Sanne de Vries", "function": "voorzitter", "agreed": "y", **changes}
    return client.post(place(known, "uitsluiting", "verklaren"), data=data)


def one_by_one(client, known):
    for version, code in enumerate(("misrepresent", "nati-ground")):
        answer_ = next(
            group.properties for criterion in own_criteria().criteria if criterion.code == code
            for group in criteria.groups_in(criterion) for line in group.properties if line.data_type == "INDICATOR"
        )[-1]  # fmt: skip
        assert answer(client, known, "conflicts", version=version, **{answer_.id: "false"}).status_code == 302


def test_a_person_declares_by_name_and_what_has_to_be_read_is_never_filled_in(client, member, known):
    refused = declare(client, known)
    assert refused.status_code == 422
    assert read(known) == {}
    one_by_one(client, known)
    assert declare(client, known, agreed="").status_code == 422
    assert declare(client, known, name="").status_code == 422
    assert declare(client, known).status_code == 302
    db.session.expire_all()
    assert (known.grounds_name, known.grounds_function, known.grounds_by_id) == (
        "Sanne de Vries",
        "voorzitter",
        member.id,
    )
    grounds = [criterion for criterion in own_criteria().criteria if criteria.is_exclusion(criterion)]
    answers = read(known)
    assert {answers[criteria.main_question(ground).id][0].text for ground in grounds} == {"false"}


def test_a_changed_ground_has_to_be_declared_again(client, member, known):
    one_by_one(client, known)
    declare(client, known)
    client.post(place(known, "geven"))
    part = queries.part_of(known, "insolvency")
    answer(client, known, "insolvency", version=part.revision, **{question("bankruptcy").id: "true"})
    db.session.expire_all()
    assert (known.grounds_at, known.ready_at) == (None, None)
    assert read(known)[question("bankruptcy").id][0].text == "true"
    # Who declares then does not turn the yes into a no.
    declare(client, known)
    assert read(known)[question("bankruptcy").id][0].text == "true"


def test_nobody_gives_a_uea_before_somebody_declared(client, member, known):
    client.post(place(known, "geven"))
    db.session.expire_all()
    assert known.ready_at is None


def test_proof_that_is_not_online_is_said_once_for_all(client, member, known):
    client.post(place(known, "bewijs", "niet-online"))
    answers = read(known)
    asked = own_criteria()
    proof = [line.id for criterion in asked.criteria for line in criteria.proof_questions(criterion)]
    assert len(proof) > 60
    assert {answers[number][0].text for number in proof} == {"false"}
    left = {line.id for _criterion, line in open_questions(asked, answers)}
    assert not left & set(proof)


def test_the_files_hold_the_answers_and_the_open_points(client, member, known):
    client.post(
        place(known, "bidder"),
        data={"version": "0", "street": "Dorpsstraat 1", "postcode": "1234 AB", "city": "Utrecht"},
    )
    one_by_one(client, known)
    declare(client, known)
    written = client.get(place(known, "uea.xml"))
    assert check_response(written.data) == []
    response = read_response(written.data)
    assert (response.operator.name, response.operator.street) == ("Coöperatief Tuinbedrijf U.A.", "Dorpsstraat 1")
    assert response.operator.role == "sole-tenderer"
    assert response.answers[question("bankruptcy").id][0].text == "false"
    word = docx.Document(io.BytesIO(client.get(place(known, "uea.docx")).data))
    text = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    body = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Dorpsstraat 1, 1234 AB Utrecht" in text
    assert "12345678" in text
    assert "Sanne de Vries, voorzitter" in body
    assert "nog invullen" in text
    assert "Voldoet de inschrijver hier zelf aan?" in text
    assert not re.search(r"\b[Jj]ullie\b|\[Description\]", text + body)
    assert "Open punten" not in body
    assert [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")].count(
        "Ondertekening"
    ) == 1
    assert "Ondertekening" not in text


@pytest.mark.parametrize("kind", REQUESTS)
def test_the_request_of_a_buyer_is_answered_in_its_own_version(client, member, known, bid, shared_data, kind):
    data = (shared_data / "espd" / REQUESTS[kind]).read_bytes()
    services.put_request(bid, data, "verzoek.xml", by=member, now=clock.now())
    db.session.commit()
    for part in criteria.PARTS:
        assert client.get(place(known, part)).status_code == 200
    client.post(place(known, "bewijs", "niet-online"))
    written = client.get(place(known, "uea.xml")).data
    assert check_response(written, data) == []
    db.session.expire_all()
    asked = queries.request_of(bid)
    answered = set(read_response(written).answers)
    still_open = {criterion.id for criterion, _line in open_questions(asked, read_response(written).answers)}
    for criterion in asked.criteria:
        numbers = {line.id for line in questions_of(criterion)}
        assert criterion.id in still_open or numbers & answered or not numbers
    assert client.get(place(known, "uea.docx")).status_code == 200
    client.post(all_places(bid, "verzoek", "weg"))
    db.session.expire_all()
    assert queries.request_of(bid).version == "4.1.0"


def test_the_request_is_brought_on_the_page(client, member, known, bid, shared_data):
    data = (shared_data / "espd" / REQUESTS["basic"]).read_bytes()
    brought = client.post(all_places(bid, "verzoek"), data={"file": (io.BytesIO(data), "verzoek van de koper.xml")})
    assert brought.status_code == 302
    page = client.get(all_places(bid)).get_data(as_text=True)
    assert "verzoek van de koper.xml" in page
    assert "2.1.1" in page
    # The sample is of another procurement: that is said, and the papers of the bid keep their own number.
    asked, heading = queries.request_of(bid), queries.heading_of(bid)
    assert queries.is_of_another(bid, asked)
    assert asked.procedure in page
    assert "right file" in page or "goede bestand" in page
    assert asked.procedure != heading.procedure != ""
    # What people sign and what the system of the buyer reads name one number: that of the request.
    assert sheet_of(known, clock.today()).request.procedure == asked.procedure
    assert read_response(client.get(place(known, "uea.xml")).data).request.procedure == asked.procedure
    assert joint_work(bid, clock.today(), bidders_of(bid)).reference == heading.procedure


@pytest.mark.parametrize(
    ("procedure", "description", "same"),
    [
        ("TN-12.34", "iets anders", True), ("", "Groenonderhoud", True), ("999", "het groenonderhoud in Zuid", True),
        ("999", "Bouw van een brug", False), ("999", "", False), ("", "", True),
    ],
)  # fmt: skip
def test_a_request_of_another_procurement_is_known_by_its_number_or_title(procedure, description, same):
    request = replace(own_criteria(), procedure=procedure, description=description)
    assert is_of(request, ["tn 1234"], "Groenonderhoud") is same


@pytest.mark.parametrize(
    ("data_type", "code", "words"),
    [("CODE", "group-lead", "leider van een combinatie (penvoerder)"), ("CODE_COUNTRY", "NLD", "Nederland")],
)
def test_codes_stand_in_word_as_words(data_type, code, words):
    assert in_words(data_type, EspdAnswer(code)) == words


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><QualificationApplicationRequest>&a;</QualificationApplicationRequest>'


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.xml"),
        (b"<a/>", "a.xml"),
        (BOMB, "bom.xml"),
        (b"%PDF-1.7", "uea.pdf"),
        (b"\x00" * 50, "x.xml"),
        (b"<a", "../../a.xml"),
    ],
)
def test_a_file_that_is_no_request_is_refused_and_the_uea_goes_on(client, member, known, bid, content, name):
    refused = client.post(all_places(bid, "verzoek"), data={"file": (io.BytesIO(content), name)})
    assert refused.status_code == 302
    assert "alert" in client.get(all_places(bid)).get_data(as_text=True)
    assert queries.asked_request(bid) is None
    assert client.get(place(known)).status_code == 200


def test_without_a_request_a_part_that_is_not_asked_can_be_left_out(client, member, known):
    client.post(place(known, "finance"), data={"version": "0", "not_asked-shown": "1", "not_asked": "1"})
    db.session.expire_all()
    assert queries.left_out(known) == {"finance"}
    assert "niet gevraagd" in client.get(place(known)).get_data(as_text=True)
    client.post(place(known, "finance"), data={"version": "1", "not_asked-shown": "1"})
    db.session.expire_all()
    assert queries.left_out(known) == frozenset()


def test_what_comes_out_of_the_dossier_changes_along_until_somebody_answers(client, member, known, group):
    page = client.get(place(known, "registers")).get_data(as_text=True)
    assert 'value="12345678"' in page or ">12345678</textarea>" in page
    assert read(known) == {}


def test_the_services_refuse_a_second_writer_and_keep_both(known, member):
    services.save_part(known, "self", {"a": [["true", ""]]}, revision=0, by=member, now=clock.now())
    with pytest.raises(Conflict):
        services.save_part(known, "self", {"a": [["false", ""]]}, revision=0, by=member, now=clock.now())
    assert services.save_part(known, "self", {"a": [["true", ""]]}, revision=0, by=member, now=clock.now()) == 1
    with pytest.raises(RuleViolation):
        services.remove_request(known.partner.bid)


def test_a_partner_outside_is_filled_in_by_who_leads(client, member, known, bid):
    terms = partner_services.PartnerTerms("Bouwbedrijf Jansen B.V.", PartnerRole.RELIED_ON, kvk="87654321")
    outside = partner_services.add(bid, terms, now=clock.now())
    db.session.commit()
    assert outside.state is PartnerState.AGREED
    theirs = queries.declaration_of(outside)
    assert client.get(place(theirs)).status_code == 200
    response = read_response(client.get(place(theirs, "uea.xml")).data)
    assert (response.operator.name, response.operator.role, response.operator.number) == (
        "Bouwbedrijf Jansen B.V.",
        "oeron",
        "87654321",
    )
    assert db.session.query(DeclarationPart).count() == 0
    shown = client.get(place(theirs)).get_data(as_text=True) + client.get(place(theirs, "bidder")).get_data(
        as_text=True
    )
    assert "Jullie coöperatie" not in shown
    assert re.search(r"<h1[^>]*>\s*Bouwbedrijf Jansen B.V.", client.get(place(theirs, "bidder")).get_data(as_text=True))


def test_every_page_names_the_same_number_of_open_points(client, member, known):
    place = f"/cooperaties/de-tuin/inschrijvingen/{known.partner.bid_id}/uea"
    counts = [
        re.search(r"(\d+) open punten", client.get(page).text)[1] for page in (place, f"{place}/{known.partner_id}")
    ]
    assert counts[0] == counts[1]
    assert int(counts[0]) > 100
