"""Answers about board, supervision and meeting that must fit each other."""

import re
from collections.abc import Iterator
from math import ceil

from incubator.statutes.rules.organs import KNOWN_ORGANS, OUTSIDERS, organ
from incubator.statutes.rules.people import among, first_directors, is_among, key, names_of_founders
from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes

APPEAL_BODY = re.compile(
    r"commissie|geschil|arbiter|beroep|scheids|kascommissie|lot\b|notaris|rechter|voorzitter", re.I
)

SIGN_TOGETHER = re.compile(r"\bsamen\b|gezamenlijk|\+|twee_bestuurders|twee bestuurders", re.I)


@rule("ranges-are-in-order", number="S-10", articles=["BW 2:27(4)(e)"], severity=ERROR, confidence="C")
def ranges_are_in_order(statutes: Statutes) -> Iterator[Broken]:
    bodies = (("board", statutes.board, "bestuurders"), ("rvc", statutes.rvc, "commissarissen"))
    for field, body, title in bodies:
        if body.min is not None and body.max is not None and body.min > body.max:
            yield Broken(
                f"{field}.max",
                f"Er zijn ten minste {body.min} en ten hoogste {body.max} {title}. Dat kan niet samen.",
                "Maak het hoogste aantal gelijk aan het laagste, of hoger.",
            )


@rule("first-board-has-the-right-size", number="S-11", articles=["BW 2:27(4)(e)"], severity=ERROR, confidence="C")
def first_board_has_the_right_size(statutes: Statutes) -> Iterator[Broken]:
    field = _answer_of_first_directors(statutes)
    count, low, high = len(first_directors(statutes)), _own_seats(statutes), statutes.board.max
    if count and low is not None and count < low:
        yield Broken(
            field,
            f"Het aantal eerste bestuurders is {count}, maar volgens de statuten zijn het er ten minste {low}.",
            "Noem er meer, of verlaag het aantal bestuurders.",
        )
    if count and high is not None and count > high:
        yield Broken(
            field,
            f"Het aantal eerste bestuurders is {count}, maar volgens de statuten zijn het er ten hoogste {high}.",
            "Noem er minder, of verhoog het aantal bestuurders.",
        )


def _answer_of_first_directors(statutes: Statutes) -> str:
    """Where the first directors were answered: whom the deed appoints, or the list of directors that older files hold."""
    return "first_board" if statutes.first_board else "board.directors"


def _own_seats(statutes: Statutes) -> int | None:
    """How many directors the deed must name: not those whom others appoint (2:37(3))."""
    low, others = statutes.board.min, statutes.board.appointed_by_others
    if low is None:
        return None
    if others < 1:  # the answer is a part of the board, or a number of directors
        others *= low
    return low - ceil(others)


@rule("first-directors-are-members", number="B-01", articles=["BW 2:37(1)"], severity=ERROR)
def first_directors_are_members(statutes: Statutes) -> Iterator[Broken]:
    founders = names_of_founders(statutes)
    # On the day of the deed the founders are the only members; without their names nothing can be compared.
    if statutes.board.outsiders_allowed or not founders:
        return
    for director in statutes.first_board:
        if director.is_member is False or (director.is_member is None and not is_among(director.name, founders)):
            yield Broken(
                "first_board",
                f"{director.name} is een eerste bestuurder maar geen oprichter, en bestuurders moeten lid zijn.",
                "Kies een oprichter, laat deze persoon mee oprichten, of sta bestuurders van buiten toe.",
            )


@rule("enough-members-for-the-board", number="S-12", articles=["BW 2:37(1)"], severity=ERROR, confidence="C")
def enough_members_for_the_board(statutes: Statutes) -> Iterator[Broken]:
    founders, low = statutes.deed.founders, statutes.board.min
    people = sum(founder.kind != "legal" for founder in founders)
    if founders and low is not None and low > people and not statutes.board.outsiders_allowed:
        yield Broken(
            "board.min",
            f"Het bestuur telt ten minste {low} bestuurders, maar het aantal oprichters dat bestuurder kan zijn is {people}: "
            "bestuurders zijn mensen en moeten lid zijn.",
            "Verlaag het aantal bestuurders, of sta bestuurders van buiten toe.",
        )


@rule("two-sign-where-there-are-two", number="S-24", articles=["BW 2:45"], severity=WARNING, confidence="C")
def two_sign_where_there_are_two(statutes: Statutes) -> Iterator[Broken]:
    if statutes.board.max == 1 and SIGN_TOGETHER.search(statutes.board.representation):
        yield Broken(
            "board.representation",
            "Twee bestuurders tekenen samen, maar het bestuur telt er hoogstens één.",
            "Laat alleen het bestuur tekenen, of kies een groter bestuur.",
        )


@rule(
    "a-legal-person-is-no-first-director", number="S-13", articles=["BW 2:27(4)(e)"], severity=WARNING, confidence="C"
)
def directors_are_people(statutes: Statutes) -> Iterator[Broken]:
    bodies = {key(founder.name) for founder in statutes.deed.founders if founder.kind == "legal"}
    for director in first_directors(statutes):
        if director.kind == "legal" or key(director.name) in bodies:
            yield Broken(
                _answer_of_first_directors(statutes),
                f"{director.name} is een rechtspersoon. Volgens deze statuten zijn bestuurders mensen.",
                "Noem de persoon die in het bestuur komt.",
            )


@rule(
    "nobody-supervises-themselves",
    number="B-11",
    articles=["BW 2:47(1)", "BW 2:47(3)"],
    severity=ERROR,
    confidence="A / C (disjoint is implied by the task)",
)
def nobody_supervises_themselves(statutes: Statutes) -> Iterator[Broken]:
    for name in among(statutes.rvc.members, statutes.first_board) if statutes.rvc.exists else ():
        yield Broken(
            "rvc.members",
            f"{name} staat bij de eerste bestuurders en bij de commissarissen. Dat gaat niet samen.",
            "Kies voor het toezicht iemand anders.",
        )


@rule("supervisors-have-a-board", number="S-14", articles=["BW 2:47(1)"], severity=WARNING, confidence="C")
def supervisors_have_a_board(statutes: Statutes) -> Iterator[Broken]:
    supervisors = statutes.rvc
    if supervisors.members and not supervisors.exists:
        yield Broken(
            "rvc.exists",
            "Er zijn commissarissen genoemd, maar er is geen raad van commissarissen.",
            "Kies voor een raad van commissarissen, of haal de namen weg.",
        )
    if supervisors.exists and not supervisors.members:
        yield Broken(
            "rvc.members",
            "Er is een raad van commissarissen, maar er zijn geen eerste commissarissen genoemd.",
            "Noem wie bij de oprichting commissaris wordt, of bespreek met de notaris wanneer zij worden benoemd.",
            INFO,
        )


@rule("supervisors-fit-their-board", number="S-14", articles=["BW 2:47(1)"], severity=WARNING, confidence="C")
def supervisors_fit_their_board(statutes: Statutes) -> Iterator[Broken]:
    supervisors = statutes.rvc
    if not supervisors.exists:
        return
    count, low = len(supervisors.members), supervisors.min
    if count and low is not None and count < low:
        yield Broken(
            "rvc.members",
            f"Het aantal eerste commissarissen is {count}, maar het zijn er ten minste {low}.",
            "Noem er meer, of verlaag het aantal commissarissen.",
        )
    if statutes.board.one_tier:
        yield Broken(
            "board.one_tier",
            "Er is een raad van commissarissen en ook toezicht binnen het bestuur. Kies een van beide.",
            "Bespreek met de notaris welke vorm van toezicht past.",
        )


@rule("audit-committee-is-possible", number="S-15", articles=["BW 2:48(2)"], severity=WARNING, confidence="C")
def audit_committee_is_possible(statutes: Statutes) -> Iterator[Broken]:
    founders = names_of_founders(statutes)
    directors = [director.name for director in first_directors(statutes)]
    others = [name for name in founders if not is_among(name, directors)]
    if statutes.rvc.exists or len(founders) < 2:
        return
    if len(others) < 2:
        yield Broken(
            _answer_of_first_directors(statutes),
            f"Niet in het bestuur: {len(others)} van de {len(founders)} leden bij de start. "
            "Voor de kascommissie zijn er twee nodig, tenzij een accountant de jaarrekening controleert.",
            "Kies een kleiner bestuur, neem leden aan, of laat een accountant controleren.",
        )


@rule("organs-are-organs", number="S-16", articles=["BW 2:40(1)"], severity=WARNING, confidence="C")
def organs_are_organs(statutes: Statutes) -> Iterator[Broken]:
    for field, text, task in _tasks(statutes):
        if not text:
            continue
        body = organ(text)
        if OUTSIDERS.search(text):
            yield Broken(
                field,
                f"'{text}' is geen orgaan van de coöperatie. {task} is een taak van een orgaan.",
                "Kies het bestuur, de algemene vergadering of de raad van commissarissen.",
                ERROR,
            )
        elif body == "rvc" and not statutes.rvc.exists:
            yield Broken(
                field,
                f"{task} ligt bij de raad van commissarissen, maar die is er niet.",
                "Kies een ander orgaan, of kies voor een raad van commissarissen.",
                ERROR,
            )
        elif body not in KNOWN_ORGANS and not APPEAL_BODY.search(text):
            yield Broken(
                field,
                f"'{text}' is geen orgaan dat deze statuten kennen.",
                "Kies het bestuur, de algemene vergadering of de raad van commissarissen.",
            )


def _tasks(statutes: Statutes) -> Iterator[tuple[str, str, str]]:
    """What an organ does: at which question, which organ was answered, and the task in words."""
    yield "admission.organ", statutes.admission.organ, "Toelaten van leden"
    # An outsider who ends memberships is a breach of its own (2:35(2)), which has its own rule.
    if not OUTSIDERS.search(statutes.termination_by_coop.organ):
        yield "termination_by_coop.organ", statutes.termination_by_coop.organ, "Opzeggen namens de coöperatie"
    yield "expulsion.organ", statutes.expulsion.organ, "Ontzetten"
    yield "expulsion.appeal.organ", statutes.expulsion.appeal_organ, "Beslissen op beroep"
    yield "suspension.organ", statutes.suspension.organ, "Schorsen"
    yield "convening.who", statutes.convening.who, "Oproepen voor de algemene vergadering"
    yield "board.remuneration_by", statutes.board.remuneration_by, "De beloning van bestuurders"
    yield "board.officers_by", statutes.board.officers_by, "Het aanwijzen van functies"
    yield "surplus.dissolution.chooser", statutes.surplus.chooser, "Kiezen wie het batig saldo krijgt"


@rule("appeal-goes-to-another-organ", number="S-17", articles=["BW 2:35(4)"], severity=ERROR, confidence="C")
def appeal_goes_to_another_organ(statutes: Statutes) -> Iterator[Broken]:
    expulsion = statutes.expulsion
    deciding, appeal = organ(expulsion.organ), organ(expulsion.appeal_organ)
    if deciding and deciding == appeal and deciding != "ALV":
        yield Broken(
            "expulsion.appeal.organ",
            f"Wie een lid ontzet ({expulsion.organ}), beslist ook op het beroep daartegen. Zo is het geen beroep.",
            "Geef beroep op de algemene vergadering.",
        )


@rule(
    "others-who-appoint-are-named", number="S-18", articles=["BW 2:37(3)", "BW 2:37(6)"], severity=ERROR, confidence="C"
)
def others_who_appoint_are_named(statutes: Statutes) -> Iterator[Broken]:
    board = statutes.board
    if board.appointed_by_others > 0 and not board.appointed_by:
        yield Broken(
            "board.appointed_by",
            "Anderen benoemen een deel van het bestuur, maar er staat niet wie dat zijn.",
            "Noem wie benoemt. Diezelfde schorst en ontslaat deze bestuurders ook.",
            WARNING,
        )
    if board.appointed_by_others > 0 and organ(board.appointed_by) == "ALV":
        yield Broken(
            "board.appointed_by",
            "Anderen dan de leden benoemen een deel van het bestuur, maar als benoemer staat de algemene vergadering genoemd.",
            "Noem wie van buiten benoemt, of laat de algemene vergadering alle bestuurders benoemen.",
        )
    if board.appointed_by and not board.appointed_by_others:
        yield Broken(
            "board.appointed_by_others",
            f"'{board.appointed_by}' benoemt een deel van het bestuur, maar er staat niet hoeveel bestuurders.",
            "Vul in hoeveel, altijd minder dan de helft.",
            WARNING,
        )
