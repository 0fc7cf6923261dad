"""The board and the supervisory board."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from incubator.statutes.rules.founding import WBTR, transition_is_over
from incubator.statutes.rules.organs import is_general_meeting, organ
from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes
from incubator.statutes.values.organ_answers import Seatholder

LAST_DAY_OF_TRANSITION = date(2026, 6, 30)  # until then what older statutes gave one director stayed valid
TWO_THIRDS = Fraction(2, 3)
# 2:37(6): dismissal is possible at any time; words that ask for a reason or a term make it conditional.
HINDERED_DISMISSAL = re.compile(
    r"niet tussentijds|gewichtige reden|dringende reden|pas na afloop|alleen bij|slechts bij|kan niet|onontslaanbaar"
    r"|unaniem|eenparig|alle leden|toestemming|alleen wegens|slechts wegens",
    re.I,
)
REPRESENTATION = re.compile(r"bestuur|voorzitter|secretaris|penningmeester|zelfstandig|board|director", re.I)
WITHOUT_MEMBERS = re.compile(
    r"\b(niet|zonder|buiten|anders? dan|anderen dan)\b[^.;]*\b(leden|vergadering|alv)\b|co[öo]ptatie|zichzelf|elkaar",
    re.I,
)
AMOUNT = re.compile(r"€|euro|\b\d{3,}\b", re.I)


@rule("appointment-and-dismissal-of-directors", number="C-16", articles=["BW 2:27(4)(e)"], severity=ERROR)
def appointment_and_dismissal(statutes: Statutes) -> Iterator[Broken]:
    for field, what in (("appointment_method", "benoemd"), ("dismissal_method", "ontslagen")):
        if not getattr(statutes.board, field):
            yield Broken(
                f"board.{field}",
                f"Er staat niet hoe bestuurders worden {what}.",
                "Vul in: door de algemene vergadering.",
            )


@rule(
    "absence-clause-for-directors",
    number="C-18",
    articles=["BW 2:44(5)", "BW 2:53a(1)"],
    severity=ERROR,
    confidence="A (article) / B (transition)",
    since=WBTR,
)
def absence_of_directors(statutes: Statutes) -> Iterator[Broken]:
    if not statutes.board.absence_all:
        yield Broken(
            "board.absence_clause.all_directors",
            "Er staat niet wie bestuurt als alle bestuurders er niet meer zijn of niet kunnen (ontstentenis of belet).",
            "Wijs een persoon of orgaan aan dat dan tijdelijk bestuurt.",
            None if transition_is_over(statutes.deed.signed_on) else WARNING,
        )


@rule("absence-clause-for-supervisors", number="C-19", articles=["BW 2:47(5)"], severity=ERROR, since=WBTR)
def absence_of_supervisors(statutes: Statutes) -> Iterator[Broken]:
    # Since 1 July 2021 (WBTR, 2:47(5)) the clause is obligatory for supervisors as for directors.
    if statutes.rvc.exists and not statutes.rvc.absence_clause:
        yield Broken(
            "rvc.absence_clause",
            "Er staat niet wie toezicht houdt als alle commissarissen er niet meer zijn of niet kunnen.",
            "Wijs een persoon of orgaan aan dat dan tijdelijk toezicht houdt.",
        )


OUTVOTING = ["BW 2:44(4)", "BW 2:47(4)"]
SURE_OF_OUTVOTING = "A (rule) / B (1-7-2026)"


@rule(
    "nobody-outvotes-the-others",
    number="C-20",
    articles=OUTVOTING,
    severity=ERROR,
    confidence=SURE_OF_OUTVOTING,
    since=WBTR,
    until=LAST_DAY_OF_TRANSITION,
)
def nobody_outvotes_in_new_statutes(statutes: Statutes) -> Iterator[Broken]:
    if transition_is_over(statutes.deed.signed_on):
        yield from nobody_outvotes(statutes)


@rule(
    "nobody-outvotes-the-others",
    number="C-20",
    articles=OUTVOTING,
    severity=ERROR,
    confidence=SURE_OF_OUTVOTING,
    since=date(2026, 7, 1),
)
def nobody_outvotes(statutes: Statutes) -> Iterator[Broken]:
    directors, supervisors = statutes.board.votes or statutes.board.directors, statutes.rvc.members
    yield from _outvoting("board.votes", "bestuurder", directors, seats=statutes.board.min or len(directors))
    if statutes.rvc.exists:
        yield from _outvoting("rvc.members", "commissaris", supervisors, seats=statutes.rvc.min or len(supervisors))


def _outvoting(field: str, title: str, holders: Sequence[Seatholder], *, seats: int) -> Iterator[Broken]:
    """Who is not named in a body has one vote."""
    votes = [holder.votes for holder in holders]
    # Seats without a name still vote: three seats with one named holder of two votes outvote nobody.
    votes += [1] * (seats - len(votes))
    if len(votes) > 1 and 2 * max(votes) > sum(votes):
        yield Broken(
            field,
            f"Eén {title} heeft meer stemmen dan de anderen samen. Dat mag niet.",
            f"Geef deze {title} hoogstens zoveel stemmen als de anderen samen hebben.",
        )


@rule("directors-are-members", number="B-01", articles=["BW 2:37(1)"], severity=ERROR)
def directors_are_members(statutes: Statutes) -> Iterator[Broken]:
    # Unknown is not “no”: only who is entered as no member counts, or every unfinished list would be an error.
    outsiders = [director.name for director in statutes.board.directors if director.is_member is False]
    if outsiders and not statutes.board.outsiders_allowed:
        yield Broken(
            "board.outsiders_allowed",
            f"Geen lid, wel bestuurder: {', '.join(outsiders)}. Dat kan alleen als de statuten het toestaan.",
            "Sta bestuurders van buiten toe in de statuten, of kies een lid.",
        )


@rule("members-appoint-directors", number="B-02", articles=["BW 2:37(2)"], severity=ERROR)
def members_appoint(statutes: Statutes) -> Iterator[Broken]:
    board = statutes.board
    by_members = is_general_meeting(board.appointment_method) and not WITHOUT_MEMBERS.search(board.appointment_method)
    if board.appointment_method and not by_members and not board.every_member_participates:
        yield Broken(
            "board.appointment_method",
            "Bestuurders worden benoemd door de algemene vergadering, of zo dat ieder lid aan de stemming kan meedoen.",
            "Laat de algemene vergadering benoemen. Anderen kunnen hoogstens minder dan de helft van het bestuur benoemen.",
        )


@rule("others-appoint-fewer-than-half", number="B-03", articles=["BW 2:37(3)"], severity=ERROR)
def others_appoint_fewer_than_half(statutes: Statutes) -> Iterator[Broken]:
    board = statutes.board
    # Counted against the smallest board that the statutes allow: that is where others weigh most (2:37(3)).
    others = board.appointed_by_others
    size = board.min or len(board.directors) or board.max
    whole = 1 if others < 1 else size  # the answer is a part of the board, or a number of directors
    if whole is None or 2 * others >= whole:
        yield Broken(
            "board.appointed_by_others",
            "Anderen dan de leden benoemen te veel bestuurders. Zij mogen altijd minder dan de helft benoemen.",
            "Bij drie of vier bestuurders mag dat er één zijn, bij vijf hoogstens twee. Reken met het kleinste bestuur.",
        )


@rule("binding-nomination-can-be-overridden", number="B-04", articles=["BW 2:37(4)"], severity=ERROR)
def binding_nomination(statutes: Statutes) -> Iterator[Broken]:
    nomination = statutes.board.binding_nomination
    if nomination is None:
        return
    for value, what in ((nomination.override_majority, "meerderheid"), (nomination.override_quorum, "opkomst")):
        if value is not None and value > TWO_THIRDS:
            yield Broken(
                "board.binding_nomination",
                f"De {what} om een bindende voordracht opzij te zetten is hoger dan twee derde.",
                "Maak dit twee derde (2/3) of minder.",
            )
    # A nomination that the meeting cannot set aside is an appointment by others, which 2:37(3) limits.
    if nomination.override_excluded:
        yield Broken(
            "board.binding_nomination",
            "De algemene vergadering moet een bindende voordracht altijd opzij kunnen zetten.",
            "Sta toe dat twee derde van de stemmen de voordracht opzijzet.",
        )


@rule("directors-can-be-dismissed", number="B-05", articles=["BW 2:37(6)"], severity=ERROR)
def directors_can_be_dismissed(statutes: Statutes) -> Iterator[Broken]:
    board = statutes.board
    if not board.dismissal_method and not board.dismissal_excluded:
        return
    # No appointing body entered is asked for by C-16; complaining twice about one gap helps nobody.
    same = organ(board.appointment_method) == organ(board.dismissal_method) or not board.appointment_method
    if board.dismissal_excluded or not same or HINDERED_DISMISSAL.search(board.dismissal_method):
        yield Broken(
            "board.dismissal_method",
            "Wie bestuurders benoemt, moet hen ook op elk moment kunnen schorsen en ontslaan.",
            "Laat hetzelfde orgaan benoemen en ontslaan, zonder extra eisen.",
        )


@rule("representation-is-clear", number="B-09", articles=["BW 2:45"], severity=WARNING)
def representation(statutes: Statutes) -> Iterator[Broken]:
    text = statutes.board.representation
    if not REPRESENTATION.search(text):
        yield Broken(
            "board.representation",
            "Er staat niet wie namens de coöperatie mag tekenen. Dan is dat alleen het hele bestuur.",
            "Kies bijvoorbeeld: het bestuur, of twee bestuurders samen.",
        )
    # 2:45(3): a limit in euros works only inside; third parties may rely on the signature whatever the amount.
    elif AMOUNT.search(text):
        yield Broken(
            "board.representation",
            "Een grens in euro's bij het tekenen werkt alleen tussen jullie. Tegen anderen kun je er geen beroep op doen.",
            "Zet zo'n grens liever in een bestuursreglement.",
            INFO,
        )


@rule(
    "supervisors-are-natural-persons-outside-the-board",
    number="B-11",
    articles=["BW 2:47(1)", "BW 2:47(3)"],
    severity=ERROR,
    confidence="A / C (disjoint is implied by the task)",
)
def supervisors(statutes: Statutes) -> Iterator[Broken]:
    if not statutes.rvc.exists:
        return
    if any(member.kind == "legal" for member in statutes.rvc.members):
        yield Broken(
            "rvc.members",
            "Een commissaris is altijd een mens, geen rechtspersoon.",
            "Kies natuurlijke personen als commissaris.",
        )
    # Named by name, because answers hold no identity; two people with one name are rarer than one on two chairs.
    directors = {director.name for director in (*statutes.board.directors, *statutes.board.votes)}
    if directors & {member.name for member in statutes.rvc.members}:
        yield Broken(
            "rvc.members",
            "Iemand kan niet tegelijk bestuurder en commissaris zijn.",
            "Kies voor het toezicht iemand anders.",
        )


@rule(
    "one-tier-board-is-for-the-notary",
    number="B-13",
    articles=["BW 2:44a", "BW 2:47(1)"],
    severity=WARNING,
    confidence="A (2023 text) / C (today)",
)
def one_tier(statutes: Statutes) -> Iterator[Broken]:
    # 2:44a for cooperatives is in the text of 2023, but what holds on the day of the deed the notary must say.
    if statutes.board.one_tier:
        yield Broken(
            "board.one_tier",
            "Een bestuur met uitvoerende en niet-uitvoerende bestuurders: het is niet zeker dat dit al kan.",
            "Bespreek dit met de notaris.",
        )
