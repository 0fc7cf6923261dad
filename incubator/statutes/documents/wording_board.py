"""What the answers say about the board and the supervisory board."""

from fractions import Fraction

from incubator.core.quantities import write_share, write_years
from incubator.core.word import Inline, Open, Ref
from incubator.statutes.documents.language import capital, ended, enumerated, uncapital, unended
from incubator.statutes.documents.naming import (
    Word,
    against_the_law,
    chosen,
    count,
    or_open,
    organ_name,
    organ_or_open,
    range_of,
)
from incubator.statutes.documents.wording_meeting import majority
from incubator.statutes.values import Statutes
from incubator.statutes.values.organ_answers import BindingNomination, Board, Seatholder

REPRESENTATION = {
    "twee_bestuurders": "twee bestuurders samen",
    "zelfstandig": "iedere bestuurder afzonderlijk",
    "voorzitter+secretaris": "de voorzitter en de secretaris samen",
    "voorzitter+penningmeester": "de voorzitter en de penningmeester samen",
}
# Two who sign together are two people.
APART = {"voorzitter+secretaris": "secretaris", "voorzitter+penningmeester": "penningmeester"}
OF_OTHERS = ("others_appointed", "Others_fewer", "others_dismissed", "not_for_others", "vacancy_others")
ALL_TAKE_PART = " Ieder lid kan rechtstreeks of middellijk aan de stemming over de benoeming deelnemen."
UNLESS_OTHERS = ", behalve wie volgens dit artikel door anderen wordt benoemd"
SET_BY_MEETING = " De algemene vergadering stelt het aantal vast."


def words(s: Statutes) -> dict[str, Inline | Word]:
    """The words of the chapter on the board."""
    board, nomination = s.board, s.board.binding_nomination or BindingNomination()
    return {
        "board_size": or_open(
            range_of(board.min, board.max, "bestuurder", "bestuurders"), "aantal bestuurders", "Het aantal bestuurders"
        ),
        "board_size_by": _set_by_meeting(board.min, board.max),
        "first_ref": Ref("buitenstaanders" if board.outsiders_allowed else "uit-de-leden"),
        "unless_others": chosen(bool(board.appointed_by_others), UNLESS_OTHERS),
        "appointment_method": organ_or_open(board.appointment_method, "Wie de bestuurders benoemt"),
        "all_take_part": chosen(board.every_member_participates, ALL_TAKE_PART),
        "dismissal_method": organ_or_open(board.dismissal_method, "Wie de bestuurders ontslaat"),
        "dismissal_excluded": against_the_law(
            board.dismissal_excluded, "Ontslag van een bestuurder kan niet worden uitgesloten (artikel 2:37 lid 6 BW)"
        ),
        **_others(board),
        "nomination_by": or_open(nomination.by, "wie", "Wie de bindende voordracht opmaakt"),
        "override": _override(nomination),
        "term": write_years(Fraction(board.term_years or 0)),
        "Functions_apart": _functions_apart(board.representation),
        "Officers_by": capital(organ_name(board.officers_by, "bestuur")),
        "board_votes": _heavier(board.votes),
        "Remuneration_by": capital(organ_name(board.remuneration_by, "ALV")),
        "one_tier": Open(
            "de notaris beoordeelt dit",
            "Of een bestuur met niet-uitvoerende bestuurders mogelijk is (artikel 2:44a BW)",
        ),
        "absence_some": ended(uncapital(board.absence_some)),
        "absence_all": or_open(
            ended(uncapital(board.absence_all)), "wie bestuurt", "Wie bestuurt als alle bestuurders er niet zijn"
        ),
        "conflict": ended(capital(board.conflict_clause)),
        "representation": REPRESENTATION.get(board.representation, unended(board.representation)),
    }


def _set_by_meeting(low: int | None, high: int | None) -> str:
    """Who sets the number, where there is something to choose."""
    is_fixed = low is None or low == high
    return "" if is_fixed else SET_BY_MEETING


def _functions_apart(representation: str) -> str:
    other = APART.get(representation)
    apart = f", maar de voorzitter is niet ook {other}" if other else ""
    return f"Iemand kan meer dan één van deze functies hebben{apart}."


def _heavier(holders: tuple[Seatholder, ...]) -> str:
    return enumerated(tuple(f"{holder.name} ({count(holder.votes)} stemmen)" for holder in holders if holder.votes > 1))


def _others(board: Board) -> dict[str, Inline | Word]:
    """Directors whom others than the members appoint (2:37(3)): who, how many, and who dismisses them (2:37(6))."""
    share = board.appointed_by_others
    who = or_open(unended(board.appointed_by), "wie", "Wie de andere bestuurders benoemt")
    if not share:
        return {"others_who": who, **dict.fromkeys(OF_OTHERS, "")}
    return {
        "others_who": who,
        "others_appointed": _others_appointed(share),
        "Others_fewer": "Dat is altijd minder dan de helft van de bestuurders.",
        "others_dismissed": (
            " Een bestuurder die door ",
            who,
            " is benoemd, wordt in afwijking daarvan geschorst of ontslagen door ",
            who,
            ".",
        ),
        "not_for_others": (
            " Dit geldt niet voor wie door ",
            who,
            " wordt benoemd.",
        ),
        "vacancy_others": (
            " Gaat het om een bestuurder die door ",
            who,
            " wordt benoemd, dan vraagt het bestuur binnen die tijd om een nieuwe benoeming.",
        ),
    }


def _others_appointed(share: Fraction) -> str:
    """Others appoint a part of the board ("een derde") or a number of directors."""
    if share < 1:
        return f"wordt {write_share(share)} van de bestuurders"
    if share == 1:
        return "wordt één bestuurder"
    return f"worden {count(int(share))} bestuurders"


def _override(nomination: BindingNomination) -> Word:
    # 2:37(4): two thirds at most; who chose nothing gets the law.
    share = majority(nomination.override_majority or Fraction(2, 3))
    quorum = ""
    if nomination.override_quorum:
        present = write_share(nomination.override_quorum)
        quorum = f", in een vergadering waarin ten minste {present} van de stemmen kan worden uitgebracht"
    text = f" De algemene vergadering kan aan de voordracht het bindende karakter ontnemen met {share}{quorum}."
    why = "De vergadering kan een bindende voordracht altijd doorbreken (artikel 2:37 lid 4 BW)"
    return (text, *against_the_law(nomination.override_excluded, why))


def supervisory_words(s: Statutes) -> dict[str, Inline | Word]:
    """The words of the chapter on supervision, and what the supervisory board adds elsewhere."""
    rvc = s.rvc
    heavier = _heavier(rvc.members)
    return {
        "rvc_size": or_open(
            range_of(rvc.min, rvc.max, "natuurlijk persoon", "natuurlijke personen"),
            "aantal natuurlijke personen",
            "Het aantal commissarissen",
        ),
        "rvc_size_by": _set_by_meeting(rvc.min, rvc.max),
        "rvc_term": _rvc_term(rvc.term_years),
        "rvc_quorum": _rvc_quorum(rvc.quorum_share),
        "rvc_votes": chosen(
            bool(heavier), f", behalve: {heavier}; een commissaris brengt nooit meer stemmen uit dan de andere samen"
        ),
        "rvc_absence": or_open(
            ended(uncapital(rvc.absence_clause)),
            "wie toezicht houdt",
            "Wie toezicht houdt als alle commissarissen er niet zijn",
        ),
        "rvc_conflict": ended(capital(rvc.conflict_clause)),
        "rvc_members_missing": Open("namen", "De namen van de eerste commissarissen"),
        "and_supervisors": chosen(rvc.exists, " en commissarissen"),
        "and_supervisors_have": chosen(rvc.exists, ", commissarissen"),
        "and_to_supervisors": chosen(rvc.exists, " en aan commissarissen, elk"),
        "or_supervisors": chosen(rvc.exists, " of commissarissen"),
        "audit_committee": chosen(not rvc.exists, "de benoeming van de kascommissie als die nodig is "),
    }


def _rvc_term(term: int | None) -> str:
    if not term:
        return ""
    return (
        f" Een commissaris wordt benoemd voor ten hoogste {write_years(Fraction(term))} en kan opnieuw worden benoemd."
    )


def _rvc_quorum(share: Fraction | None) -> str:
    if not share:
        return ""
    return f", in een vergadering waarin ten minste {write_share(share)} van de commissarissen aanwezig is"
