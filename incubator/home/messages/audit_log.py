"""Words for the audit trail: what each table holds, and which of its values may be read by a manager."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.messages import ROLES
from incubator.accounts.models import Role
from incubator.bids.messages.bidding import STAGES as BID_STAGES
from incubator.bids.models import BidStage
from incubator.cooperatives.messages import MILESTONES, PARTICIPATION_ROLES, PHASES
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import FACT_KEYS, Phase
from incubator.core.formatting import as_date, money_cents, number
from incubator.core.i18n import language
from incubator.core.reference import authorities, municipalities
from incubator.home.messages.audit_rows import ROWS
from incubator.home.messages.documents import DOCUMENTS
from incubator.home.messages.lesson_changes import arrangement_changes, lesson_title
from incubator.learning.messages import note_in_words

ACTIONS = {
    "create": _l("added"),
    "update": _l("changed"),
    "delete": _l("removed"),
    "join": _l("joined with another"),
}


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of which a manager may read the values: what it is called, and how a value reads."""

    label: LazyString
    words: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """What changed: its name, and how it was and is; an empty text where there was or is nothing."""

    label: str
    before: str
    after: str


def changed_values(table: str, changes: Mapping[str, Any]) -> list[ChangedValue]:
    """The changes in words. Of personal data, answers and machine's marks nothing is shown, only that the row changed."""
    if table == "content_arrangement":
        happenings = arrangement_changes(*changes.get("arrangement", (None, None)))
        return [ChangedValue(what, "", which) for what, which in happenings]
    columns = COLUMNS.get(table, {})
    lines = []
    for key, column in columns.items():
        before, after = changes.get(key, (None, None))
        if before != after:
            lines.append(ChangedValue(str(column.label), _in_words(column, before), _in_words(column, after)))
    return lines


def row_in_words(table: str) -> str:
    """What a row of this table is."""
    return str(ROWS[table][1]) if table in ROWS else _("something else")


def action_in_words(action: str) -> str:
    """What happened to it."""
    return str(ACTIONS[action]) if action in ACTIONS else _("changed")


def _in_words(column: ShownColumn, value: Any) -> str:
    if value is None or value == "":
        return ""
    return column.words(value)


def _by(words: Mapping[Any, Any], kind: Callable[[str], Any] = str) -> Callable[[Any], str]:
    """Words for a code; a code of an earlier edition has none."""

    def named(value: Any) -> str:
        try:
            return str(words[kind(value)])
        except (KeyError, ValueError):
            return _("not known")

    return named


def _day(value: str) -> str:
    return as_date(date.fromisoformat(value[:10]))


def _fact(key: str) -> str:
    known = FACT_KEYS.get(key)
    return known.label(language()) if known else _("not known")


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _place(code: str) -> str:
    return municipalities.name_of(code) or _("not known")


def _authority(code: str) -> str:
    known = authorities.authority_of_code(code)
    return known.name if known is not None else _("not known")


SINCE = ShownColumn(_l("since"), _day)
NOTE = ShownColumn(_l("note"), str)
ON = ShownColumn(_l("day"), _day)
COLUMNS: dict[str, dict[str, ShownColumn]] = {
    "users": {
        "role": ShownColumn(_l("role"), _by(ROLES, Role)),
        "deactivated_at": ShownColumn(_l("closed on"), _day),
        "deleted_at": ShownColumn(_l("removed on"), _day),
    },
    "participations": {
        "role": ShownColumn(_l("role"), _by(PARTICIPATION_ROLES, ParticipationRole)),
        "since": SINCE,
        "until": ShownColumn(_l("until"), _day),
    },
    "coach_assignments": {"since": SINCE},
    "cooperatives": {
        "name": ShownColumn(_l("name"), str),
        "phase": ShownColumn(_l("phase"), _by(PHASES, Phase)),
        "municipality": ShownColumn(_l("municipality"), _place),
        "neighbourhood": ShownColumn(_l("neighbourhood"), str),
        "cohort": ShownColumn(_l("cohort"), str),
        "stopped_reason": ShownColumn(_l("reason"), str),
    },
    "facts": {"key": ShownColumn(_l("about"), _fact)},
    "milestones": {"key": ShownColumn(_l("which"), _by(MILESTONES)), "on_date": ON},
    "phase_documents": {"key": ShownColumn(_l("which"), _by(DOCUMENTS)), "note": NOTE},
    "phase_moves": {
        "from_phase": ShownColumn(_l("from"), _by(PHASES, Phase)),
        "to_phase": ShownColumn(_l("to"), _by(PHASES, Phase)),
        "reason": ShownColumn(_l("reason"), str),
    },
    "contracts": {
        "name": ShownColumn(_l("name"), str),
        "client": ShownColumn(_l("client"), str),
        "agreed_on": ShownColumn(_l("agreed on"), _day),
        "value_cents": ShownColumn(_l("value"), money_cents),
    },
    "cohorts": {"name": ShownColumn(_l("name"), str)},
    "gatherings": {"title": ShownColumn(_l("about"), str), "starts_at": ON},
    "lesson_versions": {
        "slug": ShownColumn(_l("lesson"), lesson_title),
        "number": ShownColumn(_l("version"), number),
        "note": ShownColumn(_l("what changed"), note_in_words),
    },
    "regulation_versions": {
        "code": ShownColumn(_l("authority"), _authority),
        "number": ShownColumn(_l("version"), number),
    },
    "regulation_reports": {"code": ShownColumn(_l("authority"), _authority)},
    "review_cases": {"title": ShownColumn(_l("about"), str)},
    "statutes_versions": {
        "number": ShownColumn(_l("number"), number),
        "deed_on": ShownColumn(_l("date of the deed"), _day),
        "notary": ShownColumn(_l("notary"), str),
    },
    "member_events": {"on_date": ON},
    "ledger_entries": {"on_date": ON},
    "currencies": {"name": ShownColumn(_l("name"), str)},
    "currency_rules": {"number": ShownColumn(_l("version"), number), "applies_from": SINCE},
    "currency_proposals": {"number": ShownColumn(_l("number"), number)},
    "capital_years": {"year": ShownColumn(_l("year"), str)},
    "cash_figures": {"on_date": ON, "cents": ShownColumn(_l("amount"), money_cents)},
    "work_requests": {"title": ShownColumn(_l("about"), str), "client": ShownColumn(_l("client"), str)},
    "bids": {"stage": ShownColumn(_l("state"), _by(BID_STAGES, BidStage))},
    "notice_sources": {"name": ShownColumn(_l("name"), str), "active": ShownColumn(_l("is read"), _yes)},
}
