"""The table of the next step: each rule on both sides, and which goes before which."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.cooperatives.values import DocumentState, Phase
from incubator.home import rules
from incubator.home.rules import steps
from incubator.home.values import (
    AskedPlace,
    BidPlace,
    DeedPlace,
    DuePlace,
    LessonPlace,
    Mark,
    RegisterPlace,
    Situation,
    StatutesPlace,
    StepKind,
    Turn,
    WatchPlace,
)
from incubator.learning.values import LessonStanding

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DEED = {"deed": date(2026, 10, 1), "kvk": date(2026, 10, 5)}
APPROVED = {"statutes-approved": date(2026, 9, 1)}


def at(phase=Phase.F1, **more):
    return Situation("de-bezem", phase, NOW, NOW - 90 * DAY, NOW - 2 * DAY, **more)


def lesson(standing, phase=Phase.F1, slug="samen-beslissen"):
    return LessonPlace(slug, phase, standing, NOW - 3 * DAY, 7)


def bid(closes=None, number=1):
    return BidPlace(number, "Groenonderhoud", NOW - 5 * DAY, closes)


def due(days, source="meetings"):
    return DuePlace("Meeting", {}, NOW + days * DAY, False, "/x", source)


def statutes(standing=LessonStanding.WRITING, **more):
    return StatutesPlace(standing, NOW - 3 * DAY, 9, **more)


FOUNDED = at(Phase.F6, milestones=DEED, register=RegisterPlace(3), watch=WatchPlace(True))
# The rule; a situation in which it has something to say, with whose turn it then is; one just on the other side.
BOTH_SIDES = [
    (steps.stopped, at(Phase.STOPPED), Turn.NOBODY, at(Phase.F7)),
    (
        steps.bid_closes,
        at(writing=(bid(NOW + 14 * DAY),)),
        Turn.GROUP,
        at(writing=(bid(NOW + 14 * DAY + timedelta(seconds=1)),)),
    ),
    (steps.bid_closes, at(writing=(bid(NOW),)), Turn.GROUP, at(writing=(bid(NOW - timedelta(seconds=1)),))),
    (steps.bid_closes, at(writing=(bid(), bid(NOW + DAY))), Turn.GROUP, at(writing=(bid(),))),
    (steps.date_near, at(dates=(due(7),)), Turn.GROUP, at(dates=(due(8),))),
    (steps.date_near, at(dates=(due(1),)), Turn.GROUP, at(dates=(due(1, "bids"),))),
    (
        steps.lesson_returned,
        at(lessons=(lesson(LessonStanding.RETURNED),)),
        Turn.GROUP,
        at(lessons=(lesson(LessonStanding.WRITING),)),
    ),
    (
        steps.statutes_returned,
        at(statutes=statutes(LessonStanding.RETURNED)),
        Turn.GROUP,
        at(statutes=statutes(LessonStanding.RETURNED), milestones=DEED),
    ),
    (
        steps.coach_missing,
        at(coached=False, lessons=(lesson(LessonStanding.WITH_COACH),)),
        Turn.MANAGER,
        at(coached=True, lessons=(lesson(LessonStanding.WITH_COACH),)),
    ),
    (
        steps.coach_missing,
        at(coached=False, statutes=statutes(LessonStanding.WITH_COACH)),
        Turn.MANAGER,
        at(coached=False),
    ),
    (
        steps.statutes_read,
        at(statutes=statutes(LessonStanding.WITH_COACH)),
        Turn.COACH,
        at(statutes=statutes(LessonStanding.APPROVED)),
    ),
    (
        steps.statutes_read,
        at(coached=False, statutes=statutes(LessonStanding.WITH_COACH)),
        Turn.MANAGER,
        at(coached=False, statutes=statutes(LessonStanding.WRITING)),
    ),
    (steps.kvk_awaited, at(milestones={"deed": date(2026, 10, 1)}), Turn.KVK, at(milestones=DEED)),
    (
        steps.kvk_awaited,
        at(milestones={"deed": date(2026, 10, 1)}),
        Turn.KVK,
        at(milestones={"deed": date(2026, 10, 1)}, facts=frozenset({"identity.kvk"})),
    ),
    (steps.register_empty, at(milestones=DEED), Turn.GROUP, at(milestones=DEED, register=RegisterPlace(1))),
    (steps.register_empty, at(milestones=DEED), Turn.GROUP, at()),
    (
        steps.version_missing,
        at(milestones=APPROVED),
        Turn.GROUP,
        at(milestones=APPROVED, statutes=StatutesPlace(version_made_at=NOW)),
    ),
    (steps.deed_awaited, at(milestones=APPROVED), Turn.NOTARY, at(milestones=APPROVED | DEED)),
    (steps.deed_awaited, at(milestones=APPROVED), Turn.NOTARY, at(milestones=APPROVED, deed=DeedPlace(NOW))),
    (steps.founding_proposed, at(deed=DeedPlace(NOW)), Turn.MANAGER, at()),
    (
        steps.founding_proposed,
        at(deed=DeedPlace(NOW)),
        Turn.MANAGER,
        at(milestones=DEED, deed=DeedPlace(NOW, corrects=True)),
    ),
    (steps.deed_proposed, at(milestones=DEED, deed=DeedPlace(NOW, corrects=True)), Turn.MANAGER, at(milestones=DEED)),
    (steps.deed_awaited, at(statutes=statutes(LessonStanding.APPROVED)), Turn.NOTARY, at(statutes=statutes())),
    (
        steps.lesson_writing,
        at(lessons=(lesson(LessonStanding.WRITING),)),
        Turn.GROUP,
        at(lessons=(lesson(LessonStanding.WRITING, Phase.F2),)),
    ),
    (
        steps.lesson_open,
        at(lessons=(lesson(LessonStanding.OPEN),)),
        Turn.GROUP,
        at(lessons=(lesson(LessonStanding.OPEN),), milestones=DEED),
    ),
    (
        steps.lesson_read,
        at(lessons=(lesson(LessonStanding.WITH_COACH),)),
        Turn.COACH,
        at(lessons=(lesson(LessonStanding.APPROVED),)),
    ),
    (steps.statutes_open, at(Phase.F4), Turn.GROUP, at(Phase.F3)),
    (
        steps.statutes_open,
        at(Phase.F1, lessons=(lesson(LessonStanding.APPROVED),)),
        Turn.GROUP,
        at(Phase.F1, lessons=(lesson(LessonStanding.OPEN),)),
    ),
    (
        steps.statutes_open,
        at(Phase.F4, statutes=statutes(waiting=("naam",))),
        Turn.GROUP,
        at(Phase.F4, statutes=statutes()),
    ),
    (
        steps.statutes_errors,
        at(Phase.F4, statutes=statutes(errors=1)),
        Turn.GROUP,
        at(Phase.F4, statutes=statutes(errors=0)),
    ),
    (
        steps.statutes_complete,
        at(Phase.F4, statutes=statutes()),
        Turn.GROUP,
        at(Phase.F4, statutes=statutes(LessonStanding.WITH_COACH)),
    ),
    (
        steps.contribution_unpaid,
        replace(FOUNDED, register=RegisterPlace(3, 1), facts=frozenset({"capital.contribution"})),
        Turn.GROUP,
        replace(FOUNDED, register=RegisterPlace(3, 0), facts=frozenset({"capital.contribution"})),
    ),
    (
        steps.contribution_unpaid,
        replace(FOUNDED, register=RegisterPlace(3, 1), facts=frozenset({"capital.contribution"})),
        Turn.GROUP,
        replace(FOUNDED, register=RegisterPlace(3, 1)),
    ),
    (steps.bid_passed, at(writing=(bid(NOW - timedelta(seconds=1)),)), Turn.GROUP, at(writing=(bid(NOW),))),
    (steps.bid_decides, at(deciding=(bid(NOW),)), Turn.GROUP, at(deciding=(bid(NOW - timedelta(seconds=1)),))),
    (steps.bid_writing, at(writing=(bid(),)), Turn.GROUP, at(with_buyer=(bid(),))),
    (steps.profile_missing, replace(FOUNDED, watch=WatchPlace()), Turn.GROUP, FOUNDED),
    (steps.profile_missing, replace(FOUNDED, watch=WatchPlace()), Turn.GROUP, at()),
    (steps.work_asked, at(asked=(AskedPlace(4, "Ramen", "School", NOW),)), Turn.GROUP, at()),
    (steps.matches_new, replace(FOUNDED, watch=WatchPlace(True, 1)), Turn.GROUP, FOUNDED),
    (steps.documents_missing, at(Phase.F3), Turn.GROUP, at(Phase.STOPPED)),
    (steps.buyer_decides, at(with_buyer=(bid(),)), Turn.BUYER, at(writing=(bid(),))),
]


@pytest.mark.parametrize(("rule", "holds", "turn", "other"), BOTH_SIDES, ids=lambda side: getattr(side, "__name__", ""))
def test_a_rule_speaks_on_its_own_side_only(rule, holds, turn, other):
    assert rule(holds).turn is turn
    assert rule(other) is None


def test_work_that_some_coach_took_is_no_longer_the_managers():
    taken = replace(lesson(LessonStanding.WITH_COACH), claimed=True)
    alone = at(coached=False, lessons=(taken,))
    assert steps.coach_missing(alone) is None
    assert steps.lesson_read(alone).turn is Turn.COACH
    written = at(coached=False, statutes=statutes(LessonStanding.WITH_COACH, claimed=True))
    assert steps.coach_missing(written) is None
    assert steps.statutes_read(written).turn is Turn.COACH


def test_every_rule_of_the_table_is_tested_on_both_sides():
    elsewhere = {steps.lesson_ahead, steps.documents_read, steps.phase_done, steps.up_to_date}
    assert {rule for rule, *_sides in BOTH_SIDES} | elsewhere == {*rules.ORDER, steps.deed_proposed}


def marks(phase, state):
    at_moment = NOW - 4 * DAY
    return {entry.key: Mark(state, "", at_moment) for entry in rules.DOCUMENTS if entry.phase is phase}


def test_documents_that_lie_with_the_coach_are_the_coachs_turn():
    step = steps.documents_read(at(Phase.F3, marks=marks(Phase.F3, DocumentState.WITH_COACH)))
    assert (step.turn, step.since, step.number) == (Turn.COACH, NOW - 4 * DAY, 5)
    assert steps.documents_read(at(Phase.F3, marks=marks(Phase.F3, DocumentState.DONE))) is None


def test_a_phase_whose_list_is_done_waits_for_the_coach():
    settled = marks(Phase.F3, DocumentState.DONE)
    assert steps.phase_done(at(Phase.F3, marks=settled)).turn is Turn.COACH
    assert steps.phase_done(at(Phase.F3, coached=False, marks=settled)).turn is Turn.MANAGER
    settled.pop("begroting_3j")
    assert steps.phase_done(at(Phase.F3, marks=settled)) is None


def test_the_last_phase_has_no_next_one():
    assert steps.phase_done(at(Phase.F7, marks=marks(Phase.F7, DocumentState.DONE))) is None


def test_while_the_coach_looks_the_group_reads_ahead():
    waiting = at(
        Phase.F3,
        marks=marks(Phase.F3, DocumentState.WITH_COACH),
        lessons=(lesson(LessonStanding.OPEN, Phase.F4, "naam"),),
    )
    step = rules.next_step(waiting)
    assert (step.kind, step.subject, step.turn) == (StepKind.LESSON_OPEN, "naam", Turn.GROUP)
    (other,) = rules.waiting_elsewhere(waiting, step)
    assert (other.kind, other.turn) == (StepKind.DOCUMENTS_READ, Turn.COACH)
    assert steps.lesson_ahead(replace(waiting, milestones=DEED)) is None


ORDERED = [
    (
        "what closes goes before what came back",
        {"writing": (bid(NOW + DAY),), "lessons": (lesson(LessonStanding.RETURNED),)},
        StepKind.BID_CLOSES,
    ),
    (
        "what came back goes before a new lesson",
        {"lessons": (lesson(LessonStanding.OPEN), lesson(LessonStanding.RETURNED))},
        StepKind.LESSON_RETURNED,
    ),
    (
        "what was begun goes before what was not",
        {"lessons": (lesson(LessonStanding.OPEN), lesson(LessonStanding.WRITING))},
        StepKind.LESSON_WRITING,
    ),
    (
        "what one can do goes before waiting",
        {"lessons": (lesson(LessonStanding.WITH_COACH), lesson(LessonStanding.OPEN))},
        StepKind.LESSON_OPEN,
    ),
    (
        "approved statutes go before a lesson",
        {
            "milestones": APPROVED,
            "lessons": (lesson(LessonStanding.OPEN),),
            "statutes": StatutesPlace(version_made_at=NOW),
        },
        StepKind.DEED_AWAITED,
    ),
    (
        "a deed to confirm goes before the notary and before writing",
        {"milestones": APPROVED, "deed": DeedPlace(NOW), "lessons": (lesson(LessonStanding.WRITING),)},
        StepKind.DEED_PROPOSED,
    ),
    (
        "a correction of the deed keeps nobody from work",
        {"milestones": DEED, "deed": DeedPlace(NOW, True), "register": RegisterPlace(2), "writing": (bid(),)},
        StepKind.BID_WRITING,
    ),
    ("the number goes before the register", {"milestones": {"deed": date(2026, 10, 1)}}, StepKind.KVK_AWAITED),
    ("the register goes before work", {"milestones": DEED, "watch": WatchPlace(True, 3)}, StepKind.REGISTER_EMPTY),
    (
        "a bid goes before a new notice",
        {"milestones": DEED, "register": RegisterPlace(2), "watch": WatchPlace(True, 3), "writing": (bid(),)},
        StepKind.BID_WRITING,
    ),
    (
        "looking for work goes before collecting the contribution",
        {
            "milestones": DEED,
            "register": RegisterPlace(2, 2),
            "facts": frozenset({"capital.contribution"}),
        },
        StepKind.PROFILE_MISSING,
    ),
    (
        "collecting the contribution goes before papers",
        {
            "milestones": DEED,
            "register": RegisterPlace(2, 2),
            "facts": frozenset({"capital.contribution"}),
            "watch": WatchPlace(True),
        },
        StepKind.CONTRIBUTION_UNPAID,
    ),
    (
        "a client who waits goes before a new notice",
        {
            "milestones": DEED,
            "register": RegisterPlace(2),
            "watch": WatchPlace(True, 3),
            "asked": (AskedPlace(4, "Ramen", "School", NOW),),
        },
        StepKind.WORK_ASKED,
    ),
    (
        "a new notice goes before papers",
        {"milestones": DEED, "register": RegisterPlace(2), "watch": WatchPlace(True, 3)},
        StepKind.MATCHES_NEW,
    ),
    (
        "work that nobody reads goes before a new lesson",
        {"coached": False, "lessons": (lesson(LessonStanding.WITH_COACH), lesson(LessonStanding.OPEN))},
        StepKind.COACH_MISSING,
    ),
]


@pytest.mark.parametrize(("more", "kind"), [case[1:] for case in ORDERED], ids=[case[0] for case in ORDERED])
def test_the_most_urgent_rule_decides(more, kind):
    assert rules.next_step(at(**more)).kind is kind


def test_who_can_do_nothing_is_up_to_date():
    nothing = replace(FOUNDED, phase=Phase.F7, marks=marks(Phase.F7, DocumentState.NOT_NEEDED))
    assert rules.next_step(nothing).kind is StepKind.UP_TO_DATE
    assert rules.next_step(nothing).blocked_by is None


def test_who_waits_is_blocked_by_whose_turn_it_is():
    assert (
        rules.next_step(at(milestones=APPROVED, statutes=StatutesPlace(version_made_at=NOW))).blocked_by is Turn.NOTARY
    )
    assert rules.next_step(at(Phase.F4)).blocked_by is None


@pytest.mark.parametrize(
    ("days", "more", "still"),
    [
        (22, {}, True),
        (21, {}, False),
        (22, {"lessons": (lesson(LessonStanding.WITH_COACH),)}, False),
        (22, {"statutes": statutes(LessonStanding.WITH_COACH)}, False),
        (22, {"milestones": DEED}, True),
    ],
)
def test_a_group_stands_still_after_three_weeks_unless_the_coach_has_its_work(days, more, still):
    group = replace(at(Phase.F4, **more), active_at=NOW - days * DAY)
    assert rules.stands_still(group) is still
    assert group.still_days == days


@pytest.mark.parametrize("phase", [Phase.F7, Phase.STOPPED])
def test_who_grows_on_or_stopped_does_not_stand_still(phase):
    assert not rules.stands_still(replace(at(phase), active_at=NOW - 100 * DAY))
