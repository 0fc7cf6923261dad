"""What is true of a set of answers, by name: which clauses belong in the deed and which questions matter follows from it."""

import re
from collections.abc import Callable, Set
from functools import cache

from incubator.statutes.rules.consistency_money import end_of_year
from incubator.statutes.rules.founding import seat_is_frisian
from incubator.statutes.rules.identity import purpose_says_it_all
from incubator.statutes.rules.leaving import BALANCE, INDEXED, OWN, PAID_IN, leavers_claim
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes

RATIO = re.compile(r"\d+([.,]\d+)?")
INDEFINITE = re.compile(r"|indefinite|onbepaald|(voor )?onbepaalde (tijd|duur)", re.I)


def conditions(statutes: Statutes) -> set[str]:
    """What is true of these answers, by the names that the clause library and the interview use."""
    return {name for name, holds in CONDITIONS.items() if holds(statutes)}


def is_met(asked: str, holding: Set[str]) -> bool:
    """Whether all of these hold: `rvc` when it holds, `!rvc` when it does not, `rvc|ledenraad` when one of them does."""
    return all(_is_any_met(alternatives, holding) for alternatives in _read(asked))


@cache
def _read(asked: str) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """The conditions, each with whether it has to hold; alternatives together. They are read once: a page asks a thousand times."""
    return tuple(tuple(map(_condition, alternatives.split("|"))) for alternatives in asked.split())


def _condition(written: str) -> tuple[str, bool]:
    return written.removeprefix("!"), not written.startswith("!")


def _is_any_met(alternatives: tuple[tuple[str, bool], ...], holding: Set[str]) -> bool:
    return any((name in holding) is has_to for name, has_to in alternatives)


def has_accounts(s: Statutes) -> bool:
    """Whether members have accounts: chosen as such, or by something that cannot do without."""
    asked_by = leavers_claim(s) == BALANCE or s.capital.losses == "accounts"
    return bool(s.capital.accounts or asked_by or s.surplus.appropriation.credit_share)


def council_begins(s: Statutes) -> bool:
    """Whether an amendment brings a council of delegates where the members themselves met: until it is elected they still do."""
    return bool(s.amends and s.ledenraad.exists and not s.ledenraad.members and not s.amends.ledenraad.exists)


def year_end(s: Statutes) -> str:
    """The last day of the financial year; 2:10a has the calendar year where statutes are silent."""
    return s.fiscal_year_end or "12-31"


def is_suspendable(s: Statutes) -> bool:
    """A member can be suspended by a clause, or while appealing against expulsion (2:35(4))."""
    return s.suspension.allowed or organ(s.expulsion.organ) != "ALV"


IDENTITY: dict[str, Callable[[Statutes], object]] = {
    "frisian": seat_is_frisian,
    "term_named": lambda s: not INDEFINITE.fullmatch(s.duration.strip()),
    # Who wrote the words of 2:53(1) gets that text; otherwise the library says them and theirs follows.
    "purpose_complete": lambda s: purpose_says_it_all(s.purpose.text),
    "purpose_parts": lambda s: s.purpose.material_needs or s.purpose.member_agreement_types,
    "purpose_extra": lambda s: s.purpose.text and not purpose_says_it_all(s.purpose.text),
    "for_members": lambda s: s.purpose.for_members,
    "public_mission": lambda s: s.purpose.public_mission,
    "third_parties": lambda s: s.third_party_dealings_allowed,
    "regime": lambda s: s.liability.regime in {"UA", "BA", "WA"},
    "ua": lambda s: s.liability.regime == "UA",
    "ba": lambda s: s.liability.regime == "BA",
    "wa": lambda s: s.liability.regime == "WA",
    "liable": lambda s: s.liability.regime in {"BA", "WA"},
    "regulations": lambda s: s.regulations_allowed,
    "first_board": lambda s: s.first_board or s.board.directors,
    "first_functions": lambda s: any(director.function for director in s.first_board or s.board.directors),
}

MEMBERS: dict[str, Callable[[Statutes], object]] = {
    "requirements": lambda s: s.member_requirements,
    "categories": lambda s: s.membership.categories,
    "transferable": lambda s: s.membership.transferable,
    "inheritable": lambda s: s.membership.inheritable,
    "legal_persons": lambda s: s.membership.legal_persons,
    "founders_exempt": lambda s: s.membership.founders_exempt,
    "aspirants": lambda s: s.membership.aspirants.allowed,
    "alv_override": lambda s: s.admission.alv_override,
    "admission_by_alv": lambda s: organ(s.admission.organ) == "ALV",
    "open_to_all": lambda s: s.admission.open_to_all_employees,
    "obligations": lambda s: s.member_obligations.listed,
    "imposing": lambda s: s.member_obligations.method_of_imposing,
    "agreement_required": lambda s: s.member_agreement.required,
    "agreement_ends": lambda s: s.member_agreement.ends_with_membership,
    "termination_cases": lambda s: s.termination_by_coop.cases,
    "notice": lambda s: s.resignation.notice,
    "exclusions": lambda s: s.resignation.exclusions_36_3,
    "exit_conditions": lambda s: s.exit.conditions,
    "fee": lambda s: s.exit.fee,
    "suspension": lambda s: s.suspension.allowed,
    "suspension_grounds": lambda s: s.suspension.grounds,
    "expulsion_grounds": lambda s: s.expulsion.grounds,
    "appeal_procedure": lambda s: s.expulsion.appeal_procedure,
    "expulsion_by_alv": lambda s: organ(s.expulsion.organ) == "ALV",
    "disputes": lambda s: s.disputes.method or s.disputes.arrangement,
    "talk": lambda s: s.disputes.method == "talk",
    "mediation": lambda s: s.disputes.method == "mediation",
    "arbitration": lambda s: s.disputes.method == "arbitration",
    "dispute_words": lambda s: s.disputes.arrangement,
}

MONEY: dict[str, Callable[[Statutes], object]] = {
    "contribution": lambda s: s.capital.contribution_cents,
    # Without an amount and without a choice the meeting sets it: what no one else decides is its own (2:40(1)).
    "set_by_meeting": lambda s: (
        s.capital.fixed_in == "meeting" or not (s.capital.contribution_cents or s.capital.fixed_in)
    ),
    "instalments": lambda s: s.capital.instalments is not None and s.capital.instalments > 1,
    "accounts": has_accounts,
    "interest": lambda s: s.capital.interest,
    "subordinated": lambda s: s.capital.subordinated,
    "not_subordinated": lambda s: s.capital.subordinated is False,
    "set_off": lambda s: s.capital.set_off,
    "no_set_off": lambda s: s.capital.set_off is False,
    "losses_accounts": lambda s: s.capital.losses == "accounts",
    "paid_in_indexed": lambda s: leavers_claim(s) == INDEXED,
    "paid_in": lambda s: leavers_claim(s) == PAID_IN,
    "account_balance": lambda s: leavers_claim(s) == BALANCE,
    "own_claim": lambda s: leavers_claim(s) == OWN,
    "repayment": lambda s: s.exit.repayment_years,
    "reserve": lambda s: s.surplus.reserve_min_pct,
    "basis": lambda s: s.surplus.basis,
    "education": lambda s: s.surplus.appropriation.education,
    "solidarity": lambda s: s.surplus.appropriation.solidarity,
    "funds": lambda s: s.surplus.appropriation.education or s.surplus.appropriation.solidarity,
    "credit": lambda s: s.surplus.appropriation.credit_share,
    "indivisible": lambda s: s.surplus.appropriation.indivisible,
    "destination": lambda s: s.surplus.destination or not s.surplus.determination_method,
    "determination": lambda s: s.surplus.determination_method,
    "inspection": lambda s: s.accounts_inspection,
    "pay_ratio": lambda s: s.pay_ratio,
    "pay_ratio_number": lambda s: RATIO.fullmatch(s.pay_ratio.strip()),
}

ORGANS: dict[str, Callable[[Statutes], object]] = {
    "rvc": lambda s: s.rvc.exists,
    "rvc_conflict": lambda s: s.rvc.conflict_clause,
    "rvc_members": lambda s: s.rvc.members,
    "ledenraad": lambda s: s.ledenraad.exists,
    "council_from": lambda s: s.ledenraad.members,
    "council_term": lambda s: s.ledenraad.term_years,
    "outsiders": lambda s: s.board.outsiders_allowed,
    "others_appoint": lambda s: s.board.appointed_by_others,
    "nomination": lambda s: s.board.binding_nomination,
    "special_appointment": lambda s: s.board.binding_nomination or s.board.appointed_by_others,
    "term": lambda s: s.board.term_years,
    "rotation": lambda s: s.board.rotation,
    "incompatible": lambda s: s.board.incompatible,
    "officers_elsewhere": lambda s: s.board.officers_by and organ(s.board.officers_by) != "bestuur",
    "approval": lambda s: s.board.approval_required,
    "one_tier": lambda s: s.board.one_tier,
    "weighted_board": lambda s: any(holder.votes > 1 for holder in s.board.votes),
    "absence_some": lambda s: s.board.absence_some,
    "conflict": lambda s: s.board.conflict_clause,
    # The whole board always represents (2:45(1)); a clause is needed only for who may besides it.
    "representation": lambda s: s.board.representation not in {"", "bestuur"},
    "convening_procedure": lambda s: s.convening.procedure,
    "convening_others": lambda s: s.convening.others,
    "digital_only": lambda s: s.convening.digital_only,
    "one_vote": lambda s: s.votes.weighting.lower() in EQUAL_VOTES,
    "non_member_votes": lambda s: s.votes.non_member_votes,
    "proxy": lambda s: s.votes.proxy_allowed,
    "evote_live": lambda s: s.votes.evote.live,
    "evote_early": lambda s: s.votes.evote.early,
    "no_identity": lambda s: s.votes.evote.live and s.votes.evote.identifies is False,
    "quorum": lambda s: s.votes.quorum_share,
    "persons_written": lambda s: s.votes.persons == "written",
    "persons_open": lambda s: s.votes.persons == "open",
    "tie_lot": lambda s: s.votes.tie == "lot",
    "tie_second": lambda s: s.votes.tie == "second_vote",
    "amendment_quorum": lambda s: s.amendment.quorum_share,
    "restricted": lambda s: s.amendment.restricted,
}

AMENDING: dict[str, Callable[[Statutes], object]] = {
    "founding": lambda s: s.amends is None,
    "council_begins": council_begins,
    "year_changes": lambda s: s.amends and end_of_year(year_end(s)) != end_of_year(year_end(s.amends)),
}

CONDITIONS: dict[str, Callable[[Statutes], object]] = {**IDENTITY, **MEMBERS, **MONEY, **ORGANS, **AMENDING}
