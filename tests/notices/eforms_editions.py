"""A call of eForms with lots, and the editions that change it, as senders write them."""

from tests.formats.test_eforms import CLOSE, NAMESPACES, OPEN, tag

NAMES = "11111111-2222-4333-8444-00000000000"  # the last digit follows: 1 the notice, 9 the procedure
SITE = "https://www.tenderned.nl/inleveren/1"


def lot(number, day="2027-01-20", months=24, weights=(("Plan", 40),), site=SITE):
    """One lot; `day` empty for one without a closing day."""
    until = tag("cbc:EndDate", f"{day}+01:00") + tag("cbc:EndTime", "12:00:00+01:00")
    process = tag("cac:TenderSubmissionDeadlinePeriod", until) if day else ""
    terms = tag("cac:AwardingTerms/cac:AwardingCriterion", "".join(map(criterion, weights)))
    terms += tag("cac:TenderRecipientParty/cbc:EndpointID", site)
    project = tag("cbc:Name", f"Wijk {number}", ' languageID="NLD"')
    project += tag("cac:PlannedPeriod/cbc:DurationMeasure", months, ' unitCode="MONTH"')
    return tag(
        "cac:ProcurementProjectLot",
        tag("cbc:ID", f"LOT-{number:04d}", ' schemeName="Lot"')
        + tag("cac:TenderingTerms", terms)
        + tag("cac:TenderingProcess", process)
        + tag("cac:ProcurementProject", project),
    )


def criterion(weighed):
    name, weight = weighed
    number = tag("efbc:ParameterCode", "per-exa", ' listName="number-weight"') + tag("efbc:ParameterNumeric", weight)
    return tag(
        "cac:SubordinateAwardingCriterion",
        OPEN
        + tag("efac:AwardCriterionParameter", number)
        + CLOSE
        + tag("cbc:AwardingCriterionTypeCode", "quality")
        + tag("cbc:Name", name, ' languageID="NLD"'),
    )


def edition(version, lots, changes="", procedure="open", most_bid=None):
    """The publication of a version: 1, 2, ..."""
    organisation = tag("cac:PartyIdentification/cbc:ID", "ORG-0001") + tag("cac:PartyName/cbc:Name", "Gemeente Utrecht")
    extension = tag("efac:Organizations/efac:Organization/efac:Company", organisation)
    number = tag("efbc:NoticePublicationID", f"{version:08d}-2026", ' schemeName="ojs-notice-id"')
    extension += tag("efac:Publication", number + tag("efbc:PublicationDate", f"2026-11-2{version}+01:00"))
    most = tag("cac:LotDistribution/cbc:MaximumLotsSubmittedNumeric", most_bid) if most_bid else ""
    return f"""<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2" {NAMESPACES}>
{OPEN}{changes}<efac:NoticeSubType><cbc:SubTypeCode>16</cbc:SubTypeCode></efac:NoticeSubType>{extension}{CLOSE}
<cbc:ID schemeName="notice-id">{NAMES}1</cbc:ID><cbc:ContractFolderID>{NAMES}9</cbc:ContractFolderID>
<cbc:IssueDate>2026-11-2{version}+01:00</cbc:IssueDate><cbc:VersionID>0{version}</cbc:VersionID>
<cbc:RegulatoryDomain>32014L0024</cbc:RegulatoryDomain><cbc:NoticeTypeCode>cn-standard</cbc:NoticeTypeCode>
<cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification></cac:Party>
</cac:ContractingParty>{tag("cac:TenderingTerms", most)}{tag("cac:TenderingProcess/cbc:ProcedureCode", procedure)}
<cac:ProcurementProject><cbc:Name languageID="NLD">Groenonderhoud</cbc:Name></cac:ProcurementProject>
{"".join(lots)}</ContractNotice>""".encode()


def changes(*sections, reason="update-add", text=""):
    """What an edition says that it changes of the first; `text` in the words of the buyer."""
    places = "".join(tag("efbc:ChangedSectionIdentifier", section) for section in sections)
    described = tag("efbc:ChangeDescription", text, ' languageID="NLD"') if text else ""
    change = tag("efac:Change", described + tag("efac:ChangedSection", places)) if sections else ""
    code = tag("efac:ChangeReason/cbc:ReasonCode", reason, ' listName="change-corrig-justification"')
    return tag("efac:Changes", tag("efbc:ChangedNoticeIdentifier", f"{NAMES}1-01") + change + code)
