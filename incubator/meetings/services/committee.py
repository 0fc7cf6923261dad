"""The audit committee asks, the board answers, the committee reports to the general meeting. It changes nothing in the books."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import CommitteeQuestion, CommitteeReport
from incubator.meetings.queries import committee as queries
from incubator.meetings.queries.committee import CommitteeRoom
from incubator.meetings.values.holding import CommitteeAdvice

ASKED = N_("This question stands there already.")
DECIDED = N_("The meeting decided about these accounts already. The report stays as it was.")


def ask_board(room: CommitteeRoom, text: str, *, by: User, now: datetime) -> CommitteeQuestion:
    """A question to the board."""
    lock(room.group)
    if text in [question.text for question in queries.committee_questions(room)]:
        raise RuleViolation(ASKED, field="text")
    question = CommitteeQuestion(
        cooperative_id=room.group.id, year=room.year, text=text, asked_at=now, asked_by_id=by.id
    )
    db.session.add(question)
    db.session.flush()
    return question


def answer_committee(question: CommitteeQuestion, answer: str, *, by: User, now: datetime) -> None:
    question.answer, question.answered_at, question.answered_by_id = answer, now, by.id


def hand_in_report(
    room: CommitteeRoom, words: str, advice: CommitteeAdvice, *, by: User, now: datetime
) -> CommitteeReport:
    """The report to the meeting; it can be changed until the meeting has decided."""
    lock(room.group)
    if queries.decisions_about_the_year(room):
        raise RuleViolation(DECIDED)
    report = queries.committee_report(room)
    # Who it is is read before the row is there: reading stores what is there already.
    author_id = by.id
    if report is None:
        report = CommitteeReport(cooperative_id=room.group.id, year=room.year)
    report.words, report.advice = words, advice
    report.handed_in_at, report.handed_in_by_id = now, author_id
    db.session.add(report)
    db.session.flush()
    return report
