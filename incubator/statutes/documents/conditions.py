"""What is true of a set of answers, as far as the clause library asks: which articles and clauses belong in the deed."""

import re
from collections.abc import Callable

from incubator.statutes.rules.identity import purpose_says_it_all
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes

RATIO = re.compile(r"\d+([.,]\d+)?")


def conditions(statutes: Statutes) -> set[str]:
    """What is true of these answers, by the names that the clause library uses."""
    return {name for name, holds in CONDITIONS.items() if holds(statutes)}


CONDITIONS: dict[str, Callable[[Statutes], object]] = {
    "rvc": lambda s: s.rvc.exists,
    "ledenraad": lambda s: s.ledenraad.exists,
    # Who wrote the words of 2:53(1) gets that text; otherwise the library says them and theirs follows.
    "purpose_complete": lambda s: purpose_says_it_all(s.purpose.text),
    "purpose_extra": lambda s: s.purpose.text and not purpose_says_it_all(s.purpose.text),
    "third_parties": lambda s: s.third_party_dealings_allowed,
    "requirements": lambda s: s.member_requirements,
    "transferable": lambda s: s.membership.transferable,
    "inheritable": lambda s: s.membership.inheritable,
    "alv_override": lambda s: s.admission.alv_override,
    "admission_by_alv": lambda s: organ(s.admission.organ) == "ALV",
    "open_to_all": lambda s: s.admission.open_to_all_employees,
    "regime": lambda s: s.liability.regime in {"UA", "BA", "WA"},
    "ua": lambda s: s.liability.regime == "UA",
    "ba": lambda s: s.liability.regime == "BA",
    "wa": lambda s: s.liability.regime == "WA",
    "liable": lambda s: s.liability.regime in {"BA", "WA"},
    "obligations": lambda s: s.member_obligations.listed,
    "imposing": lambda s: s.member_obligations.method_of_imposing,
    "termination_cases": lambda s: s.termination_by_coop.cases,
    "notice": lambda s: s.resignation.notice,
    "exclusions": lambda s: s.resignation.exclusions_36_3,
    "exit_conditions": lambda s: s.exit.conditions,
    "fee": lambda s: s.exit.fee,
    "expulsion_by_alv": lambda s: organ(s.expulsion.organ) == "ALV",
    "contribution": lambda s: s.capital.contribution_cents,
    "instalments": lambda s: (s.capital.instalments or 0) > 1,
    "paid_in_indexed": lambda s: s.exit.claim_basis in {"paid_in_indexed", ""},
    "paid_in": lambda s: s.exit.claim_basis == "paid_in",
    "account_balance": lambda s: s.exit.claim_basis not in {"paid_in", "paid_in_indexed", ""},
    "repayment": lambda s: s.exit.repayment_years,
    "outsiders": lambda s: s.board.outsiders_allowed,
    "others_appoint": lambda s: s.board.appointed_by_others,
    "nomination": lambda s: s.board.binding_nomination,
    "term": lambda s: s.board.term_years,
    "weighted_board": lambda s: any(holder.votes > 1 for holder in s.board.votes),
    "absence_some": lambda s: s.board.absence_some,
    "conflict": lambda s: s.board.conflict_clause,
    # The whole board always represents (2:45(1)); a clause is needed only for who may besides it.
    "representation": lambda s: s.board.representation not in {"", "bestuur"},
    "convening_others": lambda s: s.convening.others,
    "one_vote": lambda s: s.votes.weighting.lower() in EQUAL_VOTES,
    "non_member_votes": lambda s: s.votes.non_member_votes,
    "proxy": lambda s: s.votes.proxy_allowed,
    "evote_live": lambda s: s.votes.evote.live,
    "evote_early": lambda s: s.votes.evote.early,
    "reserve": lambda s: s.surplus.reserve_min_pct,
    "basis": lambda s: s.surplus.basis,
    "pay_ratio": lambda s: s.pay_ratio,
    "pay_ratio_number": lambda s: RATIO.fullmatch(s.pay_ratio.strip()),
    "regulations": lambda s: s.regulations_allowed,
    "amendment_quorum": lambda s: s.amendment.quorum_share,
    "restricted": lambda s: s.amendment.restricted,
    "destination": lambda s: s.surplus.destination or not s.surplus.determination_method,
    "first_board": lambda s: s.first_board,
}
