"""How each version of the ESPD writes the same thing: code lists, agencies and value elements, as its published sample has them."""

from dataclasses import dataclass

from incubator.formats.espd_countries import country_code
from incubator.formats.espd_values import (
    AMOUNT,
    CODES,
    DATE,
    DESCRIPTION,
    IDENTIFIERS,
    INDICATOR,
    PERCENTAGE,
    QUANTITIES,
    URL,
)

AUTHORITY = "http://publications.europa.eu/resource/authority"
GROW = {"schemeAgencyID": "EU-COM-GROW"}
DOCUMENT = "ISO/IEC 9834-8:2008 - 4UUID"
# Version 2 knows fewer roles: who bids alone and who leads are the same.
OLD_ROLES = {"sole-tenderer": "SCLE", "group-lead": "SCLE", "group-mem": "GM", "oeron": "OERON", "subcont": "OENRON"}
UNITS = {"QUANTITY_INTEGER": "INTEGER", "QUANTITY_YEAR": "YEAR"}
SIMPLE = {INDICATOR: "ResponseIndicator", DATE: "ResponseDate", DESCRIPTION: "Description", URL: "ResponseURI"}
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one version."""

    version: str
    own: Attributes
    document: Attributes
    answer: Attributes
    pointer: Attributes
    lot: Attributes
    party: Attributes
    supplied: Attributes
    evidence: Attributes
    role_list: Attributes
    size_list: Attributes
    country_list: Attributes
    code_list: Attributes
    openness: tuple[str, Attributes]
    whole: tuple[str, ...] = ()  # what stands for a procurement without lots
    zoned_day: bool = False
    names_lots: bool = False
    readable_ids: bool = False

    @property
    def is_old(self) -> bool:
        return self.version == "2.1.1"

    def role(self, code: str) -> str:
        return OLD_ROLES.get(code, code) if self.is_old else code

    def size(self, code: str) -> str:
        return code.upper() if self.is_old else code

    def country(self, code: str) -> str:
        return country_code(code, self.version) or code

    def value(self, data_type: str, text: str = "") -> tuple[str, Attributes]:
        """The element that holds an answer of this type, with the attributes of an answer that reads `text`."""
        if data_type == AMOUNT:
            return "ResponseAmount", {"currencyID": "EUR"}
        if data_type == PERCENTAGE:
            return self._percentage()
        if data_type in QUANTITIES:
            unit = UNITS.get(data_type)
            return "ResponseQuantity", {"unitCode": unit} if unit else {}
        if data_type in CODES:
            return "ResponseCode", self._list_of(data_type, text)
        if data_type in IDENTIFIERS:
            return "ResponseID", self.party
        return SIMPLE.get(data_type, "Description"), {}

    def _list_of(self, data_type: str, code: str) -> Attributes:
        """The list of a code. A code of a list that the buyer has to name elsewhere is not said to be one of ours."""
        if data_type == "CODE_COUNTRY":
            return self.country_list
        roles = OLD_ROLES.values() if self.is_old else OLD_ROLES.keys()
        return self.code_list if code in roles else {}

    def _percentage(self) -> tuple[str, Attributes]:
        if self.is_old:
            return "ResponseQuantity", {"unitCode": "PERCENTAGE"}
        return "ResponseNumeric", {"format": "PERCENTAGE"}


def _codes(name: str, version: str) -> Attributes:
    return {"listID": f"{AUTHORITY}/{name}", "listAgencyID": "OP", "listVersionID": version}


def _scheme(name: str, agency: str, version: str) -> Attributes:
    return {"schemeID": name, "schemeAgencyID": agency, "schemeVersionID": version}


def _old() -> Attributes:
    return {"listAgencyID": "EU-COM-GROW", "listVersionID": "2.1.1"}


def _second() -> Dialect:
    document = _scheme(DOCUMENT, "EU-COM-GROW", "2.1.1")
    return Dialect(
        "2.1.1",
        own=GROW,
        document=document,
        answer=document,
        pointer=_scheme("CriteriaTaxonomy", "EU-COM-GROW", "2.1.1"),
        lot=GROW,
        party=GROW,
        supplied=GROW,
        evidence=GROW,
        role_list={"listID": "EORoleType", **_old()},
        size_list={"listID": "EOIndustryClassificationCode", **_old()},
        country_list={"listID": "CountryCodeIdentifier", "listAgencyID": "ISO", "listVersionID": "1.0"},
        code_list={"listID": "EORoleType", **_old()},
        openness=("PUBLIC", {"listID": "ConfidentialityLevel", **_old()}),
        zoned_day=True,
    )


def _later(version: str, dated: str) -> Dialect:
    """Versions 3 and 4 differ in the date of their lists, in how answers are numbered and in whether they name lots."""
    newest = version == "4.1.0"
    own = _scheme("Criterion", "OP", version)
    return Dialect(
        version,
        own={"schemeAgencyID": "OP"},
        document=_scheme(DOCUMENT, "OP", version),
        answer=own,
        pointer=own,
        lot=own,
        party={"schemeAgencyID": "OP"},
        supplied={"schemeAgencyID": "OP"},
        evidence={"schemeAgencyID": "OP"},
        role_list=_codes("eo-role-type", "20211208-0"),
        size_list=_codes("economic-operator-size", dated),
        country_list=_codes("country", dated),
        code_list=_codes("eo-role-type", "20211208-0"),
        openness=("PUBLIC", _codes("access-right", dated)),
        whole=("LOT-0000",),
        zoned_day=not newest,
        names_lots=newest,
        readable_ids=newest,
    )


DIALECTS = {"2.1.1": _second(), "3.3.0": _later("3.3.0", "20220316-0"), "4.1.0": _later("4.1.0", "20250924-0")}


def dialect_of(version: str) -> Dialect:
    """The dialect of a version that we know."""
    return DIALECTS[version]
