"""One publication from four sources is one notice in any order; and what merely shares a number stays apart."""

import json
from itertools import permutations

import pytest
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.notices.models import Family, Notice, RawDocument
from incubator.notices.services import SourceDocument, importing, rereading
from tests.notices.test_import import PROCEDURE, SECOND, UUID, count, eforms, only_notice
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases
TED = "242317-2026"
OTHER_PROCEDURE = "11111111-2222-4ccc-8ddd-123456789abc"


def search(number=TED, uuid=UUID, procedure=PROCEDURE, **more):
    publication = {
        "publication-number": number,
        "notice-identifier": uuid,
        "procedure-identifier": procedure,
        "notice-type": "cn-standard",
        "publication-date": "2026-11-02+01:00",
        "notice-title": {"nld": "Nederland – Groen – Groenonderhoud"},
        "buyer-name": {"nld": ["Gemeente Utrecht"]},
        "classification-cpv": ["77310000"],
        "deadline": ["2026-12-10T12:00:00+01:00"],
        **more,
    }
    return SourceDocument(f"{number}.json", json.dumps({"notices": [publication], "totalNoticeCount": 1}).encode())


def release(ocid="ocds-1l04xe-615009", identifier="441936", number="441936", tag="tender", **more):
    page = f"https://www.tenderned.nl/tenderned-tap/aankondigingen/{number}"
    record = {
        "ocid": ocid,
        "id": identifier,
        "tag": [tag],
        "date": "2026-11-02T00:00:00Z",
        "tender": {
            "id": "1",
            "title": "Groenonderhoud",
            "documents": [{"id": "1", "documentType": "tenderNotice", "url": page}],
        },
        "buyer": {"name": "Gemeente Utrecht"},
        **more,
    }
    return SourceDocument(f"{ocid}.json", json.dumps({"releases": [record]}).encode())


def tenderned(number=441936, **more):
    return publication(number, "Groenonderhoud", **({"pbNummerTed": "00242317-2026", "kenmerk": 615009} | more))


def sources():
    return {"xml": eforms(), "search": search(), "tenderned": tenderned(), "ocds": release()}


ORDERS = [list(order) for order in permutations(sources())]


def names(notice):
    return sorted((name.scheme.value, name.value, name.version) for name in notice.identities)


EXPECTED = sorted(
    [
        ("ted", TED, ""),
        ("eforms", UUID, "01"),
        ("procedure", PROCEDURE, ""),
        ("tenderned", "441936", ""),
        ("kenmerk", "615009", ""),
        ("ocds-release", "ocds-1l04xe-615009/441936", ""),
        ("ocid", "ocds-1l04xe-615009", ""),
    ]
)


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_one_publication_from_four_sources_is_one_notice_in_any_order(app, order):
    documents = sources()
    results = [store(documents[name]) for name in order]
    assert all(result.read == 1 for result in results)
    assert names(only_notice()) == EXPECTED
    assert (count(Family), only_notice().format, only_notice().title) == (1, "eforms", "Groenonderhoud")


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[9], ORDERS[-1]], ids="-".join)
def test_and_in_one_batch(app, order):
    documents = sources()
    result = store(*[documents[name] for name in order])
    assert (result.read, result.new) == (4, 1)
    assert names(only_notice()) == EXPECTED


def contents(order):
    documents = sources()
    for name in order:
        store(documents[name])
    return dict(only_notice().data)


def test_what_is_known_does_not_depend_on_the_order(app):
    data = contents(ORDERS[0])
    db.session.query(Family).delete()
    db.session.query(RawDocument).delete()
    db.session.commit()
    assert contents(ORDERS[-1]) == data


@pytest.mark.parametrize("order", [1, -1])
def test_one_number_of_ted_for_two_uuids_is_two_notices(app, order):
    store(*[eforms(), eforms(uuid=SECOND, procedure=OTHER_PROCEDURE, title="Dakbedekking")][::order])
    notices = db.session.scalars(select(Notice).order_by(Notice.id)).all()
    assert len(notices) == 2
    assert [sum(name.scheme.value == "ted" for name in notice.identities) for notice in notices] == [1, 0]
    assert "identities" in [doubt["field"] for doubt in notices[1].data["doubts"]]


def test_one_uuid_for_two_procedures_is_two_notices_that_stay_so_when_read_again(app):
    store(eforms())
    other = eforms("250000", procedure=OTHER_PROCEDURE, title="Dakbedekking", deadline="2026-12-24")
    assert store(other).new == 1
    assert (count(Notice), count(Family)) == (2, 2)
    with transaction(actor=SYSTEM):
        result = rereading.reread(list(db.session.scalars(select(RawDocument.id))), now=clock.now())
    assert (result.new, result.updated, count(Notice), count(Family)) == (0, 0, 2, 2)


def test_a_notice_of_which_every_name_is_taken_keeps_one_within_its_procedure(app):
    store(eforms())
    store(eforms(procedure=OTHER_PROCEDURE, title="Dakbedekking"))
    assert store(eforms(procedure=OTHER_PROCEDURE, title="Dakbedekking en goten")).updated == 1
    first, second = db.session.scalars(select(Notice).order_by(Notice.id)).all()
    assert (first.title, second.title) == ("Groenonderhoud", "Dakbedekking en goten")
    assert f"{UUID} ({OTHER_PROCEDURE})" in [name.value for name in second.identities]


@pytest.mark.parametrize(
    "nothing", ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "", "0"]
)
def test_a_procedure_that_names_nothing_joins_nothing(app, nothing):
    store(eforms(procedure=nothing), eforms("250000", uuid=SECOND, procedure=nothing))
    assert (count(Notice), count(Family)) == (2, 2)


@pytest.mark.parametrize("kenmerk", [0, "0", "", None, "n.v.t.", -1])
def test_a_kenmerk_that_names_nothing_joins_nothing(app, kenmerk):
    store(publication(1, "Maaien", kenmerk=kenmerk), publication(2, "Maaien", kenmerk=kenmerk))
    assert (count(Notice), count(Family)) == (2, 2)


@pytest.mark.parametrize("number", ["0-2026", "00000000-2026", "", "-", "n.a.", 0])
def test_a_number_of_ted_that_names_nothing_joins_nothing(app, number):
    store(publication(1, "Maaien", pbNummerTed=number), publication(2, "Vegen", pbNummerTed=number))
    assert (count(Notice), count(Family)) == (2, 2)


def test_a_notice_uuid_of_zeros_names_nothing(app):
    zeros = "00000000-0000-0000-0000-000000000000"
    result = store(eforms(uuid=zeros), eforms("250000", uuid=zeros, procedure=OTHER_PROCEDURE))
    assert (result.new, count(Notice), count(Family)) == (2, 2, 2)


def test_one_release_id_in_two_processes_is_two_notices(app):
    store(release(), release(ocid="ocds-1l04xe-700000", number="555555"), release(ocid="ocds-213czf-1", number="1"))
    assert (count(Notice), count(Family)) == (3, 3)


def test_a_slash_in_an_ocid_does_not_shift_into_the_release(app):
    store(release("ocds-213czf-a/b", "c", "1"), release("ocds-213czf-a", "b/c", "2"))
    assert (count(Notice), count(Family)) == (2, 2)


def test_two_releases_that_point_to_one_publication_are_two_notices_of_one_family(app):
    store(release(), release(identifier="441936-update", tag="tenderUpdate"))
    assert (count(Notice), count(Family)) == (2, 1)


def test_a_rectification_that_repeats_the_number_of_ted_is_a_notice_of_its_own(app):
    store(tenderned(), tenderned(441999, publicatieDatum="2026-11-09T09:00:00"))
    first, second = db.session.scalars(select(Notice).order_by(Notice.id)).all()
    assert (first.family_id, second.corrects_id) == (second.family_id, first.id)


def test_versions_of_one_uuid_are_two_publications_whichever_way_they_are_told(app):
    second = eforms("250000", day="09")
    second = SourceDocument(second.name, second.data.replace(b"<cbc:VersionID>01<", b"<cbc:VersionID>02<"))
    store(search("250000-2026"), eforms(), second, search())
    first, later = db.session.scalars(select(Notice).order_by(Notice.published)).all()
    assert [name.version for name in first.identities if name.scheme.value == "eforms"] == ["01"]
    assert [name.version for name in later.identities if name.scheme.value == "eforms"] == ["02"]
    assert later.corrects_id == first.id


def test_a_procedure_that_two_strangers_share_is_two_families(app):
    stranger = eforms("250000", uuid=SECOND, title="Röntgenapparatuur")
    changed = stranger.data.replace(b"Gemeente Utrecht", b"Ziekenhuis Noord").replace(b"77310000", b"33111000")
    store(eforms(), SourceDocument("vreemd.xml", changed))
    assert (count(Notice), count(Family)) == (2, 2)


def test_a_new_name_of_the_buyer_and_another_code_do_not_split_a_family(app):
    store(eforms())
    store(
        search("260000-2026", SECOND, **{"buyer-name": {"nld": ["Regio Utrecht"]}, "classification-cpv": ["90600000"]})
    )
    assert (count(Notice), count(Family)) == (2, 1)


PLANNED = "33333333-1111-4aaa-8bbb-123456789abc"


def test_an_award_settles_only_the_call_of_its_own_procedure(app):
    """Two procedures can follow from one planning notice."""
    referring = "<cac:NoticeDocumentReference><cbc:ID>100001-2026</cbc:ID></cac:NoticeDocumentReference>"

    def call(number, uuid, procedure):
        made = eforms(number, uuid=uuid, procedure=procedure)
        return SourceDocument(
            made.name, made.data.replace(b"<cac:TenderingProcess>", f"<cac:TenderingProcess>{referring}".encode())
        )

    store(call("242317", UUID, PROCEDURE), call("250000", SECOND, OTHER_PROCEDURE))
    award = search(
        "300000-2026",
        PLANNED,
        OTHER_PROCEDURE,
        **{"notice-type": "can-standard", "publication-date": "2026-12-20+01:00"},
    )
    store(award)
    assert count(Family) == 1
    calls = select(Notice).where(Notice.kind == "competition").order_by(Notice.published, Notice.id)
    assert [notice.status for notice in db.session.scalars(calls)] == ["open", "awarded"]


def test_a_correction_on_tenderned_corrects_what_was_seen_on_ted(app):
    store(eforms(), tenderned())
    store(search("250000-2026", SECOND, **{"publication-date": "2026-11-09+01:00"}))
    first, second = db.session.scalars(select(Notice).order_by(Notice.published)).all()
    assert (second.corrects_id, first.corrects_id) == (first.id, None)


def test_an_award_that_is_corrected_says_so(app):
    award = {"notice-type": "can-standard"}
    store(search(**award))
    store(
        search(
            "250000-2026",
            SECOND,
            **award,
            **{"change-notice-version-identifier": f"{UUID}-01", "publication-date": "2026-11-09+01:00"},
        )
    )
    first, second = db.session.scalars(select(Notice).order_by(Notice.published)).all()
    assert (second.corrects_id, second.status) == (first.id, "awarded")


def test_a_better_reader_replaces_what_a_worse_one_stored(app, monkeypatch):
    store(eforms(), search())
    with transaction(actor=SYSTEM):
        notice = only_notice()
        notice.title, notice.content_hash = "Half gelezen", "x"
        db.session.scalars(select(RawDocument)).first().reader = "0"
    (portion,) = list(rereading.portions())
    with transaction(actor=SYSTEM):
        result = rereading.reread(portion, now=clock.now())
    assert (result.new, result.updated) == (0, 1)
    assert (only_notice().title, names(only_notice())[0][0]) == ("Groenonderhoud", "eforms")


def test_a_document_of_many_notices_is_stored_in_portions(app, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 3)
    items = [json.loads(release(f"ocds-1l04xe-{n}", str(n), str(n)).data)["releases"][0] for n in [*range(1, 9), 1]]
    result = store(SourceDocument("jaar.json", json.dumps({"releases": items}).encode()))
    assert (result.read, result.new, result.unchanged) == (9, 8, 1)
