"""Every fact that the dossier knows, in the order of its page. To add one, add a line (docs/how-to.md)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from incubator.cooperatives.values import fact_checks, fact_editors, fact_meaning, fact_words
from incubator.cooperatives.values.fact_sources import FactSourceKind
from incubator.cooperatives.values.facts import CellKind, Editor, FactColumn, FactKey, FactKind

# Who has the last word on a fact. What the group owns it keeps up to date itself: a lesson is only how it begins.
STATUTES, REGISTER = FactSourceKind.DEED, FactSourceKind.REGISTER
LESSON, GROUP = FactSourceKind.EXERCISE, FactSourceKind.ENTERED


def _fact(
    key: str,
    name: str,
    nl: str,
    en: str,
    owner: FactSourceKind,
    *readers: str,
    kind: FactKind,
    check: Callable[[FactKey, Any, str], Any],
    editor: Editor,
    words: Callable[[FactKey, Any, str], str] = fact_words.text,
    choices: tuple[str, ...] = (),
    columns: tuple[FactColumn, ...] = (),
    meaning: Callable[[Any], Any] | None = None,
) -> FactKey:
    """A fact: its key, its name in addresses, its Dutch and its English label, its owner, and who reads it."""
    return FactKey(key, name, kind, nl, en, owner, readers, check, editor, words, choices, columns, meaning)


line = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_text, editor=fact_editors.LINE)
paragraphs = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_text, editor=fact_editors.PARAGRAPHS)
kvk = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_kvk, editor=fact_editors.LINE)
email = partial(
    _fact,
    kind=FactKind.TEXT,
    check=fact_checks.check_email,
    editor=fact_editors.LINE,
    meaning=fact_meaning.address,
)
seat = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_municipality, editor=fact_editors.MUNICIPALITY)
count = partial(
    _fact, kind=FactKind.NUMBER, check=fact_checks.check_count, editor=fact_editors.COUNT, words=fact_words.count
)
amount = partial(
    _fact, kind=FactKind.MONEY, check=fact_checks.check_amount, editor=fact_editors.AMOUNT, words=fact_words.amount
)
day = partial(_fact, kind=FactKind.DATE, check=fact_checks.check_day, editor=fact_editors.DAY, words=fact_words.day)
choice = partial(_fact, kind=FactKind.CHOICE, check=fact_checks.check_choice, editor=fact_editors.CHOICE)
lines = partial(
    _fact, kind=FactKind.LIST, check=fact_checks.check_list, editor=fact_editors.LINES, words=fact_words.items
)
sectors = partial(
    _fact,
    kind=FactKind.LIST,
    check=fact_checks.check_sectors,
    editor=fact_editors.SECTORS,
    words=fact_words.sector_names,
)
places = partial(
    _fact,
    kind=FactKind.LIST,
    check=fact_checks.check_places,
    editor=fact_editors.PLACES,
    words=fact_words.place_names,
    meaning=fact_meaning.place_codes,
)
cpv = partial(
    _fact, kind=FactKind.LIST, check=fact_checks.check_cpv, editor=fact_editors.CPV, words=fact_words.cpv_names
)
table = partial(
    _fact, kind=FactKind.RECORDS, check=fact_checks.check_records, editor=fact_editors.TABLE, words=fact_words.rows
)

PEOPLE = (
    FactColumn("name", "Naam", "Name", CellKind.PERSON, identifies=True),
    FactColumn("email", "E-mailadres", "E-mail address", CellKind.EMAIL),
)
EARLIER_WORK = (
    FactColumn("client", "Klant", "Client", identifies=True),
    FactColumn("work", "Wat jullie deden", "What you did", identifies=True),
    FactColumn("year", "Jaar", "Year"),
    FactColumn("value", "Bedrag in euro's", "Amount in euros", CellKind.AMOUNT),
)

_ALL = (
    line(
        "identity.name",
        "naam",
        "Naam van de coöperatie",
        "Name of the cooperative",
        STATUTES,
        "statutes",
        "register",
        "bids",
    ),
    choice(
        "identity.legal_form_suffix",
        "aansprakelijkheid",
        "Aansprakelijkheid van de leden (W.A., B.A. of U.A.)",
        "Liability of the members (W.A., B.A. or U.A.)",
        STATUTES,
        "statutes",
        choices=("W.A.", "B.A.", "U.A."),
    ),
    seat(
        "identity.seat",
        "zetel",
        "Gemeente van vestiging (statutaire zetel)",
        "Municipality of the registered seat",
        STATUTES,
        "statutes",
        "watch",
        "bids",
    ),
    line("identity.neighbourhood", "wijk", "Wijk of buurt", "Neighbourhood", LESSON, "bids", "challenges"),
    kvk("identity.kvk", "kvk-nummer", "KVK-nummer", "Chamber of Commerce number", STATUTES, "register", "bids"),
    day(
        "identity.deed_date",
        "datum-akte",
        "Datum van de akte van oprichting",
        "Date of the deed",
        STATUTES,
        "register",
        "bids",
    ),
    paragraphs("purpose.text", "doel", "Doel", "Purpose", STATUTES, "statutes", "bids"),
    lines(
        "purpose.needs",
        "behoeften",
        "Waarin de coöperatie haar leden voorziet (stoffelijke behoeften)",
        "Material needs of the members",
        STATUTES,
        "statutes",
    ),
    paragraphs(
        "purpose.business",
        "bedrijf",
        "Het bedrijf dat de coöperatie voert",
        "The business it runs",
        STATUTES,
        "statutes",
        "bids",
    ),
    paragraphs("offer.description", "wat-jullie-doen", "Wat jullie doen", "What you do", LESSON, "watch", "bids"),
    sectors("offer.sectors", "soorten-werk", "Soorten werk", "Kinds of work", GROUP, "watch", "challenges"),
    cpv("offer.cpv", "cpv-codes", "CPV-codes van jullie werk", "CPV codes of your work", GROUP, "watch"),
    lines("offer.keywords", "zoekwoorden", "Zoekwoorden", "Keywords", GROUP, "watch"),
    lines(
        "offer.exclude",
        "woorden-die-niet-passen",
        "Woorden die niet bij jullie passen",
        "Words that do not fit",
        GROUP,
        "watch",
    ),
    places("offer.places", "werkgebied", "Waar jullie werken", "Where you work", GROUP, "watch", "bids"),
    amount("offer.min_value", "kleinste-opdracht", "Kleinste opdracht", "Smallest contract", GROUP, "watch"),
    amount("offer.max_value", "grootste-opdracht", "Grootste opdracht", "Largest contract", GROUP, "watch"),
    table("people.founders", "oprichters", "Oprichters", "Founders", STATUTES, "statutes", "register", columns=PEOPLE),
    count("people.members_count", "aantal-leden", "Aantal leden", "Number of members", REGISTER, "bids"),
    paragraphs("people.roles", "taken", "Wie doet wat", "Who does what", LESSON, "bids"),
    amount(
        "capital.contribution",
        "inleg",
        "Inleg per lid",
        "Contribution of each member",
        STATUTES,
        "statutes",
        "register",
    ),
    count(
        "governance.board_size", "aantal-bestuurders", "Aantal bestuurders", "Number of directors", STATUTES, "statutes"
    ),
    paragraphs(
        "governance.decision_method",
        "besluiten",
        "Hoe jullie besluiten nemen",
        "How you decide",
        STATUTES,
        "statutes",
        "bids",
    ),
    line(
        "governance.pay_ratio",
        "beloningsverschil",
        "Grootste verschil in beloning",
        "Highest pay ratio",
        STATUTES,
        "statutes",
        "bids",
    ),
    lines("evidence.certificates", "certificaten", "Certificaten", "Certificates", GROUP, "bids"),
    table(
        "evidence.references",
        "referenties",
        "Eerder werk (referenties)",
        "References",
        GROUP,
        "bids",
        columns=EARLIER_WORK,
    ),
    paragraphs("evidence.insurance", "verzekeringen", "Verzekeringen", "Insurance", GROUP, "bids"),
    amount("finance.hourly_rate", "uurtarief", "Uurtarief zonder btw", "Hourly rate excluding VAT", LESSON, "bids"),
    amount(
        "finance.break_even",
        "omzet-uit-de-kosten",
        "Omzet waarbij jullie uit de kosten zijn",
        "Break-even turnover",
        LESSON,
        "bids",
    ),
    lines("values.principles", "waarden", "Waar jullie voor staan", "What you stand for", LESSON, "statutes", "bids"),
    line("contact.name", "contactpersoon", "Contactpersoon", "Contact person", GROUP, "bids"),
    email("contact.email", "e-mailadres", "E-mailadres", "E-mail address", GROUP, "bids"),
    line("contact.phone", "telefoonnummer", "Telefoonnummer", "Telephone number", GROUP, "bids"),
)

FACT_KEYS: dict[str, FactKey] = {fact.key: fact for fact in _ALL}
BY_NAME: dict[str, FactKey] = {fact.name: fact for fact in _ALL}
