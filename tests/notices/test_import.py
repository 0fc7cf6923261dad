"""Import: what counts how, what is one notice, what is one family, and that nothing is half stored."""

import gzip
import json
import zipfile
from collections import Counter

import pytest
from sqlalchemy import func, select

from incubator.cli import cli
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.notices.models import Family, Notice, NoticeIdentity, NoticeReading, Organisation, RawDocument
from incubator.notices.services import ImportResult, SourceDocument, batches, import_documents, rereading
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases
UUID = "887827ba-1111-4aaa-8bbb-123456789abc"
PROCEDURE = "584f52c2-2222-4ccc-8ddd-123456789abc"


def eforms(number="242317", uuid=UUID, procedure=PROCEDURE, title="Groenonderhoud", **more):
    """A small eForms contract notice of our own."""
    changes = more.get("changes", "")
    deadline = more.get("deadline", "2026-12-10")
    return SourceDocument(
        f"{number}.xml",
        f"""<?xml version="1.0" encoding="UTF-8"?>
<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
 xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"
 xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"
 xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1">
<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>{changes}
<efac:NoticeSubType><cbc:SubTypeCode>16</cbc:SubTypeCode></efac:NoticeSubType>
<efac:Organizations><efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name languageID="NLD">Gemeente Utrecht</cbc:Name></cac:PartyName>
<cac:PartyLegalEntity><cbc:CompanyID>30280353</cbc:CompanyID></cac:PartyLegalEntity></efac:Company></efac:Organization></efac:Organizations>
<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">{number.zfill(8)}-2026</efbc:NoticePublicationID>
<efbc:PublicationDate>2026-11-{more.get("day", "02")}Z</efbc:PublicationDate></efac:Publication>
</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
<cbc:ContractFolderID>{procedure}</cbc:ContractFolderID><cbc:ID schemeName="notice-id">{uuid}</cbc:ID><cbc:VersionID>01</cbc:VersionID>
<cbc:IssueDate>2026-11-01Z</cbc:IssueDate><cbc:NoticeTypeCode listName="competition">cn-standard</cbc:NoticeTypeCode>
<cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode><cbc:RegulatoryDomain>32014L0024</cbc:RegulatoryDomain>
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>
<cac:ProcurementProject><cbc:Name languageID="NLD">{title}</cbc:Name><cbc:Description languageID="NLD">Werk in de wijk.</cbc:Description>
<cbc:ProcurementTypeCode listName="contract-nature">services</cbc:ProcurementTypeCode>
<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">77310000</cbc:ItemClassificationCode>
</cac:MainCommodityClassification>
</cac:ProcurementProject>
<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID><cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod>
<cbc:EndDate>{deadline}+01:00</cbc:EndDate><cbc:EndTime>12:00:00+01:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess>
<cac:ProcurementProject><cbc:Name languageID="NLD">{title}</cbc:Name></cac:ProcurementProject></cac:ProcurementProjectLot>
</ContractNotice>""".encode(),
    )


def count(model):
    """How many there are; what turned out to be another is no more than its alias."""
    statement = select(func.count()).select_from(model)
    if hasattr(model, "merged_into_id"):
        statement = statement.where(model.merged_into_id.is_(None))
    return db.session.scalar(statement)


def only_notice():
    return db.session.scalars(select(Notice).where(Notice.merged_into_id.is_(None)).order_by(Notice.id)).one()


def test_the_same_document_again_changes_nothing(app):
    first = store(eforms())
    again = store(eforms())
    assert (first.read, first.new) == (1, 1)
    assert (again.read, again.new, again.updated, again.unchanged) == (1, 0, 0, 1)
    assert (count(Notice), count(RawDocument), count(NoticeReading)) == (1, 1, 1)


def test_the_same_document_twice_in_one_batch_is_one_notice(app):
    result = store(eforms(), SourceDocument("kopie.xml", eforms().data))
    assert (result.read, result.new, result.unchanged) == (2, 1, 1)


@pytest.mark.parametrize("order", [1, -1])
def test_ted_and_tenderned_are_one_notice_in_any_order(app, order):
    documents = [eforms(), publication(441936, "Groenonderhoud", pbNummerTed="242317-2026", kenmerk=615009)][::order]
    results = [store(document) for document in documents]
    assert [(result.new, result.updated) for result in results] == [(1, 0), (0, 1)]
    assert {(name.scheme.value, name.value) for name in only_notice().identities} == {
        ("ted", "242317-2026"),
        ("eforms", UUID),
        ("procedure", PROCEDURE),
        ("tenderned", "441936"),
        ("kenmerk", "615009"),
    }
    assert only_notice().format == "eforms"
    assert only_notice().deadline.isoformat() == "2026-12-10T11:00:00+00:00"


def test_a_document_that_joins_two_notices_makes_them_one(app):
    store(eforms(), publication(441936, "Groenonderhoud"))
    assert count(Notice) == 2
    store(publication(441936, "Groenonderhoud", pbNummerTed="242317-2026"))
    assert count(Notice) == 1
    assert count(Family) == 1
    assert Counter(reading.format for reading in db.session.scalars(select(NoticeReading))) == {
        "eforms": 1,
        "tenderned-detail": 1,
    }


CHANGE = f"""<efac:Changes><efbc:ChangedNoticeIdentifier>{UUID}-01</efbc:ChangedNoticeIdentifier>
<efac:ChangeReason><cbc:ReasonCode listName="change-corrig-justification">cor-buy</cbc:ReasonCode></efac:ChangeReason></efac:Changes>"""
SECOND = "99999999-1111-4aaa-8bbb-123456789abc"


@pytest.mark.parametrize("order", [1, -1])
def test_a_correction_is_a_notice_of_its_own_in_the_same_family(app, order):
    later = eforms("250000", uuid=SECOND, changes=CHANGE, deadline="2026-12-20", day="09")
    for document in [eforms(), later][::order]:
        store(document)
    first, second = db.session.scalars(select(Notice).order_by(Notice.published)).all()
    assert first.family_id == second.family_id
    assert second.corrects_id == first.id
    assert first.corrects_id is None


def test_two_procedures_with_one_title_stay_two_families(app):
    store(eforms(), eforms("250000", uuid=SECOND, procedure="11111111-2222-4ccc-8ddd-123456789abc"))
    assert count(Family) == 2


def test_an_award_settles_the_call_and_a_cancellation_too(app):
    store(publication(1, "Maaien", kenmerk=7))
    award = {"aankondigingCode": {"code": "AGO"}, "publicatieCode": "EF29", "publicatieDatum": "2026-11-20T08:00:00"}
    store(publication(2, "Maaien", kenmerk=7, **award))
    store(publication(3, "Vegen", kenmerk=8))
    store(publication(4, "Vegen", kenmerk=8, **award | {"aankondigingCode": {"code": "VBE"}}))
    statuses = {notice.id: notice.status for notice in db.session.scalars(select(Notice))}
    assert statuses == {1: "awarded", 2: "awarded", 3: "cancelled", 4: "cancelled"}


def test_a_voluntary_ex_ante_notice_is_no_award(app):
    store(publication(1, "Maaien", kenmerk=7))
    store(publication(2, "Maaien", kenmerk=7, aankondigingCode={"code": "AGO"}, publicatieCode="EF25"))
    assert [notice.status for notice in db.session.scalars(select(Notice).order_by(Notice.id))] == ["open", "unknown"]


def test_one_buyer_with_a_number_is_one_organisation_linked_to_its_municipality(app):
    store(eforms(), eforms("250000", uuid=SECOND, procedure="11111111-2222-4ccc-8ddd-123456789abc"))
    buyer = db.session.scalars(select(Organisation)).one()
    assert (buyer.name, buyer.authority_kind, buyer.authority_code) == ("Gemeente Utrecht", "municipality", "GM0344")


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><ContractNotice>&b;</ContractNotice>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><ContractNotice>&a;</ContractNotice>'
)


@pytest.mark.parametrize(
    "data", [BOMB, OUTSIDE, eforms().data[:1500], b"<ContractNotice/>", b'{"publicatieId": 5', b"\x00\xff" * 50]
)
def test_what_cannot_be_read_is_named_and_the_rest_is_stored(app, data):
    result = store(SourceDocument("kapot", data), eforms())
    assert result.new == 1
    assert len(result.rejected) + len(result.ignored) == 1
    assert "root:" not in json.dumps(result.as_json())


def test_a_batch_that_breaks_leaves_nothing_and_can_be_done_again(app):
    with pytest.raises(ZeroDivisionError):
        _import_and_break()
    assert (count(Notice), count(RawDocument), count(NoticeIdentity), count(Family)) == (0, 0, 0, 0)
    assert store(eforms()).new == 1


def _import_and_break():
    with transaction(actor=SYSTEM):
        import_documents([eforms()], now=clock.now())
        raise ZeroDivisionError


def test_every_real_file_is_read_rejected_or_ignored_with_a_reason(app, shared_data):
    paths = [path for path in sorted((shared_data / "notices").rglob("*")) if path.is_file()]
    result = ImportResult()
    for batch in batches(SourceDocument(str(path), path.read_bytes()) for path in paths):
        with transaction(actor=SYSTEM):
            result.add(import_documents(batch, now=clock.now()))
    assert result.new > 500
    assert all(entry["reason"].strip() for entry in (*result.rejected, *result.ignored))
    again = ImportResult()
    for batch in batches(SourceDocument(str(path), path.read_bytes()) for path in paths):
        with transaction(actor=SYSTEM):
            again.add(import_documents(batch, now=clock.now()))
    assert (again.new, again.updated) == (0, 0)
    assert again.read == result.read


def test_the_command_reads_folders_and_archives(app, tmp_path):
    (tmp_path / "een.xml.gz").write_bytes(gzip.compress(eforms().data))
    with zipfile.ZipFile(tmp_path / "twee.zip", "w") as archive:
        archive.writestr("binnen.json", publication(7, "Vegen").data)
    (tmp_path / "LEESMIJ.md").write_text("# Niets", encoding="utf-8")
    runner = app.test_cli_runner()
    answer = runner.invoke(cli, ["notices", "import", str(tmp_path), "--json"])
    assert answer.exit_code == 0, answer.output
    report = json.loads(answer.output)
    assert (report["read"], report["new"], len(report["ignored"])) == (2, 2, 1)
    listed = runner.invoke(cli, ["notices", "list", "--json", "--search", "vegen"])
    assert [json.loads(line)["title"] for line in listed.output.splitlines()] == ["Vegen"]


def test_reading_again_with_a_better_reader_keeps_what_is_known(app):
    store(eforms())
    document = db.session.scalars(select(RawDocument)).one()
    with transaction(actor=SYSTEM):
        document.reader = "0"
    portions = list(rereading.portions())
    with transaction(actor=SYSTEM):
        result = rereading.reread(portions[0], now=clock.now())
    assert (result.new, result.updated, result.unchanged) == (0, 0, 1)
    assert list(rereading.portions()) == []
