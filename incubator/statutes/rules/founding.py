"""The deed of incorporation and who founds (formation rules)."""

import re
from collections.abc import Iterator
from datetime import date

from incubator.core.reference import municipalities
from incubator.statutes.rules.people import key, members_at_the_start
from incubator.statutes.rules.registry import ERROR, WARNING, Broken, rule
from incubator.statutes.values import Statutes

WBTR = date(2021, 7, 1)  # the act on management and supervision of legal persons came into force
# Article 2:27(2): a deed in Frisian is valid only when the seat is in Fryslân.
FRISIAN = {"friesland", "fryslân", "fryslan"}
NOTARIAL = {"notarial", "notarieel", "notariele akte", "notariële akte"}
DUTCH = {"nl", "nederlands", "dutch", "nld"}
FRYSK = {"fy", "fries", "frysk", "frisian", "fry"}


@rule(
    "founded-by-notarial-deed",
    number="C-01",
    articles=["BW 2:4(1)", "BW 2:53(1)", "BW 2:54(1)"],
    severity=ERROR,
)
def founded_by_notarial_deed(statutes: Statutes) -> Iterator[Broken]:
    deed = statutes.deed
    if deed.form.lower() not in NOTARIAL:
        yield Broken(
            "deed.form",
            "Een coöperatie ontstaat alleen door een akte van de notaris (notariële akte).",
            "Kies de notariële akte en maak een afspraak met een notaris.",
        )
    # A date without a notary is more often a slip than a fraud, but article 2:4(1) makes a deed without a notary no deed at all.
    elif deed.signed_on and not deed.notary_id:
        yield Broken(
            "deed.notary_id",
            "Er staat een datum van de akte, maar niet welke notaris de akte maakte.",
            "Vul in welke notaris de akte heeft gemaakt.",
        )
    elif not deed.signed_on:
        yield Broken(
            "deed.signed_on",
            "De akte is nog niet getekend. Tot die dag bestaat de coöperatie niet en zijn jullie zelf aansprakelijk.",
            "Teken nog geen contracten op naam van de coöperatie. Vul na het tekenen de datum in.",
            WARNING,
        )


@rule("two-founders", number="C-02", articles=["BW 2:54(1)"], severity=ERROR, confidence="A/B")
def two_founders(statutes: Statutes) -> Iterator[Broken]:
    # A cooperative is founded by a contract in more than one person's name (2:54(1)); one who signs twice is still one.
    people = {key(founder.person_id) for founder in statutes.deed.founders}
    if len(people - {""}) < 2:
        yield Broken(
            "deed.founders",
            "Voor een coöperatie zijn minstens twee verschillende oprichters nodig.",
            "Vul de namen in van iedereen die de akte mee ondertekent: ten minste twee personen.",
        )


@rule("deed-in-dutch-or-frisian", number="C-03", articles=["BW 2:27(2)"], severity=ERROR)
def deed_in_dutch(statutes: Statutes) -> Iterator[Broken]:
    language = statutes.deed.language.lower()
    if language in DUTCH or (language in FRYSK and seat_is_frisian(statutes)):
        return
    yield Broken(
        "deed.language",
        "De akte moet in het Nederlands zijn. Fries mag alleen als de zetel in Fryslân is.",
        "Kies Nederlands als taal van de akte. Een vertaling mag ernaast.",
    )


def seat_is_frisian(statutes: Statutes) -> bool:
    """Whether the seat lies in Fryslân, where a deed may be in Frisian too (2:27(2))."""
    # The list knows the province for sure; what was typed counts only for a place that the list does not have.
    known = municipalities.municipality_by_name(statutes.seat.municipality)
    if known is not None:
        return known.province.lower() in FRISIAN
    return statutes.seat.province.lower() in FRISIAN


@rule("absent-founder-gave-written-power", number="C-04", articles=["BW 2:27(2)"], severity=ERROR)
def written_power_of_attorney(statutes: Statutes) -> Iterator[Broken]:
    for index, founder in enumerate(statutes.deed.founders):
        # An oral power is void here (2:27(2)): the notary may not read the deed to someone who is not represented in writing.
        if not founder.present and not founder.written_poa:
            yield Broken(
                f"deed.founders.{index}",
                f"{founder.name or 'Een oprichter'} is er niet bij de notaris en heeft geen schriftelijke volmacht gegeven.",
                "Laat deze oprichter zelf komen, of vooraf een schriftelijke volmacht tekenen.",
            )


WITHOUT_MEMBERS = "Een coöperatie moet vanaf het begin leden hebben. Zonder leden houdt zij op te bestaan."
TWO_MEMBERS = "Zorg dat er op de dag van de akte minstens twee leden zijn."


@rule(
    "has-members-from-the-start",
    number="C-21",
    articles=["BW 2:19(1)(d)", "BW 2:26", "BW 2:53"],
    severity=ERROR,
    confidence="A (2:19) / B",
)
def members_from_the_start(statutes: Statutes) -> Iterator[Broken]:
    first = statutes.operation.first_members
    # Without members the legal person ends by itself (2:19(1)(d)); with one it still exists, so that only warns.
    if first is not None and first < 2:
        yield Broken("first_members", WITHOUT_MEMBERS, TWO_MEMBERS, ERROR if first < 1 else WARNING)
    elif first is None and len(members_at_the_start(statutes)) < 2 <= len(statutes.deed.founders):
        yield Broken("deed.founders", WITHOUT_MEMBERS, TWO_MEMBERS, WARNING)


@rule("no-trading-as-cooperative-before-founding", number="C-22", articles=["BW 2:63(1)"], severity=WARNING)
def not_trading_as_cooperative(statutes: Statutes) -> Iterator[Broken]:
    operation = statutes.operation
    # 2:63(1) forbids others than cooperatives to trade under this word; directors are liable for what it costs third parties.
    named = re.search(r"co[öo]perati(ef|eve)", operation.public_name, re.I)
    if named and operation.status not in {"", "registered"}:
        yield Broken(
            "operation.public_name",
            "Jullie gebruiken het woord 'coöperatief' al, maar de coöperatie bestaat nog niet.",
            "Werk tot de akte onder een naam zonder 'coöperatief'.",
        )


def transition_is_over(signed_on: date | None) -> bool:
    """New statutes (and all since 1 July 2021) must hold what the WBTR asks."""
    return signed_on is None or signed_on >= WBTR


def unsaid(statutes: Statutes) -> list[str]:
    """The paths of what every deed of incorporation says (articles 2:27(4) and 2:54(1) BW) and these answers do not."""
    purpose = statutes.purpose
    missing = {
        "name": not statutes.name.strip(),
        "seat.municipality": not statutes.seat.municipality,
        # A purpose can be written whole, or be put together from what it consists of.
        "purpose.text": not (purpose.text.strip() or purpose.business or purpose.material_needs),
        "deed.founders": any(two_founders(statutes)),
    }
    return [path for path, is_missing in missing.items() if is_missing]
