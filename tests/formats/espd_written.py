"""Requests as buyers might write them: criteria, groups and lines of our own making, in version 4.1.0."""

from xml.sax.saxutils import escape

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
HEADING = (
    "<cbc:UBLVersionID>2.3</cbc:UBLVersionID><cbc:ProfileExecutionID>ESPD-EDMv4.1.0</cbc:ProfileExecutionID><cbc:ID>1</cbc:ID>"
    "<cbc:CopyIndicator>false</cbc:CopyIndicator><cbc:UUID>1</cbc:UUID><cbc:ContractFolderID>X-1</cbc:ContractFolderID>"
    "<cbc:IssueDate>2026-01-01</cbc:IssueDate><cbc:IssueTime>10:00:00+01:00</cbc:IssueTime><cbc:VersionID>1</cbc:VersionID>"
    "<cbc:ProcedureCode>open</cbc:ProcedureCode><cac:ContractingParty><cac:Party><cac:PartyName><cbc:Name>Stad</cbc:Name>"
    "</cac:PartyName></cac:Party></cac:ContractingParty>"
)


def written_request(*criteria):
    """A request with these criteria, as bytes."""
    name = "QualificationApplicationRequest"
    spaces = f'xmlns="{UBL}:{name}-2" xmlns:cac="{UBL}:CommonAggregateComponents-2" xmlns:cbc="{UBL}:CommonBasicComponents-2"'
    return f"<{name} {spaces}>{HEADING}{''.join(criteria)}</{name}>".encode()


def criterion(code, *parts, name="", descriptions=(("", "Tekst"),), tag="TenderingCriterion"):
    """A criterion, or (by its tag) a national part of one."""
    heading = f"<cbc:ID>{code}</cbc:ID><cbc:CriterionTypeCode>{code}</cbc:CriterionTypeCode>"
    return f"<cac:{tag}>{heading}<cbc:Name>{escape(name or code)}</cbc:Name>{_described(descriptions)}{''.join(parts)}</cac:{tag}>"


def national_part(code, *parts, name, text):
    """What a country adds to a criterion."""
    return criterion(code, *parts, name=name, descriptions=(("", text),), tag="SubTenderingCriterion")


def group(when, *lines, below=False):
    """A group of lines: always (`ON*`), after a yes (`ONTRUE`) or after a no (`ONFALSE`)."""
    tag = "SubsidiaryTenderingCriterionPropertyGroup" if below else "TenderingCriterionPropertyGroup"
    kind = f"<cbc:ID>g</cbc:ID><cbc:PropertyGroupTypeCode>{when}</cbc:PropertyGroupTypeCode>"
    return f"<cac:{tag}>{kind}{''.join(lines)}</cac:{tag}>"


def line(number, data_type, *texts, kind="QUESTION", expected=""):
    """A question, a minimum (REQUIREMENT) or a heading (CAPTION). `texts` are words, or pairs of a language and words."""
    descriptions = [text if isinstance(text, tuple) else ("", text) for text in texts]
    numbered = "" if number is None else f"<cbc:ID>{number}</cbc:ID>"
    types = f"<cbc:TypeCode>{kind}</cbc:TypeCode><cbc:ValueDataTypeCode>{data_type}</cbc:ValueDataTypeCode>"
    tag = "TenderingCriterionProperty"
    return f"<cac:{tag}>{numbered}{_described(descriptions)}{types}{expected}</cac:{tag}>"


def _described(descriptions):
    written = []
    for language, words in descriptions:
        attribute = f' languageID="{language}"' if language else ""
        written.append(f"<cbc:Description{attribute}>{escape(words)}</cbc:Description>")
    return "".join(written)
