"""Each rule of calling a meeting on both sides of its line."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.meetings.rules.asking import request_dates
from incubator.meetings.rules.days import deadlines, full_days_between
from incubator.meetings.rules.legality import findings_of, is_lawful, light_of
from incubator.meetings.rules.registry import RULES
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingMode
from incubator.meetings.values.case import CaseConvocation, CaseMember, CaseRequest
from incubator.meetings.values.findings import LegalityLight
from tests.meetings.cases import (
    DAY,
    IN_TIME,
    MEMBERS,
    PLAIN,
    THURSDAY,
    blocking,
    case,
    item,
    named,
    proxy,
    result,
    rules,
    sent,
    terms,
    unvoted,
)

HEAVY = [ItemKind.AMENDMENT, ItemKind.DISSOLUTION, ItemKind.CONVERSION]
LAST_FOR_FOURTEEN = date(2026, 12, 2)  # 3 to 16 December are fourteen whole days
LAST_FOR_SEVEN = date(2026, 12, 9)  # Wednesday: the worked example
LAST_FOR_TEXT = date(2026, 12, 11)  # Friday: the worked example
SEVEN = terms(convening__notice_days=7)
FIVE = terms(convening__notice_days=5)
SILENT = replace(PLAIN, notice_days=None)
ASKED = CaseRequest(date(2026, 11, 19), ("m1",))


def with_member(place, **changes):
    members = list(MEMBERS)
    members[place] = replace(members[place], **changes)
    return tuple(members)


@pytest.mark.parametrize("kind", ItemKind)
def test_a_meeting_that_was_called_well_is_lawful_whatever_it_decides(kind):
    checked = case(items=(unvoted(kind),), terms=terms(expulsion__organ="ALV"))
    assert blocking(checked) == []
    assert is_lawful(findings_of(checked)) is True


def test_an_ordinary_meeting_that_was_called_well_is_green():
    assert light_of(findings_of(case())) is LegalityLight.GREEN


# The rule, a case that breaks it, and one just on the other side.
BOTH_SIDES = [
    ("G-08", case(convened_by="de gemeente"), case(convened_by="Het bestuur")),
    ("G-08", case(convened_by="rvc"), case(convened_by="rvc", terms=terms(convening__others=["raad van commissarissen"]))),
    ("G-09", case(convened_by="verzoekers", request=replace(ASKED, on=IN_TIME - 13 * DAY)),
             case(convened_by="verzoekers", request=replace(ASKED, on=IN_TIME - 15 * DAY))),
    ("G-09", case(convened_by="verzoekers", request=CaseRequest(IN_TIME - 15 * DAY, ())),
             case(convened_by="verzoekers", request=CaseRequest(IN_TIME - 15 * DAY, ("m1",)))),
    ("G-01", case(sent=sent(members=MEMBERS[1:])), case(sent=sent())),
    ("G-01", case(sent=()), case()),
    ("G-01", case(sent=tuple(replace(sending, failed=True) for sending in sent())),
             case(sent=(*(replace(sending, failed=True) for sending in sent()), *sent(channel=Channel.LETTER)))),
    ("G-01", case(sent=(CaseConvocation("m1", None, Channel.HAND), *sent(members=MEMBERS[1:]))),
             case(sent=(CaseConvocation("m1", IN_TIME, Channel.HAND), *sent(members=MEMBERS[1:])))),
    ("G-10", case(members=with_member(0, email_consent=False)), case(members=with_member(0, email_consent=True))),
    ("G-10", case(members=with_member(0, email_consent=False)),
             case(members=with_member(0, email_consent=False),
                  sent=(*sent(), CaseConvocation("m1", IN_TIME, Channel.LETTER)))),
    ("G-10", case(terms=terms(convening__how=["brief"])), case(terms=terms(convening__how=["brief", "e-mail"]))),
    ("G-10", case(terms=terms(convening__how=["brief"])),
             case(terms=terms(convening__how=["brief"]), sent=sent(channel=Channel.LETTER))),
    ("G-11", case(sent=sent(LAST_FOR_FOURTEEN + DAY)), case(sent=sent(LAST_FOR_FOURTEEN))),
    ("G-11", case(terms=SEVEN, sent=sent(LAST_FOR_SEVEN + DAY)), case(terms=SEVEN, sent=sent(LAST_FOR_SEVEN))),
    ("G-11", case(terms=SILENT, sent=sent(THURSDAY)), case(terms=SILENT, sent=sent(LAST_FOR_SEVEN))),
    ("G-22", case(agenda=("2",)), case(agenda=("2", "1"))),
]  # fmt: skip


@pytest.mark.parametrize(("number", "broken", "kept"), BOTH_SIDES)
def test_each_rule_is_seen_on_its_own_side_only(number, broken, kept):
    assert number in blocking(broken)
    assert is_lawful(findings_of(broken)) is False
    assert light_of(findings_of(broken)) is LegalityLight.RED
    assert number not in rules(kept)
    assert is_lawful(findings_of(kept)) is True


@pytest.mark.parametrize(
    ("days", "expected", "lawful"), [(13, ["error"], False), (14, ["warning"], True), (15, [], True)]
)
def test_on_the_fourteenth_day_of_silence_it_is_doubted_and_does_not_block(days, expected, lawful):
    checked = case(convened_by="verzoekers", request=replace(ASKED, on=IN_TIME - days * DAY))
    assert [finding.severity.value for finding in named(checked, "asked-for-by-members")] == expected
    assert is_lawful(findings_of(checked)) is lawful


def test_meter_and_page_count_the_silence_of_the_board_by_the_same_days():
    for asked_on in (date(2026, 12, 18), date(2027, 3, 14), date(2028, 2, 15)):  # year end, summer time, leap day
        dates = request_dates(asked_on)
        on_time = case(convened_by="verzoekers", request=replace(ASKED, on=asked_on), sent=sent(dates.themselves_from))
        early = case(convened_by="verzoekers", request=replace(ASKED, on=asked_on), sent=sent(dates.board_until))
        assert named(on_time, "asked-for-by-members") == []
        assert len(named(early, "asked-for-by-members")) == 1


@pytest.mark.parametrize(
    ("asked_on", "last"),
    [
        (date(2026, 11, 19), THURSDAY),
        (date(2026, 12, 4), date(2027, 1, 1)),  # over the end of the year, on a holiday
        (date(2028, 2, 1), date(2028, 2, 29)),  # a leap day
        (date(2027, 2, 28), date(2027, 3, 28)),  # the day on which summer time begins
    ],
)
def test_a_meeting_that_members_ask_for_is_held_within_four_weeks(asked_on, last):
    request = replace(ASKED, on=asked_on)
    assert named(case(on=last, request=request), "asked-for-by-members") == []
    (late,) = named(case(on=last + DAY, request=request), "asked-for-by-members")
    assert (late.severity.value, late.blocks) == ("error", False)


@pytest.mark.parametrize("kind", HEAVY)
def test_an_amendment_asks_seven_whole_days_whatever_shorter_term_the_statutes_have(kind):
    for own in (SEVEN, FIVE, SILENT):
        assert "G-12" in blocking(case(kind, terms=own, sent=sent(LAST_FOR_SEVEN + DAY)))
        assert "G-12" not in blocking(case(kind, terms=own, sent=sent(LAST_FOR_SEVEN)))


@pytest.mark.parametrize("kind", HEAVY)
def test_a_longer_term_of_the_statutes_holds_for_an_amendment_too(kind):
    assert {"G-11", "G-12"} <= set(blocking(case(kind, sent=sent(LAST_FOR_SEVEN))))
    assert "G-12" not in blocking(case(kind, sent=sent(LAST_FOR_FOURTEEN)))


@pytest.mark.parametrize("kind", HEAVY)
def test_the_convocation_names_the_amendment(kind):
    assert "G-12" in blocking(case(kind, agenda=()))
    assert "G-12" in rules(case(kind, agenda=None))
    assert is_lawful(findings_of(case(kind, agenda=None))) is None
    assert is_lawful(findings_of(case(kind, agenda=("1",)))) is True


@pytest.mark.parametrize("kind", HEAVY)
def test_the_literal_text_lies_there_five_whole_days_to_the_end_of_the_day(kind):
    assert "G-13" in blocking(case(kind, inspection_from=LAST_FOR_TEXT + DAY))
    assert "G-13" not in blocking(case(kind, inspection_from=LAST_FOR_TEXT))
    assert "G-13" in blocking(case(kind, inspection_until=THURSDAY - DAY))
    assert "G-13" not in blocking(case(kind, inspection_until=THURSDAY))
    assert "G-13" not in blocking(case(kind, inspection_from=None))
    assert is_lawful(findings_of(case(kind, inspection_from=None))) is None


def test_an_ordinary_decision_needs_no_text_that_lies_there():
    assert rules(case(inspection_from=None, proposals_enclosed=False)) == []


def test_a_text_that_was_not_sent_along_is_a_risk_and_no_breach():
    (finding,) = named(case("amendment", proposals_enclosed=False), "literal-text")
    assert (finding.severity.value, finding.blocks) == ("warning", False)


def test_delegates_get_the_text_fourteen_days_before():
    council = terms(
        ledenraad={"exists": True, "election_rules": "per wijk", "number_rules": "tien"}, convening__notice_days=7
    )
    assert council.delegates
    enough = date(2026, 12, 2)
    assert "G-13" not in blocking(case("amendment", terms=council, sent=sent(enough), inspection_from=enough))
    assert "G-13" in blocking(case("amendment", terms=council, sent=sent(enough + DAY), inspection_from=enough))
    assert "G-13" in blocking(case("amendment", terms=council, sent=sent(enough), inspection_from=enough + DAY))
    assert "G-13" in blocking(case("amendment", terms=council, sent=sent(enough), proposals_enclosed=False))


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        (date(2026, 12, 9), date(2026, 12, 17), 7),
        (date(2026, 12, 11), date(2026, 12, 17), 5),
        (date(2028, 2, 24), date(2028, 3, 3), 7),  # a leap day between
        (date(2027, 2, 24), date(2027, 3, 3), 6),
        (date(2026, 12, 28), date(2027, 1, 5), 7),  # over the end of the year
        (date(2026, 3, 25), date(2026, 4, 2), 7),  # summer time begins on 29 March
        (date(2026, 10, 21), date(2026, 10, 29), 7),  # and ends on 25 October
        (date(2026, 12, 17), date(2026, 12, 17), -1),
        (date(2026, 12, 16), date(2026, 12, 17), 0),
    ],
)
def test_neither_the_day_of_sending_nor_that_of_the_meeting_counts(begin, end, days):
    assert full_days_between(begin, end) == days


@pytest.mark.parametrize(
    ("on", "send_by", "text_from"),
    [
        (date(2026, 12, 17), date(2026, 12, 9), date(2026, 12, 11)),  # the worked example of the fact base
        (date(2028, 3, 6), date(2028, 2, 27), date(2028, 2, 29)),
        (date(2027, 1, 4), date(2026, 12, 27), date(2026, 12, 29)),  # a Sunday: these days are no term for an act
        (date(2026, 4, 3), date(2026, 3, 26), date(2026, 3, 28)),
    ],
)
def test_the_last_days_before_an_amendment(on, send_by, text_from):
    last = deadlines(SEVEN, on, {ItemKind.AMENDMENT})
    assert (last.notice_days, last.send_by, last.inspection_from) == (7, send_by, text_from)
    checked = case("amendment", terms=SEVEN, on=on, sent=sent(send_by), inspection_from=text_from)
    assert is_lawful(findings_of(checked)) is True
    for late in ({"sent": sent(send_by + DAY)}, {"inspection_from": text_from + DAY}):
        again = {"on": on, "sent": sent(send_by), "inspection_from": text_from} | late
        assert is_lawful(findings_of(case("amendment", terms=SEVEN, **again))) is False


def test_deadlines_of_an_ordinary_meeting_are_those_of_the_statutes_or_none():
    assert deadlines(PLAIN, THURSDAY, {ItemKind.ACCOUNTS}).send_by == LAST_FOR_FOURTEEN
    assert deadlines(PLAIN, THURSDAY, {ItemKind.ACCOUNTS}).inspection_from is None
    assert deadlines(SILENT, THURSDAY, ()).send_by is None
    assert deadlines(SILENT, THURSDAY, {ItemKind.DISSOLUTION}).send_by == LAST_FOR_SEVEN


@pytest.mark.parametrize(("own", "days"), [(-1, None), (0, 0), (1, 1), (None, None)])
def test_a_term_of_less_than_nothing_is_none(own, days):
    assert deadlines(replace(PLAIN, notice_days=own), THURSDAY, ()).notice_days == days


def test_where_the_statutes_name_no_term_a_short_one_is_a_question():
    for day in (LAST_FOR_SEVEN + DAY, THURSDAY - DAY):
        checked = case(terms=SILENT, sent=sent(day))
        assert is_lawful(findings_of(checked)) is None
        assert light_of(findings_of(checked)) is LegalityLight.AMBER


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"convened_by": ""}, "G-08"),
        ({"convened_by": "verzoekers"}, "G-09"),
        ({"sent": None}, "G-01"),
        ({"members": with_member(0, email_consent=None)}, "G-10"),
        ({"mode": MeetingMode.DIGITAL}, "G-23"),
    ],
)
def test_what_is_not_known_is_amber_and_never_a_verdict(changes, number):
    checked = case(**changes)
    assert number in rules(checked)
    assert is_lawful(findings_of(checked)) is None
    assert light_of(findings_of(checked)) is LegalityLight.AMBER
    assert result(checked).valid is None


def test_who_became_a_member_since_is_entitled_and_is_no_fault():
    members = (*MEMBERS, CaseMember("m11", "Lid 11", IN_TIME + DAY))
    checked = case(members=members, sent=sent())
    assert is_lawful(findings_of(checked)) is True
    (finding,) = named(checked, "admitted-after-convocation")
    assert finding.params["names"] == ("Lid 11",)


def test_who_was_a_member_on_the_day_of_sending_has_to_be_called():
    members = (*MEMBERS, CaseMember("m11", "Lid 11", IN_TIME))
    assert "G-01" in blocking(case(members=members, sent=sent()))


def test_who_has_left_before_the_meeting_need_not_be_called_and_who_leaves_that_day_must():
    left = with_member(0, until=THURSDAY - DAY)
    assert rules(case(members=left, sent=sent(members=MEMBERS[1:]))) == []
    assert "G-01" in blocking(case(members=with_member(0, until=THURSDAY), sent=sent(members=MEMBERS[1:])))


@pytest.mark.parametrize(("kind", "must_be_called"), [("ordinary", False), ("appeal", True)])
def test_a_suspended_member_is_called_where_the_suspension_is_dealt_with(kind, must_be_called):
    members = with_member(0, suspended=True)
    checked = case(kind, members=members, sent=sent(members=members[1:]), present=())
    assert ("G-01" in blocking(checked)) is must_be_called


def test_the_first_road_that_counts_decides_the_days():
    late_letter = (*sent(), CaseConvocation("m1", THURSDAY - DAY, Channel.LETTER))
    assert rules(case(sent=late_letter)) == []


@pytest.mark.parametrize("who", ["verzoekers", "de leden zelf", "drie leden", "een lid", "members"])
def test_members_who_called_a_meeting_had_to_ask_the_board_first(who):
    assert is_lawful(findings_of(case(convened_by=who))) is None
    asked = CaseRequest(IN_TIME - 15 * DAY, ("m1",))
    assert is_lawful(findings_of(case(convened_by=who, request=asked))) is True
    too_soon = replace(asked, on=IN_TIME - 13 * DAY)
    assert is_lawful(findings_of(case(convened_by=who, request=too_soon))) is False


@pytest.mark.parametrize(("days", "broken"), [(28, False), (29, True)])
def test_the_board_holds_a_meeting_within_four_weeks_after_it_was_asked(days, broken):
    checked = case(request=CaseRequest(THURSDAY - timedelta(days=days), ("m1",)))
    assert ("G-09" in rules(checked)) is broken
    assert blocking(checked) == []  # the board is late; the decisions stand


@pytest.mark.parametrize(
    ("share", "of", "enough"),
    [
        ("1/10", 20, True),
        ("1/10", 21, False),
        ("1/5", 20, True),
        ("1/11", 21, True),
        ("1/11", 23, False),
        (None, 21, False),
    ],
)
def test_statutes_can_ask_fewer_votes_for_a_meeting_and_never_more_than_a_tenth(share, of, enough):
    members = tuple(
        CaseMember(f"m{place}", f"Lid {place}", date(2024, 1, 1), email_consent=True) for place in range(of)
    )
    asked = CaseRequest(IN_TIME - 14 * DAY, ("m1", "m2"))
    checked = case(
        members=members, terms=terms(convening__request_share=share), convened_by="verzoekers", request=asked
    )
    assert ("G-09" not in blocking(checked)) is enough


def test_a_meeting_of_the_board_is_not_judged_by_the_rules_of_the_general_meeting():
    board = case(sent=(), convened_by="", meeting=replace(case().meeting, kind=MeetingKind.BOARD))
    (untested,) = findings_of(board)
    assert (untested.name, untested.unknown, untested.blocks) == ("board-is-called", True, False)
    assert is_lawful([untested]) is None


def test_the_meeting_of_before_the_civil_code_is_not_judged():
    assert findings_of(case(sent=(), on=date(1976, 7, 25))) == ()
    assert "G-01" in blocking(case(sent=(), on=date(1976, 7, 26), members=with_member(0, since=date(1970, 1, 1))))


def test_articles_that_read_otherwise_in_the_deed_are_for_a_person():
    checked = case(terms=replace(PLAIN, doubtful=frozenset({"oproeping"})))
    (finding,) = named(checked, "deed-reads-otherwise")
    assert finding.params["articles"] == (PLAIN.articles["oproeping"],)
    assert is_lawful(findings_of(checked)) is True


# All members there, all in favour.
EVERYONE = [item("amendment", 10, 0), item("ordinary", 10, 0)]


@pytest.mark.parametrize("voted", EVERYONE)
@pytest.mark.parametrize(
    "fault",
    [
        {"sent": sent(THURSDAY - DAY)},
        {"sent": sent(members=MEMBERS[1:])},
        {"agenda": ()},
        {"convened_by": "de gemeente"},
        {"inspection_from": THURSDAY - DAY},
    ],
)
def test_all_members_together_set_a_fault_of_the_convocation_right(voted, fault):
    checked = case(items=(voted,), **fault)
    assert is_lawful(findings_of(checked)) is True
    assert result(checked).valid is True
    if not (voted.kind is ItemKind.ORDINARY and "inspection_from" in fault):
        assert named(checked, "all-members-unanimous")


@pytest.mark.parametrize(
    ("votes", "changes"),
    [
        ({"in_favour": 9, "against": 1}, {}),
        ({"in_favour": 9, "against": 0, "blank": 1}, {}),
        ({"in_favour": 9, "against": 0}, {}),  # one was there and did not vote
        ({"in_favour": 9, "against": 0}, {"present": tuple(f"m{place}" for place in range(1, 10))}),
        ({"in_favour": 10, "against": 0}, {"present": None}),
    ],
)
def test_with_anyone_missing_or_not_in_favour_the_fault_stays(votes, changes):
    checked = case(items=(item("amendment", **votes),), sent=sent(THURSDAY - DAY), **changes)
    assert "G-12" in blocking(checked)
    assert result(checked).valid is False


def test_with_everyone_in_favour_it_does_not_matter_what_nobody_wrote_down():
    checked = case(items=(item("amendment", 10, 0),), inspection_from=None)
    assert (is_lawful(findings_of(checked)), result(checked).valid) == (True, True)
    assert result(case(items=(item("amendment", 9, 1),), inspection_from=None)).valid is None


def test_a_proxy_makes_a_member_represented():
    present = tuple(f"m{place}" for place in range(1, 10))
    checked = case(
        items=(item("amendment", 10, 0),), inspection_from=None, present=present, proxies=(proxy("m10", "m1"),)
    )
    assert result(checked).valid is True


def test_a_suspended_member_who_is_not_there_leaves_it_unsure():
    members = with_member(9, suspended=True)
    present = tuple(f"m{place}" for place in range(1, 10))
    checked = case(items=(item("amendment", 9, 0),), members=members, present=present, inspection_from=None)
    assert is_lawful(findings_of(checked)) is None
    assert result(checked).valid is None


def test_without_the_clause_only_the_act_heals_and_only_an_amendment():
    bare = replace(PLAIN, articles={})
    late = sent(THURSDAY - 3 * DAY)
    short = replace(bare, notice_days=1)
    assert result(case(items=(item("amendment", 10, 0),), terms=short, sent=late)).valid is True
    assert result(case(items=(item("ordinary", 10, 0),), terms=bare, sent=late)).valid is False


def test_a_clause_that_reads_otherwise_in_the_deed_leaves_it_unsure():
    doubtful = replace(PLAIN, doubtful=frozenset({"oproeping"}))
    assert result(case(items=(item("ordinary", 10, 0),), terms=doubtful, sent=sent(THURSDAY - DAY))).valid is None


def test_of_two_items_only_that_with_everyone_in_favour_is_healed():
    checked = case(
        items=(item("ordinary", 10, 0), item("ordinary", 6, 4, number="2")), agenda=("1", "2"), sent=sent(THURSDAY)
    )
    assert (result(checked, 0).valid, result(checked, 1).valid) == (True, False)
    assert is_lawful(findings_of(checked)) is False


def test_a_late_convocation_says_which_days_would_have_been_right():
    (finding,) = named(case(sent=sent(date(2026, 12, 10))), "term-of-the-statutes")
    assert finding.params["days"] == 6
    assert finding.params["asked"] == 14
    assert finding.params["last"] == LAST_FOR_FOURTEEN
    assert finding.params["later"] == date(2026, 12, 25)
    later = case(on=finding.params["later"], sent=sent(date(2026, 12, 10)))
    assert "G-11" not in rules(later)
    assert "G-11" in rules(case(on=finding.params["later"] - DAY, sent=sent(date(2026, 12, 10))))
    (same_day,) = named(case(sent=sent(THURSDAY)), "term-of-the-statutes")
    assert same_day.params["days"] == 0


def test_a_late_text_says_which_days_would_have_been_right():
    (finding,) = named(case("amendment", inspection_from=date(2026, 12, 14)), "literal-text")
    assert (finding.params["days"], finding.params["asked"]) == (2, 5)
    assert finding.params["last"] == LAST_FOR_TEXT
    assert finding.params["later"] == date(2026, 12, 20)
    (unknown,) = named(case("amendment", inspection_from=None), "literal-text")
    assert unknown.params["last"] == LAST_FOR_TEXT


def test_a_request_says_until_when_the_board_had_time():
    early = case(convened_by="verzoekers", request=CaseRequest(IN_TIME - DAY, ("m1",)))
    (finding,) = named(early, "asked-for-by-members")
    assert finding.params["free"] == IN_TIME + 13 * DAY
    slow = case(request=CaseRequest(THURSDAY - 40 * DAY, ("m1",)))
    (finding,) = named(slow, "asked-for-by-members")
    assert finding.params["last"] == THURSDAY - 12 * DAY


def test_only_faults_in_calling_weigh_on_the_convocation():
    of_decisions = {rule.name for rule in RULES if not rule.convening}
    assert of_decisions == {
        *("accounts-in-time", "agreements-with-members", "audit-committee", "distribution-after-adoption"),
        *("duties-by-the-statutes", "early-votes", "electronic-votes", "extension-for-the-accounts", "fewer-rights"),
        *("meeting-may-admit", "meeting-may-expel", "outside-a-meeting", "who-appoints-dismisses"),
    }
