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
from incubator.home.messages.documents import DOCUMENTS
from incubator.home.messages.lesson_changes import arrangement_changes, lesson_title
from incubator.learning.messages import note_in_words

AREAS = {
    "mensen": _l("People and accounts"),
    "groepen": _l("Groups and dossiers"),
    "leren": _l("Lessons and reviews"),
    "statuten": _l("Statutes"),
    "register": _l("Member register"),
    "werk": _l("Opportunities and bids"),
    "beheer": _l("Sources, buyers and files"),
}
# By table: the area that it belongs to, and what a row of it is.
ROWS: dict[str, tuple[str, LazyString]] = {
    "users": ("mensen", _l("an account")),
    "invitations": ("mensen", _l("an invitation")),
    "group_invitations": ("mensen", _l("an invitation to a group")),
    "one_time_tokens": ("mensen", _l("a link in a mail")),
    "second_factors": ("mensen", _l("the second step at the door")),
    "recovery_codes": ("mensen", _l("a recovery code")),
    "secret_addresses": ("mensen", _l("a secret address of a calendar or feed")),
    "external_identities": ("mensen", _l("a sign-in at an organisation")),
    "participations": ("mensen", _l("somebody's part in a group")),
    "coach_assignments": ("mensen", _l("the coach of a group")),
    "absences": ("mensen", _l("a coach's absence")),
    "substitutions": ("mensen", _l("a colleague's standing in")),
    "corrections": ("mensen", _l("a correction of a name or address")),
    "cooperatives": ("groepen", _l("a group")),
    "facts": ("groepen", _l("a fact in the dossier")),
    "milestones": ("groepen", _l("a milestone")),
    "phase_documents": ("groepen", _l("a document of a phase")),
    "phase_moves": ("groepen", _l("a move to another phase")),
    "threads": ("groepen", _l("a question")),
    "thread_messages": ("groepen", _l("a message with a question")),
    "contracts": ("groepen", _l("a contract")),
    "cohorts": ("groepen", _l("a cohort")),
    "cohort_coaches": ("groepen", _l("who leads a cohort")),
    "cohort_messages": ("groepen", _l("a message to a cohort")),
    "peer_groups": ("groepen", _l("a peer group")),
    "peer_members": ("groepen", _l("a group in a peer group")),
    "peer_contacts": ("mensen", _l("a contact person for peers")),
    "gatherings": ("groepen", _l("a session")),
    "gathering_materials": ("groepen", _l("a file or link of a session")),
    "attendances": ("groepen", _l("who was at a session")),
    "contact_entries": ("groepen", _l("contact with a group")),
    "private_notes": ("groepen", _l("a private note of a coach")),
    "intakes": ("mensen", _l("an application")),
    "enrolments": ("leren", _l("a learning track")),
    "exercise_drafts": ("leren", _l("the draft of an exercise")),
    "knowledge_checks": ("leren", _l("a check of a text of the knowledge centre")),
    "content_arrangement": ("leren", _l("the arrangement of the lessons")),
    "lesson_versions": ("leren", _l("a version of the text of a lesson")),
    "exercise_files": ("leren", _l("a file of an exercise")),
    "review_cases": ("leren", _l("a piece of work for the coach")),
    "review_rounds": ("leren", _l("a hand-in")),
    "review_remarks": ("leren", _l("a remark")),
    "review_replies": ("leren", _l("a message below an answer")),
    "review_notes": ("leren", _l("a note of a coach")),
    "review_examples": ("leren", _l("an example for other groups")),
    "hand_in_plans": ("leren", _l("a hand-in for which all agree first")),
    "hand_in_agreements": ("leren", _l("somebody's agreement to a hand-in")),
    "coach_training": ("mensen", _l("a coach who learns the work")),
    "statutes_drafts": ("statuten", _l("the draft of the statutes")),
    "statutes_versions": ("statuten", _l("a version of the statutes")),
    "statutes_explanations": ("statuten", _l("why an article of the statutes changes")),
    "founder_details": ("statuten", _l("the request for a founder's data for the deed")),
    "clause_proposals": ("statuten", _l("a proposal for a model text")),
    "statutes_steps": ("statuten", _l("a step of a version of the statutes")),
    "deed_proposals": ("register", _l("a deed that waits for the manager")),
    "members": ("register", _l("a member in the register")),
    "member_votes": ("register", _l("how many votes a member has")),
    "member_invitations": ("register", _l("the invitation of a member to link an account")),
    "member_events": ("register", _l("an entry in the register")),
    "ledger_books": ("register", _l("the book of capital")),
    "ledger_entries": ("register", _l("an entry of capital")),
    "ledger_periods": ("register", _l("a period of the book that was closed")),
    "capital_years": ("register", _l("the division of a year")),
    "capital_year_members": ("register", _l("hours or pay of a member in a year")),
    "capital_claims": ("register", _l("what a member who left gets")),
    "cash_figures": ("register", _l("how much money there was")),
    "meetings": ("register", _l("a meeting")),
    "agenda_items": ("register", _l("an item of the agenda of a meeting")),
    "convocations": ("register", _l("the call of a member to a meeting")),
    "convocation_rounds": ("register", _l("the convocation of a meeting as it went out")),
    "meeting_requests": ("register", _l("a meeting that members ask for")),
    "meeting_request_supports": ("register", _l("a member who stands behind a request")),
    "meeting_date_options": ("register", _l("a day for a meeting")),
    "meeting_presences": ("register", _l("who was at a meeting")),
    "meeting_proxies": ("register", _l("a proxy for a meeting")),
    "voting_rounds": ("register", _l("a vote in a meeting")),
    "named_ballots": ("register", _l("what a member voted by name")),
    "resolutions": ("register", _l("a decision of a meeting")),
    "minute_notes": ("register", _l("the minutes of an item")),
    "approved_minutes": ("register", _l("minutes that were approved")),
    "committee_questions": ("register", _l("a question of the audit committee")),
    "committee_reports": ("register", _l("the report of the audit committee")),
    "meeting_date_answers": ("register", _l("whether a day suits somebody")),
    "board_seats": ("register", _l("a seat in the board")),
    "seat_events": ("register", _l("an entry in the board register")),
    "duty_entries": ("register", _l("what was written down about a duty")),
    "watch_profiles": ("werk", _l("a search profile")),
    "webhooks": ("werk", _l("a connection with a group's own system")),
    "interest_sharings": ("werk", _l("what other groups see of a group")),
    "shared_interests": ("werk", _l("an interest that others may see")),
    "work_requests": ("werk", _l("a question of a client")),
    "challenges": ("werk", _l("a challenge")),
    "challenge_steps": ("werk", _l("a step of a challenge")),
    "challenge_case_rows": ("werk", _l("a line of the costs of a challenge")),
    "challenge_supports": ("werk", _l("support for a challenge")),
    "challenge_pages": ("werk", _l("a page that collects signatures")),
    "challenge_information": ("werk", _l("a question for information")),
    "group_buyers": ("werk", _l("a buyer that a group talks to")),
    "buyer_contacts": ("werk", _l("a contact person of a buyer")),
    "buyer_talks": ("werk", _l("a talk with a buyer")),
    "known_contracts": ("werk", _l("a contract that people know of")),
    "bids": ("werk", _l("a bid")),
    "bid_tasks": ("werk", _l("a task of a bid")),
    "bid_decisions": ("werk", _l("the go or no-go of a bid")),
    "bid_files": ("werk", _l("a file of the buyer")),
    "bid_requirements": ("werk", _l("a requirement of the buyer")),
    "bid_sections": ("werk", _l("a section of a bid")),
    "bid_partners": ("werk", _l("a partner in a bid")),
    "library_answers": ("werk", _l("an answer in the library")),
    "bid_answer_uses": ("werk", _l("an answer that was used in a bid")),
    "bid_submissions": ("werk", _l("a bid as it was handed in")),
    "bid_documents": ("werk", _l("a document of a bid")),
    "bid_prices": ("werk", _l("the price of a bid")),
    "bid_price_lines": ("werk", _l("a line of the price of a bid")),
    "document_looks": ("beheer", _l("the look of documents")),
    "document_templates": ("beheer", _l("a template of documents")),
    "bid_questions": ("werk", _l("a question to a buyer")),
    "bid_effects": ("werk", _l("something that the buyer changed")),
    "award_decisions": ("werk", _l("the decision of a buyer")),
    "bid_scores": ("werk", _l("the points of a bid")),
    "bid_declaration_requests": ("werk", _l("the UEA request of a buyer")),
    "bid_declarations": ("werk", _l("a declaration (UEA)")),
    "bid_declaration_parts": ("werk", _l("a part of a declaration (UEA)")),
    "bid_declaration_versions": ("werk", _l("an earlier version of a part of a declaration (UEA)")),
    "regulation_versions": ("beheer", _l("the rules of an authority for the right to challenge")),
    "regulation_reports": ("beheer", _l("a report about the rules of an authority")),
    "buying_policies": ("beheer", _l("how an authority buys")),
    "notices": ("beheer", _l("a publication")),
    "notice_families": ("beheer", _l("a procurement")),
    "notice_sources": ("beheer", _l("a source of notices")),
    "organisation_mergers": ("beheer", _l("a merger of buyers")),
    "stored_files": ("beheer", _l("a file")),
}
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
    "capital_years": {"year": ShownColumn(_l("year"), str)},
    "cash_figures": {"on_date": ON, "cents": ShownColumn(_l("amount"), money_cents)},
    "work_requests": {"title": ShownColumn(_l("about"), str), "client": ShownColumn(_l("client"), str)},
    "bids": {"stage": ShownColumn(_l("state"), _by(BID_STAGES, BidStage))},
    "notice_sources": {"name": ShownColumn(_l("name"), str), "active": ShownColumn(_l("is read"), _yes)},
}
