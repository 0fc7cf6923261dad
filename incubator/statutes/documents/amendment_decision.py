"""The decision to change statutes: what the statutes in force and the act ask of it, and what of it is known (2:42 and 2:43 BW)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from incubator.core.quantities import write_day, write_share
from incubator.core.word import Inline, Open, Text
from incubator.statutes.documents.naming import regime_in_words
from incubator.statutes.documents.wording_meeting import majority
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.values import Statutes
from incubator.statutes.values.amended_deed import AmendedDeed

TWO_THIRDS = Fraction(2, 3)  # 2:43(1), unless the statutes say otherwise


def meeting_day(amended: AmendedDeed) -> Inline:
    """The day of the general meeting that decided, or an open point."""
    if amended.met_on is None:
        return Open("datum van de algemene vergadering", "De datum van de algemene vergadering die de wijziging aannam")
    return write_day(amended.met_on)


def convened(in_force: Statutes) -> Text:
    """How the meeting was called, beside what the statutes in force ask (2:42(1) BW: seven days at least)."""
    days = max(7, in_force.convening.notice_days or 7)
    return (
        "De oproeping is verzonden op ",
        Open("datum van de oproeping", f"De dag van de oproeping: ten minste {days} dagen voor de vergadering"),
        f", ten minste {days} dagen voor de vergadering. Zij vermeldde dat een wijziging van de statuten werd voorgesteld.",
    )


def inspected(in_force: Statutes) -> Text:
    """2:42(2) BW: five days for members; with delegates fourteen, and made known to them."""
    if in_force.ledenraad.exists:
        return (
            "De letterlijke tekst van het voorstel is op ",
            Open("datum", "De dag waarop de afgevaardigden de tekst kregen: ten minste 14 dagen voor de vergadering"),
            ", ten minste veertien dagen voor de vergadering, ter kennis van de afgevaardigden gebracht.",
        )
    return (
        "Een afschrift met de letterlijke tekst van het voorstel lag vanaf ",
        Open("datum", "De dag vanaf wanneer de tekst ter inzage lag: ten minste vijf dagen voor de vergadering"),
        ", ten minste vijf dagen voor de vergadering, tot na afloop van de dag van de vergadering voor de leden ter inzage.",
    )


def voters(in_force: Statutes) -> str:
    return "afgevaardigden" if in_force.ledenraad.exists else "leden"


def attended(in_force: Statutes) -> Text:
    """Who was there, beside the quorum that the statutes in force ask (2:43(2) BW leaves it to them)."""
    who, share = voters(in_force), in_force.amendment.quorum_share
    counted: Text = (
        "Van de ",
        Open("aantal", f"Hoeveel {who} er waren op de dag van de vergadering"),
        f" {who} waren er ",
        Open("aantal", f"Hoeveel {who} aanwezig of vertegenwoordigd waren"),
        " aanwezig of vertegenwoordigd. ",
    )
    if not share:
        return *counted, "De geldende statuten eisen voor dit besluit geen aantal aanwezigen."
    return (
        *counted,
        f"De geldende statuten eisen dat ten minste {write_share(share)} van de {who} aanwezig of vertegenwoordigd is",
        ", ",
        Open(
            "of: dit was een tweede vergadering",
            "Of er genoeg aanwezigen waren, of dat in een tweede vergadering is besloten",
        ),
        ".",
    )


def votes(in_force: Statutes) -> Text:
    """The votes, beside the majority that the statutes in force ask (2:43(1) BW: two thirds where they are silent)."""
    asked = required_majority(in_force)
    return (
        "Er zijn ",
        Open("aantal", "Hoeveel stemmen zijn uitgebracht"),
        " stemmen uitgebracht, waarvan ",
        Open("aantal", "Hoeveel stemmen voor de wijziging waren"),
        " voor en ",
        Open("aantal", "Hoeveel stemmen tegen de wijziging waren"),
        f" tegen. De geldende statuten eisen {asked}.",
    )


def required_majority(in_force: Statutes) -> str:
    """The majority that the statutes in force ask for a change; the two thirds of the act where they name none."""
    return majority(in_force.amendment.majority_share or TWO_THIRDS)


def points_of_amendment(statutes: Statutes, amended: AmendedDeed, today: date) -> Iterator[str]:
    """What the notary must look at because these statutes change others, a sentence each."""
    in_force = statutes.amends
    if in_force is None:
        return
    first_end = in_force.first_fiscal_year_end
    if amended.is_founding and first_end is not None and first_end >= today:
        yield (
            f"Het eerste boekjaar loopt volgens de geldende statuten tot en met {write_day(first_end)}. De nieuwe tekst zegt daar niets "
            "meer over: moet die bepaling blijven staan tot die dag?"
        )
    yield from _restrictions(in_force)
    yield from _what_begins(statutes, in_force)
    if amended.own_words:
        yield (
            f"De geldende akte heeft woorden van de notaris zelf in artikel {', '.join(amended.own_words)}. De nieuwe tekst vervangt ze: "
            "kijk in de vergelijking of dat de bedoeling is."
        )


def _what_begins(statutes: Statutes, in_force: Statutes) -> Iterator[str]:
    """Bodies and duties that the statutes in force do not have, and that the new text alone does not set going."""
    if statutes.rvc.exists and not in_force.rvc.exists:
        yield (
            "Er komt een raad van commissarissen. De nieuwe tekst benoemt niemand: wie benoemt de algemene vergadering als eerste "
            "commissarissen, en vanaf wanneer (artikel 2:47 lid 1 BW)?"
        )
    before, after = in_force.liability.regime, statutes.liability.regime
    if before and after and before != after:
        change = f"{regime_in_words(before)} in {regime_in_words(after)}"
        yield (
            f"De aansprakelijkheid van leden verandert van {change} Bespreek met de notaris wat dat betekent voor leden, oud-leden en "
            "schuldeisers, en wat het handelsregister dan nodig heeft (artikel 2:56 BW, artikel 2:61 BW)."
        )


def _restrictions(in_force: Statutes) -> Iterator[str]:
    """2:43(4) BW: what restricts a change is itself only changed under the same restriction."""
    for restriction in in_force.amendment.restricted:
        yield (
            f"Voor deze bepaling geldt volgens de geldende statuten een beperking: {restriction.clause}. Verandert zij, dan moet het "
            "besluit daaraan voldoen (artikel 2:43 lid 4 BW)."
        )
    if "indivisible" in conditions(in_force):
        yield (
            "De geldende statuten laten de bepalingen over de ondeelbare reserve alleen wijzigen met algemene stemmen, in een vergadering "
            f"waarin alle {voters(in_force)} aanwezig of vertegenwoordigd zijn. Veranderen zij, dan moet het besluit daaraan voldoen "
            "(artikel 2:43 lid 4 BW)."
        )
