"""Every fact that the dossier knows, in the order of its page. To add one, add a line (docs/how-to.md)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from incubator.cooperatives.values import fact_checks, fact_editors
from incubator.cooperatives.values.facts import Editor, FactKey, FactKind


def _fact(
    key: str,
    nl: str,
    en: str,
    *readers: str,
    kind: FactKind,
    check: Callable[[FactKey, Any, str], Any],
    editor: Editor,
    choices: tuple[str, ...] = (),
    fields: tuple[str, ...] = (),
) -> FactKey:
    """A fact: its key, its Dutch and its English label, and who reads it."""
    return FactKey(key, kind, nl, en, readers, check, editor, choices, fields)


line = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_text, editor=fact_editors.LINE)
paragraphs = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_text, editor=fact_editors.PARAGRAPHS)
kvk = partial(_fact, kind=FactKind.TEXT, check=fact_checks.check_kvk, editor=fact_editors.LINE)
count = partial(_fact, kind=FactKind.NUMBER, check=fact_checks.check_count, editor=fact_editors.COUNT)
amount = partial(_fact, kind=FactKind.MONEY, check=fact_checks.check_amount, editor=fact_editors.AMOUNT)
day = partial(_fact, kind=FactKind.DATE, check=fact_checks.check_day, editor=fact_editors.DAY)
choice = partial(_fact, kind=FactKind.CHOICE, check=fact_checks.check_choice, editor=fact_editors.CHOICE)
lines = partial(_fact, kind=FactKind.LIST, check=fact_checks.check_list, editor=fact_editors.LINES)
table = partial(_fact, kind=FactKind.RECORDS, check=fact_checks.check_records, editor=fact_editors.TABLE)

_ALL = (
    line("identity.name", "Naam van de coöperatie", "Name of the cooperative", "statutes", "register", "bids"),
    choice(
        "identity.legal_form_suffix",
        "Aansprakelijkheid van de leden (W.A., B.A. of U.A.)",
        "Liability of the members (W.A., B.A. or U.A.)",
        "statutes",
        choices=("W.A.", "B.A.", "U.A."),
    ),
    line(
        "identity.seat",
        "Gemeente van vestiging (statutaire zetel)",
        "Municipality of the registered seat",
        "statutes",
        "watch",
        "bids",
    ),
    line("identity.neighbourhood", "Wijk of buurt", "Neighbourhood", "bids", "challenges"),
    kvk("identity.kvk", "KVK-nummer", "Chamber of Commerce number", "register", "bids"),
    day("identity.deed_date", "Datum van de akte van oprichting", "Date of the deed", "register", "bids"),
    paragraphs("purpose.text", "Doel", "Purpose", "statutes", "bids"),
    lines(
        "purpose.needs",
        "Waarin de coöperatie haar leden voorziet (stoffelijke behoeften)",
        "Material needs of the members",
        "statutes",
    ),
    paragraphs("purpose.business", "Het bedrijf dat de coöperatie voert", "The business it runs", "statutes", "bids"),
    paragraphs("offer.description", "Wat jullie doen", "What you do", "watch", "bids"),
    lines("offer.sectors", "Soorten werk", "Sectors", "watch", "challenges"),
    lines("offer.cpv", "CPV-codes van jullie werk", "CPV codes of your work", "watch"),
    lines("offer.keywords", "Zoekwoorden", "Keywords", "watch"),
    lines("offer.exclude", "Woorden die niet bij jullie passen", "Words that do not fit", "watch"),
    lines("offer.places", "Waar jullie werken", "Where you work", "watch", "bids"),
    amount("offer.min_value", "Kleinste opdracht", "Smallest contract", "watch"),
    amount("offer.max_value", "Grootste opdracht", "Largest contract", "watch"),
    table("people.founders", "Oprichters", "Founders", "statutes", "register", fields=("name", "email")),
    count("people.members_count", "Aantal leden", "Number of members", "bids"),
    paragraphs("people.roles", "Wie doet wat", "Who does what", "bids"),
    amount("capital.contribution", "Inleg per lid", "Contribution of each member", "statutes", "register"),
    count("governance.board_size", "Aantal bestuurders", "Number of directors", "statutes"),
    paragraphs("governance.decision_method", "Hoe jullie besluiten nemen", "How you decide", "statutes"),
    line("governance.pay_ratio", "Grootste verschil in beloning", "Highest pay ratio", "statutes", "bids"),
    lines("evidence.certificates", "Certificaten", "Certificates", "bids"),
    table(
        "evidence.references",
        "Eerder werk (referenties)",
        "References",
        "bids",
        fields=("client", "work", "year", "value"),
    ),
    paragraphs("evidence.insurance", "Verzekeringen", "Insurance", "bids"),
    amount("finance.hourly_rate", "Uurtarief zonder btw", "Hourly rate excluding VAT", "bids"),
    amount("finance.break_even", "Omzet waarbij jullie uit de kosten zijn", "Break-even turnover", "bids"),
    lines("values.principles", "Waar jullie voor staan", "What you stand for", "statutes", "bids"),
    line("contact.name", "Contactpersoon", "Contact person", "bids"),
    line("contact.email", "E-mailadres", "E-mail address", "bids"),
    line("contact.phone", "Telefoonnummer", "Telephone number", "bids"),
)

FACT_KEYS: dict[str, FactKey] = {fact.key: fact for fact in _ALL}
