"""What the answers say, in the words that a clause needs; an answer that is missing is an open point."""

from incubator.core.quantities import write_day, write_month_day
from incubator.core.reference import municipalities
from incubator.core.word import Inline, Open
from incubator.statutes.documents import wording_board, wording_meeting, wording_members, wording_money
from incubator.statutes.documents.language import ended, enumerated, uncapital, uncapitals, unended
from incubator.statutes.documents.naming import Word, chosen, or_open, organ_name
from incubator.statutes.rules.conditions import year_end
from incubator.statutes.values import Statutes
from incubator.statutes.values.organ_answers import Restriction, Seatholder

__all__ = ["Word", "lists", "organ_name", "words"]


def lists(statutes: Statutes) -> dict[str, tuple[str | Word, ...]]:
    """Answers that are written out under letters."""
    directors = statutes.first_board or statutes.board.directors
    return {
        "requirements": statutes.member_requirements,
        "obligations": statutes.member_obligations.listed,
        "termination_cases": statutes.termination_by_coop.cases,
        "exclusions": statutes.resignation.exclusions_36_3,
        "exit_conditions": statutes.exit.conditions,
        "suspension_grounds": statutes.suspension.grounds,
        "expulsion_grounds": statutes.expulsion.grounds,
        "incompatible": statutes.board.incompatible,
        "approval": statutes.board.approval_required,
        "restricted": tuple(map(_restriction, statutes.amendment.restricted)),
        # Names begin as people write them.
        "first_board": tuple(map(_first_seat, directors)),
        "rvc_members": tuple(map(_first_seat, statutes.rvc.members)),
    }


def _first_seat(holder: Seatholder) -> Word:
    """The name, the function and whether it is someone from outside: as a word, since a name keeps its capital."""
    text = unended(holder.name)
    if holder.function:
        text += f", {uncapital(holder.function)}"
    return (text + chosen(holder.is_member is False, " (geen lid)"),)


def _restriction(restriction: Restriction) -> Word:
    clause = unended(uncapital(restriction.clause))
    if restriction.majority is None:
        return f"{clause}: ", Open("welke meerderheid", f"Hoe zwaar het wijzigen van '{restriction.clause}' is")
    asked = f"{clause}: {wording_meeting.majority(restriction.majority)}"
    # The sentence above the list asks the same again for lifting a restriction (2:43(4)): only what is heavier is written.
    if restriction.change_majority in {None, restriction.majority}:
        return (asked,)
    lifting = wording_meeting.majority(restriction.change_majority)
    return (f"{asked}; voor het wijzigen van deze beperking {lifting}",)


def words(statutes: Statutes) -> dict[str, Word]:
    """Every word that a clause can ask for."""
    parts = (
        _identity,
        wording_members.words,
        wording_board.words,
        wording_board.supervisory_words,
        wording_meeting.words,
        wording_money.words,
    )
    asked: dict[str, Inline | Word] = {}
    for part in parts:
        asked |= part(statutes)
    return {name: _as_word(text) for name, text in asked.items()}


def _as_word(text: Inline | Word) -> Word:
    return text if isinstance(text, tuple) else (text,)


def _identity(s: Statutes) -> dict[str, Inline | Word]:
    return {
        "name": or_open(s.name, "naam", "De naam van de coöperatie"),
        "seat": or_open(_seat(s), "gemeente", "De gemeente van de zetel"),
        "duration": unended(uncapital(s.duration)),
        "purpose_text": or_open(ended(uncapital(s.purpose.text)), "doel", "Het doel"),
        "needs": or_open(
            enumerated(uncapitals(s.purpose.material_needs)), "behoeften", "De stoffelijke behoeften van de leden"
        ),
        "agreements": or_open(
            enumerated(uncapitals(s.purpose.member_agreement_types)), "overeenkomsten", "De overeenkomsten met leden"
        ),
        "business": or_open(unended(uncapital(s.purpose.business)), "bedrijf", "Het bedrijf van de coöperatie"),
        "aspirants_too": chosen(s.membership.aspirants.allowed, ", en ook met aspiranten"),
        "first_fiscal_year_end": _first_year_end(s),
        "first_board_missing": Open("namen", "De namen van de eerste bestuurders"),
        # 2:10a: the calendar year when nothing is chosen.
        "fiscal_year_end": write_month_day(year_end(s)),
        "running_year_end": Open("datum", "De laatste dag van het boekjaar dat loopt als de wijziging gaat werken"),
        "address": _address(s),
    }


def _first_year_end(s: Statutes) -> Inline:
    if s.first_fiscal_year_end is None:
        return Open("datum", "De laatste dag van het eerste boekjaar")
    return write_day(s.first_fiscal_year_end)


def _seat(s: Statutes) -> str:
    known = municipalities.municipality_by_name(s.seat.municipality)
    if known is not None:
        return known.name
    name = municipalities.name_of(s.seat.municipality) or s.seat.municipality
    # The seat lies in the Netherlands (2:27(4)(a)); another country is written, so that nobody overlooks it.
    return name if s.seat.country.upper() in {"NL", "NEDERLAND", ""} else f"{name} ({s.seat.country})"


def _address(s: Statutes) -> Inline:
    address = s.address
    place = f"{address.postcode} {address.city}".strip()
    return or_open(
        ", ".join(filter(None, (address.street, place))), "adres", "Het adres van de coöperatie bij de oprichting"
    )
