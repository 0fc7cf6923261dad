"""The items of a meeting and their votes, as a file gives them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from incubator.challenges.rules import json_answers
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.rules import json_parts
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import CaseCandidate, CaseEarlyVotes, CaseItem, CaseVotes, DecisionEffect

ITEM_KEYS = frozenset(
    {
        *("id", "kind", "title", "votes", "non_members", "candidates", "seats", "round", "ballots", "written", "early"),
        *("clauses", "overrides_nomination", "effects", "conflicted"),
    }
)
VOTE_KEYS = frozenset({"for", "against", "blank", "invalid"})
OF_PEOPLE = (ItemKind.ELECTION, ItemKind.AUDIT_COMMITTEE)
MOST_SEATS, LAST_ROUND = 100, 3
MORE_EARLY = N_("“%(key)s”: more votes were cast before the meeting than were counted.")


def item(raw: Mapping[str, Any], key: str) -> CaseItem:
    """An item with what was counted; without votes there was no vote yet."""
    votes = _maybe_votes(raw.get("votes"), f"{key}.votes")
    read = CaseItem(
        id=json_parts.number(json_answers.required(raw, "id", f"{key}.id"), f"{key}.id"),
        kind=ItemKind(json_answers.choice(json_answers.required(raw, "kind", f"{key}.kind"), f"{key}.kind", ItemKind)),
        title=json_parts.words(raw.get("title"), f"{key}.title"),
        votes=votes,
        outsiders=_maybe_votes(raw.get("non_members"), f"{key}.non_members"),
        candidates=_candidates(raw, key),
        seats=json_answers.count(raw.get("seats"), f"{key}.seats", least=1, most=MOST_SEATS) or 1,
        round=json_answers.count(raw.get("round"), f"{key}.round", least=1, most=LAST_ROUND) or 1,
        ballots=json_answers.count(raw.get("ballots"), f"{key}.ballots", least=0, most=json_parts.MOST_VOTES),
        written=json_answers.truth(raw.get("written"), f"{key}.written"),
        early=json_parts.entries(raw.get("early"), f"{key}.early", _early),
        clauses=json_parts.maybe_numbers(raw.get("clauses"), f"{key}.clauses") or (),
        overrides_nomination=json_parts.flag(
            raw.get("overrides_nomination"), f"{key}.overrides_nomination", otherwise=False
        ),
        effects=_effects(raw.get("effects"), f"{key}.effects"),
        conflicted=json_parts.maybe_numbers(raw.get("conflicted"), f"{key}.conflicted") or (),
    )
    _check_early(read, key)
    return read


def _maybe_votes(raw: Any, key: str) -> CaseVotes | None:
    if raw is None:
        return None
    return _votes(json_answers.mapping(raw, key), key)


def _votes(raw: Mapping[str, Any], key: str) -> CaseVotes:
    counted = partial(_counted, raw, key)
    return CaseVotes(counted("for"), counted("against"), counted("blank"), counted("invalid"))


def _counted(raw: Mapping[str, Any], key: str, choice: str) -> int:
    return json_parts.count(raw.get(choice), f"{key}.{choice}")


def _candidates(raw: Mapping[str, Any], key: str) -> tuple[CaseCandidate, ...]:
    """The candidates with their votes: as a list, or each with the votes by name beside those that are blank."""
    listed = json_parts.entries(raw.get("candidates"), f"{key}.candidates", _candidate)
    for name in sorted(names_voted_on(raw)):
        count = _counted(raw["votes"], f"{key}.votes", name)
        listed += (CaseCandidate(json_parts.number(name, f"{key}.votes"), count),)
    json_parts.check_unique((candidate.name for candidate in listed), f"{key}.candidates")
    return listed


def names_voted_on(raw: Mapping[str, Any]) -> frozenset[str]:
    """The names among the votes of an election."""
    votes = raw.get("votes")
    if raw.get("kind") not in OF_PEOPLE or not isinstance(votes, dict):
        return frozenset()
    return frozenset(map(str, votes)) - VOTE_KEYS


def _candidate(raw: Mapping[str, Any], key: str) -> CaseCandidate:
    return CaseCandidate(
        json_parts.number(json_answers.required(raw, "name", f"{key}.name"), f"{key}.name"),
        _counted(raw, key, "votes"),
        json_parts.words(raw.get("member"), f"{key}.member"),
    )


def _early(raw: Mapping[str, Any], key: str) -> CaseEarlyVotes:
    return CaseEarlyVotes(json_parts.read_day(raw, "on", key), _votes(raw, key))


def _effects(raw: Any, key: str) -> frozenset[DecisionEffect]:
    named = json_parts.maybe_numbers(raw, key) or ()
    return frozenset(DecisionEffect(json_answers.choice(effect, key, DecisionEffect)) for effect in named)


def _check_early(read: CaseItem, key: str) -> None:
    """What was cast before the meeting is part of what was counted."""
    votes = read.votes or CaseVotes()
    in_favour = sum(part.votes.in_favour for part in read.early)
    against = sum(part.votes.against for part in read.early)
    if in_favour > votes.in_favour or against > votes.against:
        raise RuleViolation(MORE_EARLY, key=f"{key}.early")
