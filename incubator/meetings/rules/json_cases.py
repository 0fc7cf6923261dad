"""A meeting as a file gives it: the keys of the contract, and more that can be left out. Null is not known.

Left out is not known either, but for what is usually not so: a suspension, electronic voting.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from incubator.challenges.rules import json_answers
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.rules import json_parts
from incubator.meetings.rules.json_items import ITEM_KEYS, VOTE_KEYS, item, names_voted_on
from incubator.meetings.values import Channel, MeetingKind, MeetingMode
from incubator.meetings.values.case import (
    CaseConvocation,
    CaseMember,
    CaseProxy,
    CaseRequest,
    MeetingCase,
    MeetingFacts,
    MeetingTerms,
)

CASE_KEYS = frozenset({"statutes", "coop", "meeting", "members", "present", "proxies", "items"})
MEETING_KEYS = frozenset(
    {
        *("date", "time", "kind", "mode", "convened_by", "agenda", "sent", "proposals_enclosed", "inspection_from"),
        *("inspection_until", "request", "first_meeting", "electronic_voting", "electronic_identifies"),
        *("conditions_announced", "outside", "board_knew", "accounts_from", "auditor", "committee", "board"),
        *("year_end", "extension_months"),
    }
)
MEMBER_KEYS = frozenset({"id", "name", "from", "until", "suspended", "votes", "email_consent"})
SENT_KEYS = frozenset({"member", "on", "channel", "failed"})
PROXY_KEYS = frozenset({"from", "to", "written"})
WRONG_WAY = N_("“%(key)s”: the membership ends before it begins.")
MOST_MONTHS = 120


def day_of(raw: Any) -> date:
    """The day of the meeting: by it the statutes and the members are looked up. Raises `RuleViolation`, as all here do."""
    top = json_answers.mapping(raw, "JSON")
    return json_parts.read_day(
        json_answers.mapping(json_answers.required(top, "meeting"), "meeting"), "date", "meeting"
    )


def members_of(raw: Mapping[str, Any]) -> tuple[CaseMember, ...] | None:
    """The members that the file names; None when it names none at all."""
    if raw.get("members") is None:
        return None
    members = json_parts.entries(raw["members"], "members", _member)
    json_parts.check_unique((member.id for member in members), "members")
    return members


def case_from(raw: Mapping[str, Any], terms: MeetingTerms, members: tuple[CaseMember, ...]) -> MeetingCase:
    """The whole case, under terms and with members that were read before."""
    meeting = json_answers.mapping(json_answers.required(raw, "meeting"), "meeting")
    items = json_parts.entries(raw.get("items"), "items", item)
    sent = None
    if meeting.get("sent") is not None:
        sent = json_parts.entries(meeting["sent"], "meeting.sent", _sent)
    json_parts.check_unique((entry.id for entry in items), "items")
    return MeetingCase(
        terms=terms,
        meeting=_meeting(meeting, terms),
        members=members,
        sent=sent,
        present=json_parts.maybe_numbers(raw.get("present"), "present"),
        proxies=json_parts.entries(raw.get("proxies"), "proxies", _proxy),
        items=items,
    )


def keys_nobody_reads(raw: Any) -> Iterator[str]:
    """Keys in which there may be a typing error, as they stand in the file."""
    yield from json_answers.unknown_keys(raw, CASE_KEYS)
    if isinstance(raw, dict):
        yield from _unread(raw.get("meeting"), "meeting", MEETING_KEYS)
        yield from _unread_in_list(raw.get("members"), "members", MEMBER_KEYS)
        yield from _unread_in_list(raw.get("proxies"), "proxies", PROXY_KEYS)
        yield from _unread_in_list(raw.get("items"), "items", ITEM_KEYS)
        for entry in raw["items"] if isinstance(raw.get("items"), list) else ():
            if isinstance(entry, dict):
                yield from _unread(entry.get("votes"), "items.votes", VOTE_KEYS | names_voted_on(entry))


def _unread(raw: Any, key: str, known: frozenset[str]) -> Iterator[str]:
    for name in json_answers.unknown_keys(raw, known):
        yield f"{key}.{name}"
    if key == "meeting" and isinstance(raw, dict):
        yield from _unread_in_list(raw.get("sent"), "meeting.sent", SENT_KEYS)


def _unread_in_list(raw: Any, key: str, known: frozenset[str]) -> Iterator[str]:
    names: dict[str, None] = {}
    for entry in raw if isinstance(raw, list) else ():
        names.update(dict.fromkeys(json_answers.unknown_keys(entry, known)))
    for name in names:
        yield f"{key}.{name}"


def _meeting(raw: Mapping[str, Any], terms: MeetingTerms) -> MeetingFacts:
    usual = MeetingMode.DIGITAL if terms.digital_only else MeetingMode.PHYSICAL
    return MeetingFacts(
        on=json_parts.read_day(raw, "date", "meeting"),
        time=json_parts.clock_time(raw.get("time"), "meeting.time"),
        kind=MeetingKind(_choice(raw, "kind", MeetingKind.GENERAL, MeetingKind)),
        mode=MeetingMode(_choice(raw, "mode", usual, MeetingMode)),
        convened_by=json_parts.words(raw.get("convened_by"), "meeting.convened_by"),
        agenda=json_parts.maybe_numbers(raw.get("agenda"), "meeting.agenda"),
        proposals_enclosed=_truth(raw, "proposals_enclosed"),
        inspection_from=_day(raw, "inspection_from"),
        inspection_until=_day(raw, "inspection_until"),
        request=_request(raw.get("request")),
        first_meeting_on=_day(raw, "first_meeting"),
        # Left out it is the usual meeting, without; null says that nobody knows.
        electronic_voting=_truth({"electronic_voting": False, **raw}, "electronic_voting"),
        electronic_identifies=_truth(raw, "electronic_identifies"),
        conditions_announced=_truth(raw, "conditions_announced"),
        outside=bool(_truth(raw, "outside")),
        board_knew=_truth(raw, "board_knew"),
        accounts_from=_day(raw, "accounts_from"),
        auditor=_truth(raw, "auditor"),
        committee=json_parts.maybe_numbers(raw.get("committee"), "meeting.committee"),
        board=json_parts.maybe_numbers(raw.get("board"), "meeting.board"),
        year_end=_day(raw, "year_end"),
        extension_months=json_answers.count(
            raw.get("extension_months"), "meeting.extension_months", least=0, most=MOST_MONTHS
        )
        or 0,
    )


def _choice(raw: Mapping[str, Any], name: str, otherwise: str, choices: type[MeetingKind | MeetingMode]) -> str:
    value = raw.get(name)
    return otherwise if value is None else json_answers.choice(value, f"meeting.{name}", choices)


def _truth(raw: Mapping[str, Any], name: str) -> bool | None:
    return json_answers.truth(raw.get(name), f"meeting.{name}")


def _day(raw: Mapping[str, Any], name: str) -> date | None:
    return json_answers.day(raw.get(name), f"meeting.{name}")


def _request(raw: Any) -> CaseRequest | None:
    if raw is None:
        return None
    request = json_answers.mapping(raw, "meeting.request")
    by = json_parts.maybe_numbers(request.get("by"), "meeting.request.by")
    return CaseRequest(json_parts.read_day(request, "on", "meeting.request"), by)


def _member(raw: Mapping[str, Any], key: str) -> CaseMember:
    number = json_parts.number(json_answers.required(raw, "id", f"{key}.id"), f"{key}.id")
    member = CaseMember(
        id=number,
        name=json_parts.words(raw.get("name"), f"{key}.name") or number,
        since=json_parts.read_day(raw, "from", key),
        until=json_answers.day(raw.get("until"), f"{key}.until"),
        suspended=json_answers.truth(raw.get("suspended", False), f"{key}.suspended"),
        votes=json_parts.count(raw.get("votes"), f"{key}.votes", otherwise=1),
        email_consent=json_answers.truth(raw.get("email_consent"), f"{key}.email_consent"),
    )
    if member.until is not None and member.until < member.since:
        raise RuleViolation(WRONG_WAY, key=f"{key}.until")
    return member


def _sent(raw: Mapping[str, Any], key: str) -> CaseConvocation:
    on = json_answers.day(raw.get("on"), f"{key}.on")
    return CaseConvocation(
        member=json_parts.number(json_answers.required(raw, "member", f"{key}.member"), f"{key}.member"),
        on=on,
        dated=on is not None,
        channel=Channel(
            json_answers.choice(json_answers.required(raw, "channel", f"{key}.channel"), f"{key}.channel", Channel)
        ),
        failed=json_parts.flag(raw.get("failed"), f"{key}.failed", otherwise=False),
    )


def _proxy(raw: Mapping[str, Any], key: str) -> CaseProxy:
    return CaseProxy(
        json_parts.number(json_answers.required(raw, "from", f"{key}.from"), f"{key}.from"),
        json_parts.number(json_answers.required(raw, "to", f"{key}.to"), f"{key}.to"),
        json_answers.truth(raw.get("written"), f"{key}.written"),
    )
