"""The organisations of an eForms notice and what they are in it (BT-500 and following, OPT-200 and following)."""

from dataclasses import replace
from typing import Any

from incubator.formats import cleaning, ubl
from incubator.formats.values import ReadOrganisation

# BT-11, code list buyer-legal-type.
LEGAL_TYPES = {
    "la": "local", "ra": "regional", "cga": "central", "body-pl": "body-public", "body-pl-la": "body-public", "body-pl-ra": "body-public",
    "body-pl-cga": "body-public", "pub-undert": "utility", "pub-undert-la": "utility", "pub-undert-ra": "utility",
    "pub-undert-cga": "utility", "spec-rights-entity": "utility", "def-cont": "defence", "eu-ins-bod-ag": "eu",
    "int-org": "international",
    "org-sub": "subsidised", "org-sub-cga": "subsidised", "org-sub-la": "subsidised", "org-sub-ra": "subsidised",
}  # fmt: skip
# BT-514 is ISO 3166 in three letters.
COUNTRIES = {
    "NLD": "NL", "BEL": "BE", "DEU": "DE", "FRA": "FR", "LUX": "LU", "AUT": "AT", "ITA": "IT", "ESP": "ES", "PRT": "PT", "POL": "PL",
    "DNK": "DK", "SWE": "SE", "FIN": "FI", "IRL": "IE", "GRC": "GR", "CZE": "CZ", "SVK": "SK", "SVN": "SI", "HUN": "HU", "ROU": "RO",
    "BGR": "BG", "HRV": "HR", "EST": "EE", "LVA": "LV", "LTU": "LT", "MLT": "MT", "CYP": "CY", "NOR": "NO", "CHE": "CH", "GBR": "GB",
}  # fmt: skip


class Parties:
    """Organisations by their technical id (ORG-0001, TPO-0001), in the language that is wanted."""

    def __init__(self, root: Any, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.known: dict[str, ReadOrganisation] = {}
        self.sizes: dict[str, str] = {}
        for organisation in ubl.every(root, f"{ubl.EXTENSION}/efac:Organizations/efac:Organization"):
            company = ubl.first(organisation, "efac:Company")
            self._add(company, self._company(company))
            for point in ubl.every(organisation, "efac:TouchPoint"):
                self._add(point, self._company(point))

    def _add(self, element: Any, organisation: ReadOrganisation | None) -> None:
        technical = ubl.raw(element, "cac:PartyIdentification/cbc:ID")
        if technical and organisation:
            self.known[technical] = organisation

    def _company(self, company: Any) -> ReadOrganisation | None:
        name = cleaning.line(ubl.text(company, "cac:PartyName/cbc:Name", self.languages))
        if name is None:
            return None
        address = ubl.first(company, "cac:PostalAddress")
        contact = ubl.first(company, "cac:Contact")
        numbers = map(cleaning.line, ubl.every_raw(company, "cac:PartyLegalEntity/cbc:CompanyID"))
        country = ubl.raw(address, "cac:Country/cbc:IdentificationCode")
        return ReadOrganisation(
            name=name,
            role="other",
            ids=tuple(dict.fromkeys(filter(None, numbers))),
            city=cleaning.line(ubl.raw(address, "cbc:CityName")),
            postcode=ubl.raw(address, "cbc:PostalZone"),
            nuts=ubl.raw(address, "cbc:CountrySubentityCode"),
            country=COUNTRIES.get(country, country) if country else None,
            email=ubl.raw(contact, "cbc:ElectronicMail"),
            phone=ubl.raw(contact, "cbc:Telephone"),
            contact=cleaning.line(ubl.raw(contact, "cbc:Name")),
            url=ubl.raw(company, "cbc:WebsiteURI"),
            size=ubl.raw(company, "efbc:CompanySizeCode"),  # BT-165
        )

    def get(self, technical: str | None, role: str, kind: str | None = None) -> ReadOrganisation | None:
        organisation = self.known.get(technical or "")
        if organisation is None:
            return None
        return replace(organisation, role=role, type=kind)

    def buyers(self, root: Any) -> list[ReadOrganisation]:
        """Who buys, leading buyer first (OPT-300)."""
        buyers: list[ReadOrganisation] = []
        for party in ubl.every(root, "cac:ContractingParty"):
            technical = ubl.raw(party, "cac:Party/cac:PartyIdentification/cbc:ID")
            codes = ubl.coded(party, "cac:ContractingPartyType/cbc:PartyTypeCode", "buyer-legal-type")
            kind = LEGAL_TYPES.get(codes[0], codes[0]) if codes else None
            if organisation := self.get(technical, "co-buyer" if buyers else "buyer", kind):
                buyers.append(organisation)
        return buyers

    def others(self, root: Any, buyers: list[ReadOrganisation], winners: set[str]) -> list[ReadOrganisation]:
        """All organisations that do not buy, with their role as far as it is told."""
        roles = dict.fromkeys(winners, "winner")
        for parent, ways in _ROLES:
            for element in ubl.every(root, parent):
                for path, role in ways:
                    for technical in ubl.every_raw(element, path):
                        roles.setdefault(technical, role)
        bought = {organisation.name for organisation in buyers}
        named = []
        for technical, organisation in self.known.items():
            if organisation.name not in bought:
                named.append(replace(organisation, role=roles.get(technical, "other")))
        return named


_ROLES = (
    (
        "cac:ProcurementProjectLot/cac:TenderingTerms",
        (
            ("cac:AppealTerms/cac:AppealReceiverParty/cac:PartyIdentification/cbc:ID", "review-body"),
            ("cac:AppealTerms/cac:AppealInformationParty/cac:PartyIdentification/cbc:ID", "review-body"),
            ("cac:TenderRecipientParty/cac:PartyIdentification/cbc:ID", "service-provider"),
            ("cac:AdditionalInformationParty/cac:PartyIdentification/cbc:ID", "service-provider"),
        ),
    ),
    (
        "cac:ContractingParty/cac:Party/cac:ServiceProviderParty/cac:Party",
        (("cac:PartyIdentification/cbc:ID", "service-provider"),),
    ),
    (f"{ubl.EXTENSION}/efac:NoticeResult/efac:TenderingParty", (("efac:Tenderer/cbc:ID", "tenderer"),)),
)
