"""Phases, milestones and the keys of the dossier, each with its type and meaning."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Fase van oprichting, F0 to F7 (planning aid, no law), and stopped."""

    F0 = "F0"
    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    F5 = "F5"
    F6 = "F6"
    F7 = "F7"
    STOPPED = "stopped"

    @property
    def founded(self) -> bool:
        """The deed has been signed (akte van oprichting)."""
        return self in {Phase.F5, Phase.F6, Phase.F7}


class FactKind(StrEnum):
    """How the value of a fact is typed in JSON."""

    TEXT = "text"  # str
    NUMBER = "number"  # int or decimal string
    MONEY = "money"  # decimal string in euro
    DATE = "date"  # ISO date string
    CHOICE = "choice"  # str
    LIST = "list"  # list of str
    RECORDS = "records"  # list of {str: str}


@dataclass(frozen=True, slots=True)
class FactKey:
    """One thing that can be known of a cooperative. `readers` names the pages and documents that start from it."""

    key: str
    kind: FactKind
    nl: str
    en: str
    readers: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


_T, _N, _M, _D, _C, _L, _R = (
    FactKind.TEXT,
    FactKind.NUMBER,
    FactKind.MONEY,
    FactKind.DATE,
    FactKind.CHOICE,
    FactKind.LIST,
    FactKind.RECORDS,
)

FACT_KEYS: dict[str, FactKey] = {
    fact.key: fact
    for fact in (
        FactKey(
            "identity.name", _T, "Naam van de coöperatie", "Name of the cooperative", ("statutes", "register", "bids")
        ),
        FactKey(
            "identity.legal_form_suffix",
            _C,
            "Aansprakelijkheid van de leden (W.A., B.A. of U.A.)",
            "Liability of the members (W.A., B.A. or U.A.)",
            ("statutes",),
            choices=("W.A.", "B.A.", "U.A."),
        ),
        FactKey(
            "identity.seat",
            _T,
            "Gemeente van vestiging (statutaire zetel)",
            "Municipality of the registered seat",
            ("statutes", "watch", "bids"),
        ),
        FactKey("identity.neighbourhood", _T, "Wijk of buurt", "Neighbourhood", ("bids", "challenges")),
        FactKey("identity.kvk", _T, "KVK-nummer", "Chamber of Commerce number", ("register", "bids")),
        FactKey("identity.deed_date", _D, "Datum van de akte van oprichting", "Date of the deed", ("register", "bids")),
        FactKey("purpose.text", _T, "Doel", "Purpose", ("statutes", "bids")),
        FactKey(
            "purpose.needs",
            _L,
            "Waarin de coöperatie haar leden voorziet (stoffelijke behoeften)",
            "Material needs of the members",
            ("statutes",),
        ),
        FactKey(
            "purpose.business", _T, "Het bedrijf dat de coöperatie voert", "The business it runs", ("statutes", "bids")
        ),
        FactKey("offer.description", _T, "Wat jullie doen", "What you do", ("watch", "bids")),
        FactKey("offer.sectors", _L, "Soorten werk", "Sectors", ("watch", "challenges")),
        FactKey("offer.cpv", _L, "CPV-codes van jullie werk", "CPV codes of your work", ("watch",)),
        FactKey("offer.keywords", _L, "Zoekwoorden", "Keywords", ("watch",)),
        FactKey("offer.exclude", _L, "Woorden die niet bij jullie passen", "Words that do not fit", ("watch",)),
        FactKey("offer.places", _L, "Waar jullie werken", "Where you work", ("watch", "bids")),
        FactKey("offer.min_value", _M, "Kleinste opdracht", "Smallest contract", ("watch",)),
        FactKey("offer.max_value", _M, "Grootste opdracht", "Largest contract", ("watch",)),
        FactKey("people.founders", _R, "Oprichters", "Founders", ("statutes", "register"), fields=("name", "email")),
        FactKey("people.members_count", _N, "Aantal leden", "Number of members", ("bids",)),
        FactKey("people.roles", _T, "Wie doet wat", "Who does what", ("bids",)),
        FactKey("capital.contribution", _M, "Inleg per lid", "Contribution of each member", ("statutes", "register")),
        FactKey("governance.board_size", _N, "Aantal bestuurders", "Number of directors", ("statutes",)),
        FactKey("governance.decision_method", _T, "Hoe jullie besluiten nemen", "How you decide", ("statutes",)),
        FactKey("governance.pay_ratio", _T, "Grootste verschil in beloning", "Highest pay ratio", ("statutes", "bids")),
        FactKey("evidence.certificates", _L, "Certificaten", "Certificates", ("bids",)),
        FactKey(
            "evidence.references",
            _R,
            "Eerder werk (referenties)",
            "References",
            ("bids",),
            fields=("client", "work", "year", "value"),
        ),
        FactKey("evidence.insurance", _T, "Verzekeringen", "Insurance", ("bids",)),
        FactKey("finance.hourly_rate", _M, "Uurtarief zonder btw", "Hourly rate excluding VAT", ("bids",)),
        FactKey("finance.break_even", _M, "Omzet waarbij jullie uit de kosten zijn", "Break-even turnover", ("bids",)),
        FactKey("values.principles", _L, "Waar jullie voor staan", "What you stand for", ("statutes", "bids")),
        FactKey("contact.name", _T, "Contactpersoon", "Contact person", ("bids",)),
        FactKey("contact.email", _T, "E-mailadres", "E-mail address", ("bids",)),
        FactKey("contact.phone", _T, "Telefoonnummer", "Telephone number", ("bids",)),
    )
}


class FactSourceKind(StrEnum):
    """Where a fact comes from."""

    EXERCISE = "exercise"
    INTERVIEW = "interview"
    REGISTER = "register"
    DEED = "deed"
    IMPORT = "import"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact comes from: the kind, and which one (`eerste-idee/need`), and a link when there is a page for it."""

    kind: FactSourceKind
    ref: str = ""
    label: str = ""
