"""The terms of statutes: from answers to values, with the number of the article in which each stands."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes
from incubator.statutes.values.read_deed import TextArticle
from incubator.statutes.values.terms import StatutesTerm, TermValue

# By key: the article of the library that says it, and what it says. What was not answered is left out: that is never a "no".
TERMS: Mapping[str, tuple[str, Callable[[Statutes], Any]]] = {
    "name": ("naam-en-zetel", lambda s: s.name),
    "seat": ("naam-en-zetel", lambda s: s.seat.municipality),
    "liability": ("aansprakelijkheid", lambda s: s.liability.regime),
    "admission_organ": ("toelating", lambda s: organ(s.admission.organ)),
    "admission_appeal": ("toelating", lambda s: s.admission.alv_override),
    "resignation_notice": ("opzegging-lid", lambda s: s.resignation.notice),
    "resignation_notice_months": ("opzegging-lid", lambda s: s.resignation.notice_months),
    "termination_organ": ("einde-lidmaatschap", lambda s: organ(s.termination_by_coop.organ)),
    "expulsion_organ": ("ontzetting", lambda s: organ(s.expulsion.organ)),
    "appeal_organ": ("ontzetting", lambda s: organ(s.expulsion.appeal_organ)),
    "appeal_months": ("ontzetting", lambda s: s.expulsion.appeal_months),
    "contribution": ("inleg", lambda s: _amount(s.capital.contribution_cents)),
    "instalments": ("inleg", lambda s: s.capital.instalments),
    "claim_basis": ("vertrekkend-lid", lambda s: s.exit.claim_basis),
    "repayment_years": ("vertrekkend-lid", lambda s: s.exit.repayment_years),
    "board_min": ("bestuur", lambda s: s.board.min),
    "board_max": ("bestuur", lambda s: s.board.max),
    "board_term_years": ("bestuur", lambda s: s.board.term_years),
    "board_outsiders": ("bestuur", lambda s: s.board.outsiders_allowed),
    "representation": ("vertegenwoordiging", lambda s: s.board.representation),
    "convening_organ": ("oproeping", lambda s: organ(s.convening.who)),
    "notice_days": ("oproeping", lambda s: s.convening.notice_days),
    "request_share": ("oproeping", lambda s: s.convening.request_share),
    "quorum": ("stemmen", lambda s: s.votes.quorum_share),
    "majority": ("stemmen", lambda _s: "more-than-1/2"),
    "blank_counts": ("stemmen", lambda s: s.votes.blank_counts),
    "proxy_allowed": ("stemmen", lambda s: s.votes.proxy_allowed),
    "proxy_max": ("stemmen", lambda s: s.votes.proxy_max),
    "electronic_voting": ("stemmen", lambda s: s.votes.evote.live),
    "amendment_majority": ("statutenwijziging", lambda s: s.amendment.majority_share or s.amendment.majority),
    "amendment_quorum": ("statutenwijziging", lambda s: s.amendment.quorum_share),
    "financial_year_end": ("jaarrekening", lambda s: s.fiscal_year_end),
    "reserve_min": ("resultaat", lambda s: s.surplus.reserve_min_pct),
    "surplus_basis": ("resultaat", lambda s: s.surplus.basis),
    "pay_ratio": ("beloning", lambda s: s.pay_ratio),
    "dissolution_destination": ("ontbinding", lambda s: s.surplus.destination),
}


def terms_of(statutes: Statutes, written: Sequence[TextArticle]) -> tuple[StatutesTerm, ...]:
    """The terms that these answers give, each with its article in the text that was signed; None when no article there says it."""
    by_clause = {article.clause: article for article in reversed(written)}
    terms = []
    for key, (clause, value_of) in TERMS.items():
        value = _plain(value_of(statutes))
        if value is not None:
            article = by_clause.get(clause)
            number = article.number if article is not None else None
            terms.append(StatutesTerm(key, value, number, article is None or article.differs))
    return tuple(terms)


def _plain(value: Any) -> TermValue | None:
    """As JSON holds it: a part of a whole is 2/3, and a whole number stays one."""
    if value is None or value == "":
        return None
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, bool | int):
        return value
    return str(value)


def _amount(cents: int | None) -> str | None:
    return None if cents is None else f"{cents // 100}.{cents % 100:02d}"
