"""The documents of a challenge, each from what is stored at this moment."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from incubator.challenges.documents import agreement, letters, objection, plan
from incubator.challenges.documents.source import (
    SHOWN,
    CaseOfPlan,
    PlanSource,
    RecordOfSupport,
    open_points_of,
)
from incubator.challenges.models.challenges import CaseRow, Challenge, SupportRecord
from incubator.challenges.queries import challenging as queries
from incubator.challenges.queries import signatures
from incubator.challenges.rules import terms
from incubator.challenges.rules.outline import outline
from incubator.challenges.values import Regulation
from incubator.challenges.values.challenging import ChallengeState, PaperKind
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.word import Document

PAPERS: dict[PaperKind, Callable[[PlanSource], Document]] = {
    PaperKind.PLAN: plan.challenge_plan,
    PaperKind.INFORMATION: letters.information_request,
    PaperKind.INFORMATION_REMINDER: letters.information_reminder,
    PaperKind.DECISION_REMINDER: letters.decision_reminder,
    PaperKind.OBJECTION: objection.objection,
    PaperKind.OBJECTION_FOR_TIME: objection.objection_for_time,
    PaperKind.SUPPORT: letters.support_letter,
    PaperKind.MEETING: letters.meeting_report,
    PaperKind.AGREEMENT: agreement.partnership,
}
OF_THE_CHALLENGE = (
    *("title", "task", "authority", "contact", "variant", "provider", "contract_end", "contract_end_source"),
    *("cost_now_cents", "cost_now_source", "texts", "agreements", "handed_in_on"),
    *("decided_on", "decision", "reasons", "formal_decision"),
)
OF_THE_GROUP = frozenset({"contact.name", "contact.email", "identity.neighbourhood", "identity.seat"})


def paper_of(challenge: Challenge, kind: PaperKind, *, made_at: datetime) -> Document:
    """One document as it would be made now."""
    return PAPERS[kind](_source(challenge, made_at))


def open_points(challenge: Challenge, *, at: datetime) -> list[tuple[str, str]]:
    """What is still open in the plan: (chapter, what)."""
    return [point for point in open_points_of(paper_of(challenge, PaperKind.PLAN, made_at=at)) if point[0]]


def changed_facts(challenge: Challenge) -> list[str]:
    """Which facts hold another value now than when the plan was made last."""
    if challenge.made_at is None:
        return []
    now = cooperatives.holding_values(challenge.cooperative)
    return [key for key in SHOWN if now.get(key) != challenge.facts_used.get(key)]


def _source(challenge: Challenge, made_at: datetime) -> PlanSource:
    regulation = queries.rules_of(challenge, clock.local(made_at).date())
    page = signatures.page_of(challenge)
    same = {name: getattr(challenge, name) for name in OF_THE_CHALLENGE}
    return PlanSource(
        **same,
        **_question(challenge),
        group=challenge.cooperative.name,
        facts=_facts(challenge),
        regulation=regulation,
        parts=tuple(outline(regulation)),
        case=_case(challenge, regulation),
        support=signatures.count(challenge, page),
        names=tuple(signatures.shown_names(page)),
        records=tuple(map(_record, challenge.supports)),
        objected_on=challenge.since if challenge.state is ChallengeState.OBJECTED else None,
        decision_due=terms.decision_due(regulation, challenge.handed_in_on),
        notice=_notice(challenge),
        made_at=made_at,
    )


def _record(item: SupportRecord) -> RecordOfSupport:
    return RecordOfSupport(item.kind, item.on_date, item.who, item.text)


def _question(challenge: Challenge) -> dict[str, Any]:
    """What was asked of the authority."""
    asked = queries.information(challenge)
    if asked is None:
        return {"asked_items": (), "asked_words": "", "sent_on": None, "answer_due": None}
    return {
        "asked_items": tuple(asked.items),
        "asked_words": asked.own_words,
        "sent_on": asked.sent_on,
        "answer_due": queries.information_due(asked),
    }


def _facts(challenge: Challenge) -> dict[str, object]:
    """The holding facts; what the dossier does not have and the page of the group does, such as the contact person."""
    known = dict(cooperatives.holding_values(challenge.cooperative))
    for key, value in cooperatives.known_elsewhere(challenge.cooperative).items():
        if key in OF_THE_GROUP:
            known.setdefault(key, value)
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def _case(challenge: Challenge, regulation: Regulation | None) -> CaseOfPlan:
    case = queries.business_case(challenge, regulation)
    return CaseOfPlan(
        now=tuple(map(case.line, case.now)),
        then=tuple(map(case.line, case.then)),
        quality=tuple(map(_effect, case.quality)),
        social=tuple(map(_effect, case.social)),
        hour=case.hour,
        hour_price=case.hour_price,
        sums=case.sums,
    )


def _effect(row: CaseRow) -> tuple[str, str]:
    return row.label, row.explanation


def _notice(challenge: Challenge) -> str:
    notice = challenge.notice
    if notice is None:
        return ""
    return f"{notice.title} ({notice.url})" if notice.url else notice.title
