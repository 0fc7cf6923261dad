"""The documents of the phases in words, and where each is made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _l

from incubator.cooperatives.values import DocumentState
from incubator.home.rules import exit_lists as places
from incubator.home.values import ExitItem
from incubator.statutes.documents.papers import Paper

DOCUMENTS = {
    "idee": _l("Your idea on one page"),
    "behoefte_en_aanbod": _l("What you need, and what you offer"),
    "belangstellenden": _l("Who wants to take part"),
    "mogelijke_kopers": _l("Who could buy your work"),
    "groepsafspraken": _l("Agreements on working together"),
    "besluitvorming": _l("How you decide"),
    "rollen": _l("Who does what"),
    "waarden": _l("What you stand for"),
    "geheimhouding_en_kosten": _l("What stays between you, and who paid what so far"),
    "vaardighedenkaart": _l("Who can do what (competence map)"),
    "marktverkenning": _l("What the market asks"),
    "uurprijs": _l("Price per hour"),
    "break_even": _l("Turnover at which you cover your costs"),
    "risicolijst": _l("List of risks"),
    "kapitaalbehoefte": _l("How much money you need to start"),
    "juridische_scan": _l("Scan of law and tax"),
    "gesprekken_met_kopers": _l("Talks with possible buyers"),
    "haalbaarheidsrapport": _l("Feasibility: go on, change or stop"),
    "ondernemingsplan": _l("Business plan"),
    "begroting_3j": _l("Budget for three years"),
    "liquiditeit_24m": _l("Cash flow for 24 months"),
    "financieringsmix": _l("Where the money comes from"),
    "beloningsbeleid": _l("Pay, and the largest difference in pay"),
    "statuten_concept": _l("Draft of the statutes, approved by the coach"),
    "statuten_toetsrapport": _l("Statutes checked against the law"),
    "huishoudelijk_reglement": _l("House rules"),
    "ledenovereenkomst": _l("Agreement between member and cooperative"),
    "toelatingsprocedure": _l("How new members are admitted"),
    "reglement_ledenkapitaal": _l("Rules for the members' capital"),
    "conflictregeling": _l("What you do in a conflict"),
    "statuten_akte": _l("Deed of the notary"),
    "kvk_uittreksel": _l("Extract of the trade register (KVK)"),
    "ubo_opgave": _l("Owners reported (UBO register)"),
    "belastingaanmelding": _l("Registered with the tax office"),
    "bankrekening": _l("Bank account"),
    "verzekeringspolissen": _l("Insurance"),
    "eerste_bestuur": _l("First board"),
    "ledenregister": _l("Register of members"),
    "privacyregister": _l("Register of personal data"),
    "certificatenplan": _l("Certificates: which, and when"),
    "gva": _l("Certificate of conduct for tenders (GVA)"),
    "verklaring_betalingsgedrag": _l("Statement of payment behaviour of the tax office"),
    "aansluiting_pensioen_cao": _l("Pension and collective labour agreement"),
    "ri_e": _l("Inventory of risks at work (RI&E)"),
    "referentieplan": _l("References: what you did before"),
    "eerste_inschrijving": _l("First bid handed in"),
    "leveringsplan": _l("How you will deliver"),
    "eerste_opdracht": _l("First contract"),
    "notulen_eerste_alv": _l("Minutes of the first general meeting"),
    "vastgestelde_jaarrekening": _l("Annual accounts adopted"),
    "scholing_leden": _l("Training of members"),
    "evaluatie": _l("How it goes, looked at together"),
    "solidariteit": _l("What you do for other cooperatives"),
}
STATES = {
    DocumentState.MISSING: _l("to do"),
    DocumentState.BEGUN: _l("begun"),
    DocumentState.WITH_COACH: _l("with the coach"),
    DocumentState.DONE: _l("done"),
    DocumentState.NOT_NEEDED: _l("not needed"),
}
BADGES = {
    DocumentState.MISSING: "later",
    DocumentState.BEGUN: "now",
    DocumentState.WITH_COACH: "waiting",
    DocumentState.DONE: "done",
    DocumentState.NOT_NEEDED: "done",
}


# The papers beside the deed, by the document of the phase that they are.
PAPERS = {
    "huishoudelijk_reglement": Paper.HOUSE_RULES,
    "ledenovereenkomst": Paper.MEMBER_AGREEMENT,
    "reglement_ledenkapitaal": Paper.CAPITAL_ACCOUNTS,
}


def _lesson(slug: str, item: ExitItem) -> str:
    if not item.subject:  # no lesson of the track belongs to this phase
        return url_for("learning.track", slug=slug)
    return url_for("learning.exercise", slug=slug, ref=item.subject)


# By place: the page and what its address names beside the group.
PLACES: dict[str, Callable[[str, ExitItem], str]] = {
    places.LESSON: _lesson,
    places.STATUTES: lambda slug, _item: url_for("statutes.index", slug=slug),
    places.CHECK: lambda slug, _item: url_for("statutes.check", slug=slug),
    places.FOUNDING: lambda slug, _item: url_for("statutes.index", slug=slug),
    places.PAPER: lambda slug, item: url_for("papers.text", slug=slug, paper=PAPERS[item.document]),
    places.REGISTER: lambda slug, _item: url_for("register.index", slug=slug),
    places.PROFILE: lambda slug, _item: url_for("watch.matches", slug=slug),
    places.BIDS: lambda slug, _item: url_for("bids.index", slug=slug),
    places.DOSSIER: lambda slug, _item: url_for("cooperatives.dossier", slug=slug),
    places.BY_HAND: lambda slug, item: url_for("home.document", slug=slug, key=item.document),
}


def path_of(slug: str, item: ExitItem) -> str:
    """The page where this document is made."""
    return PLACES[item.place](slug, item)


@dataclass(frozen=True, slots=True)
class ExitLine:
    """One document as a page shows it. `marked` is the page where people say where it stands, when that is another one."""

    item: ExitItem
    name: str
    url: str
    state: str
    badge: str
    marked: str


def exit_lines(slug: str, items: Iterable[ExitItem]) -> list[ExitLine]:
    """The exit list as a page shows it."""
    return [_line(slug, item) for item in items]


def _line(slug: str, item: ExitItem) -> ExitLine:
    return ExitLine(
        item,
        str(DOCUMENTS[item.document]),
        path_of(slug, item),
        str(STATES[item.state]),
        BADGES[item.state],
        url_for("home.document", slug=slug, key=item.document),
    )
