"""From when until when a rule is law: asked on both sides of each day."""

import json
from datetime import date, timedelta

import pytest

from incubator.statutes.rules import RULES, STATE_OF_KNOWLEDGE, check, has_errors
from incubator.statutes.rules.ownership import is_owner
from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Rule, rule
from incubator.statutes.values import read
from tests.statutes.answers import TODAY, findings_of

DAY = timedelta(days=1)
WBTR = date(2021, 7, 1)
END_OF_TRANSITION = date(2026, 6, 30)
OUTVOTED = {"board__votes": [{"name": "a", "votes": 9}], "board__min": 3}
OLD_DEED = {"deed__signed_on": "2021-06-30"}
NEW_DEED = {"deed__signed_on": "2021-07-01"}
LAST_ABOVE_A_QUARTER, FIRST_FROM_A_QUARTER = date(2027, 7, 9), date(2027, 7, 10)


def founders(count):
    return [{"person_id": f"p{number}", "name": f"Lid {number}", "present": True} for number in range(count)]


def test_every_rule_says_since_when_and_from_where():
    for declared in RULES:
        assert declared.source.startswith("https://"), declared.number
        assert date(1976, 7, 26) <= declared.since, declared.number
        earlier = [other for other in RULES if other.number == declared.number and other.since <= TODAY]
        # What will be law follows on what is law now, or today nothing would be asked.
        assert earlier, declared.number
        assert declared.until is None or declared.until >= declared.since, declared.number


@pytest.mark.parametrize("declared", RULES, ids=lambda declared: f"{declared.number}-{declared.since}")
def test_a_rule_is_asked_from_its_first_day_to_its_last(declared):
    assert declared.holds_on(declared.since)
    assert not declared.holds_on(declared.since - DAY)
    if declared.until is None:
        assert declared.holds_on(date(2199, 12, 31))
    else:
        assert declared.holds_on(declared.until)
        assert not declared.holds_on(declared.until + DAY)


def test_nothing_is_asked_before_there_is_law():
    assert check(read({}), on=date(1900, 1, 1)) == []
    assert has_errors(check(read({}), on=TODAY))
    assert not has_errors([])


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("C-18", {"board__absence_clause": None}),
        ("C-19", {"rvc": {"exists": True, "absence_clause": None}}),
        ("C-20", OUTVOTED),
    ],
)
def test_what_the_wbtr_asks_is_asked_since_the_wbtr(number, changes):
    assert number in findings_of(on=WBTR, **changes)
    assert number not in findings_of(on=WBTR - DAY, **changes)


@pytest.mark.parametrize(
    ("number", "changes", "read_on"),
    [
        ("C-10", {"purpose__text": None}, date(2023, 5, 1)),
        ("W-02", {"admission__open_to_all_employees": False}, date(2023, 10, 1)),
        ("T-02", {"surplus__annual__basis": "capital"}, date(2006, 1, 1)),
        ("T-07", {"operation": {"first_members": 50}}, date(2026, 11, 23)),
        ("G-23", {"convening__digital_only": True}, date(2023, 5, 1)),
        ("R-03", {"deed__founders": founders(3)}, date(2026, 11, 23)),
    ],
)
def test_a_rule_is_asked_since_the_text_that_was_read(number, changes, read_on):
    assert number in findings_of(on=read_on, **changes)
    assert number not in findings_of(on=read_on - DAY, **changes)


def test_the_law_is_known_as_of_the_day_of_the_fact_base(shared_data):
    facts = json.loads((shared_data.parent / "law" / "cooperatie-rules.json").read_text(encoding="utf-8"))
    assert STATE_OF_KNOWLEDGE.isoformat() == facts["generated"]


@pytest.mark.parametrize(
    ("changes", "on", "refused"),
    [
        (OLD_DEED, END_OF_TRANSITION, False),
        (OLD_DEED, END_OF_TRANSITION + DAY, True),
        (NEW_DEED, END_OF_TRANSITION, True),
        (NEW_DEED, END_OF_TRANSITION + DAY, True),
        ({"deed__signed_on": None}, END_OF_TRANSITION, True),
    ],
)
def test_older_statutes_could_let_one_outvote_the_others_until_july_2026(changes, on, refused):
    # Two texts of the rule, one for each side of the day: never both at once.
    fields = [finding.field for finding in findings_of(on=on, **OUTVOTED, **changes).get("C-20", [])]
    assert fields == ["board.votes"] * refused


@pytest.mark.parametrize(
    ("changes", "severity"), [(OLD_DEED, WARNING), (NEW_DEED, ERROR), ({"deed__signed_on": None}, ERROR)]
)
def test_older_statutes_may_miss_the_absence_clause_until_they_change(changes, severity):
    (finding,) = findings_of(board__absence_clause=None, **changes)["C-18"]
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("members", "before", "after"),
    [(0, False, False), (1, True, True), (3, True, True), (4, False, True), (5, False, False)],
)
def test_four_equal_members_own_a_quarter_each_which_counts_from_july_2027(members, before, after):
    assert is_owner(members, LAST_ABOVE_A_QUARTER) is before
    assert is_owner(members, FIRST_FROM_A_QUARTER) is after
    for on, is_each in ((LAST_ABOVE_A_QUARTER, before), (FIRST_FROM_A_QUARTER, after)):
        findings = findings_of(on=on, deed__founders=founders(members)).get("R-03", [])
        assert [(finding.field, finding.severity) for finding in findings] == [("deed.founders", INFO)] * is_each


@pytest.mark.parametrize("weighting", ["naar uren", "by_hours"])
def test_members_with_unequal_votes_are_no_owners_for_their_number_alone(weighting):
    for on in (LAST_ABOVE_A_QUARTER, FIRST_FROM_A_QUARTER):
        assert "R-03" not in findings_of(on=on, deed__founders=founders(3), votes__weighting=weighting)


def a_rule(since, until=None, number="X-01"):
    return Rule(number, "x", (), ERROR, "A", since, until, "https://example.org", lambda _statutes: ())


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        (a_rule(WBTR, TODAY), a_rule(TODAY), True),
        (a_rule(WBTR, TODAY - DAY), a_rule(TODAY), False),
        (a_rule(TODAY), a_rule(WBTR, TODAY), True),
        (a_rule(WBTR), a_rule(WBTR), True),
        (a_rule(WBTR), a_rule(WBTR, number="X-02"), False),
    ],
)
def test_one_rule_holds_a_day_at_most_once(first, second, twice):
    assert first.overlaps(second) is twice


@pytest.fixture
def declared_rules():
    """The rules as they are, and as they are again afterwards."""
    before = list(RULES)
    yield before
    RULES[:] = before


def test_a_rule_cannot_be_declared_twice_for_a_day(declared_rules):
    declare = rule("two-founders", number="C-02", articles=["BW 2:54(1)"], severity=ERROR)
    with pytest.raises(ValueError, match="C-02 is declared twice"):
        declare(lambda _statutes: ())
    assert declared_rules == RULES


@pytest.mark.usefixtures("declared_rules")
def test_a_rule_that_is_declared_is_asked_and_stays_what_it_was():
    def never(_statutes):
        return ()

    # The first act is the one that the rule rests on.
    articles = ["ZW 4(3)", "BW 2:38(1)"]
    assert rule("new", number="X-99", articles=articles, severity=WARNING, until=TODAY)(never) is never
    assert (RULES[-1].number, RULES[-1].since, RULES[-1].until) == ("X-99", date(2023, 10, 1), TODAY)
    assert RULES[-1].source == "https://wetten.overheid.nl/BWBR0001888"
