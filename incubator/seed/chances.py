"""The chances of the demo's neighbourhood: one of each kind, one that became a group, one of which nobody heard anything for long."""

from dataclasses import replace

from incubator.accounts.models import User
from incubator.challenges.services import contracts
from incubator.challenges.values.contracts import ContractAnswers
from incubator.chances.models import Chance
from incubator.chances.services import chances, proposals
from incubator.chances.values import FROM_AWARD, FROM_MAP, ChanceKind, ChanceProgress, ChanceState, ChanceTerms
from incubator.core import quantities
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.buildings import of_place
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.seed.moment import Moment
from incubator.seed.neighbourhoods import UTRECHT

LEAK = (
    "De school en het buurthuis kopen dit buiten de wijk. De schoonmakers van De Bezem kunnen misschien een deel doen."
)
CONTRACT = "Dit contract van de gemeente loopt af. Wij vragen op tijd of een deel apart kan, zodat een groep uit de wijk kan meedoen."

SOURCES = {FROM_AWARD: "gunning van de opdracht", FROM_MAP: "geldkaart van de buurt"}


def chances_of(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """Fill the board, its histories and the public page."""
    shown = [write(place, people, at) for write in (_sewing, _garden, _bicycles)]
    _bathhouse(place, people, at)
    _panels(place, people, at)
    _contracts(people["annemiek"], at)
    _taken(place, people, at)
    for chance in shown:
        chances.show(chance, by=people["fatima"], now=at.ago(12))


def _write(place: Neighbourhood, terms: ChanceTerms, by: User, at: Moment, days: int) -> Chance:
    return chances.write(place, terms, by=by, now=at.ago(days), today=at.ago(days).date())


def _move(chance: Chance, progress: ChanceProgress, by: User, at: Moment, days: int) -> None:
    chances.move(chance, progress, by=by, now=at.ago(days), today=at.ago(days).date())


def _sewing(place: Neighbourhood, people: dict[str, User], at: Moment) -> Chance:
    aisha = people["aisha"]
    ground = StatedGround(Certainty.ESTIMATE, "buurtavond in De Spil", "de naaigroep", at.ago(85).date())
    terms = ChanceTerms(
        ChanceKind.COMMUNITY,
        "Naaiatelier aan het Zonneplein",
        "Acht vrouwen herstellen samen kleding. Drie scholen vroegen al om gordijnen. Zij willen weten of zij ervan kunnen leven.",
        ground,
        owner_id=aisha.id,
    )
    chance = _write(place, terms, aisha, at, 85)
    news = "In De Spil is op dinsdag en donderdag gratis een zaal vrij."
    step = "Met de scholen over prijzen praten"
    _move(chance, ChanceProgress(ChanceState.EXPLORING, "", step, at.ago(-12).date(), news), aisha, at, 9)
    return chance


def _garden(place: Neighbourhood, people: dict[str, User], at: Moment) -> Chance:
    lotte = people["lotte"]
    plot = next((known.id for known in of_place(place) if "veld" in known.name), None)
    ground = StatedGround(Certainty.FACT, "kaart van de gemeente", "", at.ago(60).date())
    terms = ChanceTerms(
        ChanceKind.GREEN,
        "Moestuin achter de school",
        "Het veld ligt al vijf jaar braak. De hoveniers en de school willen er een moestuin en een buitenklas van maken.",
        ground,
        sector="groen",
        building_id=plot,
        owner_id=lotte.id,
    )
    chance = _write(place, terms, lotte, at, 60)
    step = ChanceProgress(ChanceState.SEEN, "", "Vragen wie het veld beheert", at.ago(4).date())
    _move(chance, step, lotte, at, 40)
    return chance


def _bicycles(place: Neighbourhood, people: dict[str, User], at: Moment) -> Chance:
    samuel = people["samuel"]
    ground = StatedGround(Certainty.ESTIMATE, "droomavond in De Spil", "jongeren van De Spil", at.ago(70).date())
    terms = ChanceTerms(
        ChanceKind.COMMUNITY,
        "Fietswerkplaats De Ketting",
        "Zes jongeren knappen met twee monteurs oude fietsen op. De gemeente en Zonhof hebben er elke maand twintig staan.",
        ground,
        owner_id=samuel.id,
    )
    chance = _write(place, terms, samuel, at, 70)
    _move(chance, ChanceProgress(ChanceState.EXPLORING, news="Twee monteurs doen mee."), samuel, at, 30)
    chances.start_from(chance, by=samuel, now=at.ago(15), today=at.ago(15).date())
    return chance


def _bathhouse(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """Of this one nothing was heard for more than half a year: the page says so."""
    fatima = people["fatima"]
    bathhouse = next((known.id for known in of_place(place) if "badhuis" in known.name), None)
    ground = StatedGround(Certainty.FACT, "brief van Zonhof", "Woningcorporatie Zonhof", at.ago(250).date())
    terms = ChanceTerms(
        ChanceKind.PREMISES,
        "Het badhuis samen beheren",
        "Het badhuis staat leeg. Beheren kan zonder kopen: Zonhof zoekt een huurder voor vijf jaar.",
        ground,
        building_id=bathhouse,
        owner_id=fatima.id,
    )
    chance = _write(place, terms, fatima, at, 240)
    _move(chance, ChanceProgress(ChanceState.EXPLORING, news="Zonhof laat ons binnen kijken."), fatima, at, 215)


def _panels(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    samuel = people["samuel"]
    ground = StatedGround(Certainty.ESTIMATE, "", "bewoners van de flat", at.ago(130).date())
    terms = ChanceTerms(
        ChanceKind.COMMUNITY,
        "Zonnepanelen op het dak van de flat",
        "Bewoners willen samen stroom opwekken en de opbrengst delen.",
        ground,
    )
    chance = _write(place, terms, samuel, at, 130)
    reason = "Het dak wordt over drie jaar vernieuwd. Dan kijken we opnieuw."
    _move(chance, ChanceProgress(ChanceState.NOT_NOW, reason), samuel, at, 95)


def _contracts(by: User, at: Moment) -> None:
    """What the municipality answered to the incubator about contracts of its own. Made up."""
    for title, cpv, months, cents in (
        ("Schoonmaak van drie buurthuizen (voorbeeld)", "90910000", 9, 9_600_000),
        ("Maaltijden voor de dagopvang (voorbeeld)", "55520000", 12, 7_200_000),
    ):
        answers = ContractAnswers(
            UTRECHT,
            title,
            "Antwoord op een vraag aan de gemeente, verzonnen voor deze demo",
            supplier="Een bedrijf van buiten de stad",
            cpv=cpv,
            ends_on=quantities.months_later(at.today, months),
            value_cents=cents,
            source_on=at.ago(20).date(),
        )
        contracts.record(answers, None, by=by, now=at.ago(20))


def _taken(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """A contract that ends, and a leak on the money map: each taken over from what the incubator found itself."""
    for provider, begins, text, by, days in (
        (proposals.ending_contracts, "", CONTRACT, people["lotte"], 8),
        (proposals.leaking_money, "leak:schoonmaak", LEAK, people["fatima"], 6),
    ):
        known = [proposal for proposal in provider(place, at.now) if proposal.key.startswith(begins)]
        for proposal in known[:1]:
            shown = replace(proposal, source=SOURCES.get(proposal.source, proposal.source))
            chances.take(place, shown, text, by=by, now=at.ago(days), today=at.today)
