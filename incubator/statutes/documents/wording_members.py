"""What the answers say about members: who they are, how they come and go, what they are called in a clause."""

from fractions import Fraction

from incubator.core.quantities import read_term
from incubator.core.word import Inline, Open
from incubator.statutes.documents.language import capital, ended, enumerated, uncapital, uncapitals, unended
from incubator.statutes.documents.naming import Word, against_the_law, chosen, months, organ_name, organ_or_open
from incubator.statutes.rules.consistency_members import asks_for_trial
from incubator.statutes.values import Statutes

REGISTER_LEGAL = ", en van een lid dat een rechtspersoon is ook het nummer in het handelsregister en wie de rechtspersoon vertegenwoordigt"

# A trial is named only where these statutes have one.
NOT_YET_FIT = {
    True: "de proeftijd niet hebben doorlopen of op dat moment nog niet aan een andere eis",
    False: "op dat moment nog niet aan alle eisen",
}


def words(s: Statutes) -> dict[str, Inline | Word]:
    """The words of the chapters on members."""
    # A month is the least that 2:35(4) allows, and what it gives when nothing is said.
    appeal = s.expulsion.appeal_months or Fraction(1)
    return {
        "who_may_join": _who_may_join(s),
        "categories": enumerated(uncapitals(s.membership.categories)),
        "register_legal": chosen(s.membership.legal_persons, REGISTER_LEGAL),
        "aspirant_months": _months_or_open(s.membership.aspirants.months, "Hoe lang iemand hoogstens aspirant is"),
        "Admission_organ": capital(organ_name(s.admission.organ, "bestuur")),
        "admission_organ": organ_name(s.admission.organ, "bestuur"),
        "not_yet_fit": NOT_YET_FIT[bool(s.membership.aspirants.allowed or asks_for_trial(s))],
        "Founders": _founders(s),
        "obligations_missing": Open("verplichtingen", "De verplichtingen van leden"),
        "imposing": unended(uncapital(s.member_obligations.method_of_imposing)),
        "death_exception": chosen(s.membership.inheritable, ", behalve bij overgang door erfopvolging"),
        "termination_organ": organ_name(s.termination_by_coop.organ, "bestuur"),
        "notice": unended(uncapital(s.resignation.notice)),
        "notice_term": _notice_term(s),
        "notice_least": _notice_least(s),
        "fee": unended(uncapital(s.exit.fee)),
        "Suspension_organ": _suspension_organ(s),
        "suspension_term": _months_or_open(s.suspension.max_months, "Hoe lang een schorsing hoogstens duurt"),
        "Expulsion_organ": capital(organ_name(s.expulsion.organ, "bestuur")),
        "appeal_term": months(appeal),
        "appeal_procedure": ended(capital(s.expulsion.appeal_procedure)),
        "appeal_organ": organ_name(s.expulsion.appeal_organ, "ALV"),
        "appeal_excluded": against_the_law(
            s.expulsion.appeal_excluded, "Beroep tegen ontzetting kan niet worden uitgesloten (artikel 2:35 lid 4 BW)"
        ),
        "arbitration_rules": Open("welk arbitragereglement", "Welk arbitragereglement bij geschillen geldt"),
        "dispute_words": ended(uncapital(s.disputes.arrangement)),
    }


def _who_may_join(s: Statutes) -> str:
    if s.membership.legal_persons:
        return "een natuurlijk persoon of een rechtspersoon"
    return "de natuurlijke persoon"


def _founders(s: Statutes) -> str:
    # A legal person that helps to found does not become a member where only people can be one.
    is_helped = any(founder.kind == "legal" for founder in s.deed.founders)
    if is_helped and not s.membership.legal_persons:
        return "De oprichters die natuurlijk persoon zijn,"
    return "De oprichters"


def _months_or_open(term: int | None, why: str) -> Inline:
    return months(Fraction(term)) if term else Open("hoe lang", why)


def _terms(s: Statutes) -> list[str]:
    """The terms of notice that were given as a number, each once."""
    terms = [s.resignation.notice_months if not s.resignation.notice else _own_term(s), s.exit.notice_months]
    return list(dict.fromkeys(months(term) for term in terms if term))


def _own_term(s: Statutes) -> Fraction | None:
    """A number beside the sentence; None when the sentence is what the number was read from."""
    from_sentence = read_term(s.resignation.notice)
    return None if s.resignation.notice_months == from_sentence else s.resignation.notice_months


def _notice_term(s: Statutes) -> str:
    terms = _terms(s)
    return f" De opzegtermijn is {enumerated(tuple(terms))}." if terms else ""


def _notice_least(s: Statutes) -> str:
    # Four weeks is what 2:36(1) says when the statutes are silent.
    return enumerated(tuple(_terms(s))) or "vier weken"


def _suspension_organ(s: Statutes) -> Inline:
    name = organ_or_open(s.suspension.organ, "Wie een lid kan schorsen")
    return capital(name) if isinstance(name, str) else name
