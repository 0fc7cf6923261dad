"""The fields that templates of managers may use: a name, and nothing that is reckoned. Plain Python."""

from collections.abc import Iterable

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

# No amount is among them: a template may be for the buyer.
FIELDS = {
    "opdracht": N_("The title of the procurement"),
    "opdrachtgever": N_("The buyer"),
    "kenmerk": N_("The number of the procurement"),
    "uiterste_moment": N_("The last moment to hand in"),
    "percelen": N_("The lots on which you bid"),
    "cooperatie": N_("The full name of the cooperative"),
    "kvk": N_("The number in the trade register"),
    "vestigingsplaats": N_("The municipality of the seat"),
    "doel": N_("The purpose"),
    "wat_wij_doen": N_("What the cooperative does"),
    "wie_doet_wat": N_("Who does what"),
    "besluiten": N_("How decisions are made"),
    "leden": N_("The number of members"),
    "certificaten": N_("The certificates"),
    "verzekeringen": N_("The insurance"),
    "waarden": N_("What the cooperative stands for"),
    "contactpersoon": N_("The contact person"),
    "email": N_("The e-mail address"),
    "telefoon": N_("The telephone number"),
    "datum": N_("The day on which the document is made"),
}
OF_FACTS = {
    "kvk": "identity.kvk",
    "vestigingsplaats": "identity.seat",
    "doel": "purpose.text",
    "wat_wij_doen": "offer.description",
    "wie_doet_wat": "people.roles",
    "besluiten": "governance.decision_method",
    "leden": "people.members_count",
    "certificaten": "evidence.certificates",
    "verzekeringen": "evidence.insurance",
    "waarden": "values.principles",
    "contactpersoon": "contact.name",
    "email": "contact.email",
    "telefoon": "contact.phone",
}
NOT_KNOWN = N_(
    "These fields are not known: %(names)s. Mend them in the Word file and bring it again before groups can use it."
)
NO_ROUTE = N_("Choose at least one kind of procurement.")
MOST_TEMPLATES = 100


def undeclared(names: Iterable[str]) -> list[str]:
    """Names that are no field of ours."""
    return [name for name in names if name not in FIELDS]


def check_usable(fields: Iterable[str], broken: Iterable[str], routes: Iterable[str]) -> None:
    """Whether groups may get this template. Raises `RuleViolation`."""
    wrong = [*undeclared(fields), *broken]
    if wrong:
        raise RuleViolation(NOT_KNOWN, names=", ".join(wrong)[:500])
    if not list(routes):
        raise RuleViolation(NO_ROUTE, field="routes")
