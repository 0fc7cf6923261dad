"""What the answers say, in the words that a clause needs; an answer that is missing is an open point."""

from fractions import Fraction

from incubator.core.quantities import (
    write_cents,
    write_count,
    write_day,
    write_decimal,
    write_month_day,
    write_share,
    write_years,
)
from incubator.core.reference import municipalities
from incubator.core.word import Inline, Open
from incubator.statutes.documents.language import (
    capital,
    ended,
    enumerated,
    uncapital,
    unended,
)
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes
from incubator.statutes.values.answers import BindingNomination, Restriction, Seatholder

ORGANS = {
    "bestuur": "het bestuur",
    "ALV": "de algemene vergadering",
    "rvc": "de raad van commissarissen",
}
HOW = {"email": "e-mail", "e-mail": "e-mail", "mail": "e-mail", "letter": "brief"}
BASES = {
    "labour_hours": "verhouding van de in het boekjaar gewerkte uren",
    "wage": "verhouding van het in het boekjaar ontvangen loon",
    "equal": "gelijke delen",
    "capital": "verhouding van de betaalde inleg",
}
REPRESENTATION = {
    "twee_bestuurders": "twee bestuurders samen",
    "zelfstandig": "iedere bestuurder afzonderlijk",
    "voorzitter+secretaris": "de voorzitter en de secretaris samen",
    "voorzitter+penningmeester": "de voorzitter en de penningmeester samen",
}
BLANKS = {
    True: "Een blanco stem telt als uitgebracht.",
    False: "Een blanco of ongeldige stem telt als niet uitgebracht.",
}

Word = tuple[Inline, ...]


def lists(statutes: Statutes) -> dict[str, tuple[str | Word, ...]]:
    """Answers that are written out under letters."""
    return {
        "requirements": statutes.member_requirements,
        "obligations": statutes.member_obligations.listed,
        "termination_cases": statutes.termination_by_coop.cases,
        "exclusions": statutes.resignation.exclusions_36_3,
        "exit_conditions": statutes.exit.conditions,
        "restricted": tuple(_restriction(clause) for clause in statutes.amendment.restricted),
        "first_board": tuple(map(_first_director, statutes.first_board)),
    }


def _first_director(director: Seatholder) -> str:
    if not director.function:
        return director.name
    return f"{director.name}, in de functie van {director.function}"


def _restriction(restriction: Restriction) -> Word:
    if restriction.majority is None:
        return f"{unended(restriction.clause)}: ", Open(
            "welke meerderheid", f"Hoe zwaar het wijzigen van '{restriction.clause}' is"
        )
    return (
        f"{unended(restriction.clause)}: ten minste {write_share(restriction.majority)} van de uitgebrachte stemmen",
    )


def words(statutes: Statutes) -> dict[str, Word]:
    """Every word that a clause can ask for."""
    return {
        name: (text,)
        for part in (_identity, _members, _board, _meeting, _money)
        for name, text in part(statutes).items()
    }


def _or_open(text: str, what: str, why: str) -> Inline:
    return text or Open(what, why)


def _identity(s: Statutes) -> dict[str, Inline]:
    liability = s.liability
    limit = write_cents(liability.max_per_member_cents) if liability.max_per_member_cents is not None else ""
    return {
        "name": _or_open(s.name, "naam", "De naam van de coöperatie"),
        "seat": _or_open(_municipality(s.seat.municipality), "gemeente", "De gemeente van de zetel"),
        "purpose_text": _or_open(ended(uncapital(s.purpose.text)), "doel", "Het doel"),
        "needs": _or_open(enumerated(s.purpose.material_needs), "behoeften", "De stoffelijke behoeften van de leden"),
        "agreements": _or_open(
            enumerated(s.purpose.member_agreement_types), "overeenkomsten", "De overeenkomsten met leden"
        ),
        "business": _or_open(unended(uncapital(s.purpose.business)), "bedrijf", "Het bedrijf van de coöperatie"),
        "regime_missing": Open("U.A., B.A. of W.A.", "De keuze voor U.A., B.A. of W.A."),
        "max_liability": _or_open(limit, "bedrag", "Het hoogste bedrag per lid bij B.A."),
        # One year is what 2:55(1) says when the statutes are silent.
        "tail": write_years(liability.post_exit_years or Fraction(1)),
        # 2:55(2): equal parts, unless the statutes choose another measure.
        "standard": unended(liability.standard) or "in gelijke delen",
        "first_fiscal_year_end": _or_open(
            write_day(s.first_fiscal_year_end) if s.first_fiscal_year_end else "",
            "datum",
            "De laatste dag van het eerste boekjaar",
        ),
        "first_board_missing": Open("namen", "De namen van de eerste bestuurders"),
        # 2:10a: the calendar year when nothing is chosen.
        "fiscal_year_end": write_month_day(s.fiscal_year_end or "12-31"),
    }


def _members(s: Statutes) -> dict[str, Inline]:
    # A month is the least that 2:35(4) allows, and what it gives when nothing is said.
    appeal = s.expulsion.appeal_months or Fraction(1)
    return {
        "Admission_organ": capital(organ_name(s.admission.organ, "bestuur")),
        "obligations_missing": Open("verplichtingen", "De verplichtingen van leden"),
        "imposing": unended(uncapital(s.member_obligations.method_of_imposing)),
        "termination_organ": organ_name(s.termination_by_coop.organ, "bestuur"),
        "notice": unended(uncapital(s.resignation.notice)),
        "fee": unended(s.exit.fee),
        "Expulsion_organ": capital(organ_name(s.expulsion.organ, "bestuur")),
        "appeal_term": "een maand" if appeal == 1 else f"{_number(appeal)} maanden",
        "appeal_organ": organ_name(s.expulsion.appeal_organ, "ALV"),
        "contribution": write_cents(s.capital.contribution_cents or 0),
        "instalments": str(s.capital.instalments or 1),
        "repayment_term": write_years(s.exit.repayment_years or Fraction(1)),
    }


def _board(s: Statutes) -> dict[str, Inline]:
    board, nomination = s.board, s.board.binding_nomination or BindingNomination()
    heavier = [f"{holder.name}: {holder.votes} stemmen" for holder in board.votes if holder.votes > 1]
    return {
        "board_size": _board_size(s),
        "appointment_method": _organ_or_open(board.appointment_method, "Wie de bestuurders benoemt"),
        "dismissal_method": _organ_or_open(board.dismissal_method, "Wie de bestuurders ontslaat"),
        "others_count": _part_or_number(board.appointed_by_others),
        "others_who": _or_open(board.appointed_by, "wie", "Wie de andere bestuurders benoemt"),
        "nomination_by": _or_open(nomination.by, "wie", "Wie de bindende voordracht opmaakt"),
        # Two thirds is the most that 2:37(4) allows; who chose nothing gets the law.
        "override_majority": write_share(nomination.override_majority or Fraction(2, 3)),
        "override_quorum": _override_quorum(nomination),
        "term": write_years(Fraction(board.term_years or 0)),
        "board_votes": enumerated(tuple(heavier)),
        "absence_some": ended(board.absence_some),
        "absence_all": _or_open(
            ended(board.absence_all), "wie bestuurt", "Wie bestuurt als alle bestuurders er niet zijn"
        ),
        "rvc_absence": _or_open(
            ended(s.rvc.absence_clause), "wie toezicht houdt", "Wie toezicht houdt als alle commissarissen er niet zijn"
        ),
        "conflict": ended(board.conflict_clause),
        "representation": REPRESENTATION.get(board.representation, unended(board.representation)),
    }


def _meeting(s: Statutes) -> dict[str, Inline]:
    convening, votes, amendment = s.convening, s.votes, s.amendment
    how = enumerated(tuple(HOW.get(means.lower(), means) for means in convening.how), "of")
    days = convening.notice_days
    return {
        "Convening_who": capital(organ_name(convening.who, "bestuur")),
        "convening_others": enumerated(convening.others),
        "convening_how": _or_open(how, "middel", "Hoe leden worden opgeroepen"),
        "notice_days": _or_open(str(days or ""), "aantal", "Het aantal dagen van de oproepingstermijn"),
        # A tenth is the act's own (2:41(2)), and the most that statutes may ask.
        "request_share": write_share(convening.request_share or Fraction(1, 10)),
        "election_rules": _or_open(ended(s.ledenraad.election_rules), "verkiezing", "De verkiezing van de ledenraad"),
        "number_rules": _or_open(ended(s.ledenraad.number_rules), "aantal", "Het aantal leden van de ledenraad"),
        "weighting": Open("wie en hoeveel", "Wie meer dan één stem heeft, en hoeveel"),
        "proxy_limit": _proxy_limit(votes.proxy_max),
        "blanks": BLANKS[votes.blank_counts],
        "evote_conditions": _evote_conditions(votes.evote.conditions),
        # 2:38(8) counts votes of at most thirty days before the meeting.
        "early_days": str(votes.evote.early_days or 30),
        # 2:42(1): seven days at least; a longer term of their own goes on for this too.
        "amendment_days": str(max(7, days or 7)),
        "amendment_majority": _majority(amendment.majority_share or Fraction(2, 3)),
        "amendment_quorum": _quorum(amendment.quorum_share),
    }


def _evote_conditions(listed: tuple[str, ...]) -> str:
    if not listed:
        return ""
    return f" Daarvoor gelden deze voorwaarden: {enumerated(listed)}."


def _part_or_number(others: Fraction) -> str:
    """Others appoint a part of the board ("een derde") or a number of directors."""
    if others < 1:
        return write_share(others)
    return _number(others)


def _majority(share: Fraction) -> str:
    # Exactly half would leave a tied vote undecided: what people mean is more than half.
    if share == Fraction(1, 2):
        return "meer dan de helft"
    return f"ten minste {write_share(share)}"


def _quorum(share: Fraction | None) -> str:
    if not share:
        return ""
    return f", in een vergadering waarin ten minste {write_share(share)} van de leden aanwezig of vertegenwoordigd is"


def _override_quorum(nomination: BindingNomination) -> str:
    if not nomination.override_quorum:
        return ""
    return (
        f", in een vergadering waarin {write_share(nomination.override_quorum)} van de stemmen kan worden uitgebracht"
    )


def _money(s: Statutes) -> dict[str, Inline]:
    reserve = s.surplus.reserve_min_pct or Fraction(0)
    # Files say 30 or 0.3 for the same; up to one it is a part of the whole.
    percentage = reserve if reserve > 1 else reserve * 100
    return {
        "reserve": f"{_number(percentage)}%",
        "basis": BASES.get(s.surplus.basis, unended(s.surplus.basis)),
        "pay_ratio": s.pay_ratio.strip(),
        "pay_ratio_sentence": unended(uncapital(s.pay_ratio.strip())),
        "destination": _or_open(
            unended(uncapital(s.surplus.destination)), "bestemming", "De bestemming van het batig saldo bij ontbinding"
        ),
        "determination": unended(uncapital(s.surplus.determination_method)),
        "and_supervisors": " en commissarissen" if s.rvc.exists else "",
    }


def _board_size(s: Statutes) -> Inline:
    low, high = s.board.min, s.board.max
    if low is None and high is None:
        return Open("aantal", "Het aantal bestuurders")
    if low is None or low == high:
        return write_count(high or 0)
    if high is None:
        return f"ten minste {write_count(low)}"
    return f"ten minste {write_count(low)} en ten hoogste {write_count(high)}"


def _proxy_limit(most: int | None) -> str:
    if not most:
        return ""
    # Zero contradicts that proxies are allowed (rule G-04); the clause then leaves the limit out.
    others = "één ander lid" if most == 1 else f"{write_count(most)} andere leden"
    return f" Een lid vertegenwoordigt ten hoogste {others}."


def _organ_or_open(text: str, why: str) -> Inline:
    return organ_name(text, "") if text else Open("wie", why)


def _municipality(text: str) -> str:
    known = municipalities.municipality_by_name(text)
    if known is not None:
        return known.name
    return municipalities.name_of(text) or text


def organ_name(text: str, default: str) -> str:
    """`ALV` as a clause names it; what is no known organ stays as it was written."""
    plain = text.strip().lower()
    if plain.startswith(("de ", "het ")):
        return text
    return ORGANS.get(organ(text or default), text)


def _number(number: Fraction) -> str:
    """3, and 2,5: one decimal says enough in a clause."""
    return write_decimal(round(number, 1))
