"""The terms of the statutes that count in a meeting, each with the number of its article."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from incubator.cooperatives.models import Cooperative
from incubator.meetings.values import Channel
from incubator.meetings.values.case import MeetingTerms
from incubator.statutes import queries as statutes_queries
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.queries.amending import statutes_of
from incubator.statutes.rules.conditions import conditions, year_end
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.organs import is_general_meeting, organ
from incubator.statutes.values import Statutes
from incubator.statutes.values.organ_answers import BindingNomination
from incubator.statutes.values.read_deed import TextArticle

BOARD = "bestuur"
# The roads that people name in their own words; who is called "in writing" can be called by e-mail too (BW 2:41(5)).
ROADS = (
    (re.compile(r"e-?mail|\bmail\b", re.I), frozenset({Channel.EMAIL})),
    (re.compile(r"brief|letter|\bpost\b", re.I), frozenset({Channel.LETTER, Channel.HAND})),
    (re.compile(r"schriftelijk|in writing", re.I), frozenset(Channel)),
    (re.compile(r"\bhand\b|persoonlijk|overhandig", re.I), frozenset({Channel.HAND})),
)


def terms_on(group: Cooperative, on: date) -> MeetingTerms | None:
    """What the statutes in force on a day say about meetings; None when no deed had been signed by then."""
    version = statutes_queries.effective(group, on)
    if version is None or version.deed_on is None:
        return None
    statutes = statutes_of(version)
    written = as_articles(statutes)
    # The deed as the notary wrote it has its own numbers; articles are shown by those.
    if version.returned_articles is not None:
        written = [
            TextArticle(kept["number"], "", (), kept["clause"], kept["differs"]) for kept in version.returned_articles
        ]
    return terms_from(statutes, written)


def terms_from(statutes: Statutes, written: Sequence[TextArticle]) -> MeetingTerms:
    """What a set of answers says about meetings, with the numbers of the articles as they were written down."""
    convening, votes, evote = statutes.convening, statutes.votes, statutes.votes.evote
    return MeetingTerms(
        conveners=frozenset(map(organ, filter(None, (BOARD, convening.who, *convening.others)))),
        channels=_channels(convening.how),
        notice_days=convening.notice_days,
        request_share=convening.request_share,
        digital_only=convening.digital_only,
        weighted=votes.weighting.lower() not in EQUAL_VOTES,
        proxy_allowed=votes.proxy_allowed,
        proxy_max=votes.proxy_max,
        electronic=evote.live,
        early=evote.early,
        early_days=evote.early_days,
        electronic_conditions=evote.conditions,
        non_member_votes=votes.non_member_votes,
        non_member_share=votes.non_member_share,
        blank_counts=votes.blank_counts,
        quorum=_part(votes.quorum_share),
        persons=votes.persons,
        tie=votes.tie,
        **_heavy_decisions(statutes),
        **_organs(statutes),
        **_places(written),
    )


def _heavy_decisions(s: Statutes) -> dict[str, Any]:
    """Changing the statutes, and what is harder to change than the rest."""
    nomination = s.board.binding_nomination or BindingNomination()
    return {
        "amendment_majority": _majority(s.amendment.majority_share),
        "amendment_quorum": _part(s.amendment.quorum_share),
        "restricted": s.amendment.restricted,
        "anchored": "indivisible" in conditions(s),
        "override_majority": nomination.override_majority,
        "override_quorum": nomination.override_quorum,
        "unreadable": tuple(_unreadable(s)),
    }


def _unreadable(s: Statutes) -> Iterator[str]:
    """Terms that say something nobody can count with. None at all, and a quorum of nobody, say nothing."""
    if s.votes.quorum_share and _part(s.votes.quorum_share) is None:
        yield "quorum"
    if s.amendment.quorum_share and _part(s.amendment.quorum_share) is None:
        yield "amendment_quorum"
    if s.amendment.majority and _majority(s.amendment.majority_share) is None:
        yield "amendment_majority"


def _organs(s: Statutes) -> dict[str, Any]:
    """Who decides what."""
    appointed_by = s.board.appointed_by or s.board.appointment_method
    return {
        "admission_organ": organ(s.admission.organ) or BOARD,
        "admission_appeal": s.admission.alv_override,
        "expulsion_organ": organ(s.expulsion.organ) or BOARD,
        "appeal_organ": organ(s.expulsion.appeal_organ) or "ALV",
        "duties": bool(s.member_obligations.listed or s.member_obligations.method_of_imposing),
        "delegates": s.ledenraad.exists,
        "supervisory_board": s.rvc.exists,
        "board_by_meeting": not appointed_by or is_general_meeting(appointed_by),
        "financial_year_end": year_end(s),
    }


def _places(written: Sequence[TextArticle]) -> dict[str, Any]:
    numbers: dict[str, str] = {}
    doubtful = set()
    for article in reversed(written):
        if article.clause:
            numbers[article.clause] = article.number
            if article.differs:
                doubtful.add(article.clause)
    return {"articles": numbers, "doubtful": frozenset(doubtful)}


def _channels(named: Sequence[str]) -> frozenset[Channel]:
    """The roads that the statutes leave open; empty when one of them is none that we know, so that nothing is refused wrongly."""
    channels: frozenset[Channel] = frozenset()
    for words in named:
        roads = [road for pattern, road in ROADS if pattern.search(words)]
        if not roads:
            return frozenset()
        channels = channels.union(*roads)
    return channels


def _part(share: Fraction | None) -> Fraction | None:
    """A part of the members that can be there."""
    if share is None or not 0 < share <= 1:
        return None
    return share


def _majority(share: Fraction | None) -> Fraction | None:
    """A majority that can be reached and is one."""
    if share is None or not Fraction(1, 2) <= share <= 1:
        return None
    return share
