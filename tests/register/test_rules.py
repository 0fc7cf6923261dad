"""Rules about membership and its account: both sides of every limit, and every sentence."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_term
from incubator.register import rules
from incubator.register.rules import signing
from incubator.register.rules.happened import HAPPENED
from incubator.register.values import (
    EventKind,
    ExpulsionGround,
    MembershipNotice,
    MembershipStanding,
    RegisterEntry,
    Resigning,
    TerminationGround,
)

TODAY = date(2026, 11, 26)
LAST_DAY = date(2026, 12, 31)
BEFORE_THE_LAW = date(1976, 7, 25)
FIRST_DAY_OF_THE_LAW = date(1976, 7, 26)


def refusal(check, *arguments, **named):
    """The sentence and the field with which a rule refuses."""
    with pytest.raises(RuleViolation) as refused:
        check(*arguments, **named)
    return refused.value.message, refused.value.field


@pytest.mark.parametrize(
    ("noticed_on", "ends_on"),
    [
        (date(2026, 3, 1), date(2026, 12, 31)),
        (date(2026, 12, 3), date(2026, 12, 31)),
        (date(2026, 12, 4), date(2027, 12, 31)),
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_silent_statutes_mean_year_end_with_four_weeks(noticed_on, ends_on):
    assert rules.resignation_date(noticed_on, Resigning()) == ends_on


def test_a_financial_year_may_end_in_june():
    terms = Resigning(fiscal_year_end="06-30")
    assert rules.resignation_date(date(2026, 6, 10), terms) == date(2027, 6, 30)
    assert rules.resignation_date(date(2026, 5, 1), terms) == date(2026, 6, 30)


@pytest.mark.parametrize("months", [22, 24, 25, 100_000])
def test_a_term_that_is_too_long_does_not_hold(months):
    terms = Resigning(months=months, days=0)
    assert rules.resignation_date(date(2026, 3, 1), terms) == date(2027, 12, 31)


def test_a_long_term_at_any_moment_ends_with_the_next_financial_year_at_the_latest():
    at_any_moment = Resigning(months=24, days=0, at_year_end=False)
    assert rules.resignation_date(date(2026, 1, 1), at_any_moment) == date(2027, 12, 31)
    assert rules.resignation_date(date(2025, 12, 31), Resigning(12, 0, at_year_end=False)) == date(2026, 12, 31)
    assert rules.resignation_date(date(2026, 1, 31), Resigning(22, 0, at_year_end=False)) == date(2027, 11, 30)


def test_before_the_law_only_the_statutes_count():
    terms = Resigning(months=24, days=0, at_year_end=False)
    assert rules.resignation_date(BEFORE_THE_LAW, terms) == date(1978, 7, 25)
    assert rules.resignation_date(FIRST_DAY_OF_THE_LAW, terms) == date(1977, 12, 31)


def test_at_any_moment_after_a_term():
    terms = Resigning(months=3, days=0, at_year_end=False)
    assert rules.resignation_date(date(2026, 11, 30), terms) == date(2027, 2, 28)
    assert rules.resignation_date(date(2026, 11, 20), Resigning(days=28, at_year_end=False)) == date(2026, 12, 18)


def test_with_immediate_effect_is_the_same_day():
    assert rules.resignation_date(date(2026, 3, 1), Resigning(), immediate=True) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("notice", "terms"),
    [
        ("", Resigning()),
        ("tegen het einde van het boekjaar, met een termijn van vier weken", Resigning()),
        ("tegen het einde van het boekjaar", Resigning()),
        ("Tegen het einde van het jaar", Resigning()),
        ("tegen het eind van het jaar", Resigning()),
        ("tegen 31 DECEMBER", Resigning()),
        ("met een termijn van drie maanden", Resigning(months=3, days=0, at_year_end=False)),
        ("op elk moment", Resigning(months=0, days=0, at_year_end=False)),
        ("aan het einde van het boekjaar, twee maanden vooraf", Resigning(months=2, days=0)),
    ],
)
def test_a_clause_on_resigning_is_understood(notice, terms):
    assert rules.resigning_terms(notice, read_term(notice), "12-31") == terms


def test_part_of_a_month_becomes_whole_days_in_favour_of_the_statutes():
    assert rules.resigning_terms("x", Fraction(3, 2), "12-31") == Resigning(1, 16, at_year_end=False)
    assert rules.resigning_terms("x", Fraction(1, 100), "12-31").days == 1
    just_over_four_weeks = Fraction(2805, 100) * Fraction(12, 365)
    assert rules.resigning_terms("x", just_over_four_weeks, "12-31").days == 29


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("06-30", "06-30"),
        ("02-29", "02-29"),
        ("", "12-31"),
        ("99-99", "12-31"),
        ("00-10", "12-31"),
        ("06-00", "12-31"),
        ("6-30", "12-31"),
        ("06-30x", "12-31"),
        ("٠٦-٣٠", "12-31"),
    ],
)
def test_a_year_end_that_is_no_day_is_the_end_of_the_calendar_year(written, known):
    assert rules.resigning_terms("", None, written).fiscal_year_end == known
    assert rules.resigning_terms("op elk moment", None, written).fiscal_year_end == known
    assert rules.resigning_terms("x", Fraction(2), written).fiscal_year_end == known


@pytest.mark.parametrize(
    ("kind", "days", "standing"),
    [
        (EventKind.RESIGNATION, -1, MembershipStanding.MEMBER),
        (EventKind.RESIGNATION, 0, MembershipStanding.MEMBER),
        (EventKind.RESIGNATION, 1, MembershipStanding.ENDED),
        (EventKind.DEATH, 0, MembershipStanding.MEMBER),
        (EventKind.EXPULSION, -1, MembershipStanding.SUSPENDED),
        (EventKind.EXPULSION, 0, MembershipStanding.SUSPENDED),
        (EventKind.EXPULSION, 1, MembershipStanding.ENDED),
    ],
)
def test_the_last_day_of_a_membership_is_a_day_of_membership(kind, days, standing):
    entries = [happened(1, EventKind.ADMISSION, date(2000, 1, 1)), happened(2, kind, LAST_DAY)]
    assert rules.standing_on(entries, LAST_DAY + timedelta(days)) is standing


def happened(number, kind, on, decided_on=None, **more):
    return RegisterEntry(number, kind, on, decided_on or on - timedelta(days=40), **more)


def test_without_an_end_somebody_is_a_member_from_the_admission_on():
    entries = [happened(1, EventKind.ADMISSION, LAST_DAY)]
    assert rules.standing_on(entries, LAST_DAY) is MembershipStanding.MEMBER
    assert rules.standing_on(entries, LAST_DAY - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("wish", "terms", "last_day"),
    [
        (None, Resigning(), date(2026, 12, 31)),
        (date(2026, 6, 1), Resigning(), date(2026, 12, 31)),
        (date(2027, 3, 1), Resigning(), date(2027, 12, 31)),
        (date(2026, 12, 31), Resigning(), date(2026, 12, 31)),
        (date(2026, 6, 1), Resigning(1, 0, at_year_end=False), date(2026, 6, 1)),
        (date(2026, 3, 2), Resigning(1, 0, at_year_end=False), date(2026, 4, 1)),
    ],
)
def test_a_notice_for_a_wrong_day_ends_at_the_first_day_after_it_that_can_be(wish, terms, last_day):
    """M-08."""
    assert rules.resignation_date(date(2026, 3, 1), terms, wish=wish) == last_day


def test_a_rule_holds_from_its_first_day_to_its_last():
    rule = rules.MembershipRule("X-01", "BW 2:1", date(2020, 1, 1), until=date(2020, 12, 31))
    held = [rule.holds_on(day) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))]
    assert held == [False, True, True, False]
    assert rules.MembershipRule("X-02", "BW 2:1", date(2020, 1, 1)).holds_on(date(2199, 1, 1))


@pytest.mark.parametrize(
    ("rule", "number", "source"),
    [
        (rules.ADMISSION, "M-02", "BW 2:33"),
        (rules.TERMINATION, "M-04", "BW 2:35(2)"),
        (rules.EXPULSION, "M-05", "BW 2:35(3)"),
        (rules.REASONS, "M-06", "BW 2:35(4)"),
        (rules.RESIGNATION, "M-07", "BW 2:36(1)"),
    ],
)
def test_every_rule_names_its_article_and_since_when_it_holds(rule, number, source):
    assert (rule.number, rule.source, rule.since, rule.until) == (number, source, FIRST_DAY_OF_THE_LAW, None)


def test_the_organ_of_the_statutes_admits():
    rules.check_admission("bestuur", "bestuur", override=True, on=TODAY)
    rules.check_admission("bestuur", "bestuur", override=False, on=TODAY)
    rules.check_admission("ALV", "bestuur", override=True, on=TODAY)
    wrong_body = ("The statutes say that another body decides on admission: %(organ)s (article 2:33 BW).", "decided_by")
    assert refusal(rules.check_admission, "bestuur", "ALV", override=True, on=TODAY) == wrong_body
    assert refusal(rules.check_admission, "ALV", "bestuur", override=False, on=TODAY) == wrong_body


def test_the_sentence_names_the_body_that_decides():
    with pytest.raises(RuleViolation, match="another body decides on admission: rvc"):
        rules.check_admission("bestuur", "rvc", override=False, on=TODAY)


def test_what_was_decided_before_the_law_is_not_judged_by_it():
    rules.check_admission("bestuur", "ALV", override=True, on=BEFORE_THE_LAW)
    rules.check_end(EventKind.EXPULSION, "", on=BEFORE_THE_LAW)
    rules.check_reasons(EventKind.EXPULSION, "", on=BEFORE_THE_LAW)
    for check in (
        lambda: rules.check_admission("bestuur", "ALV", override=True, on=FIRST_DAY_OF_THE_LAW),
        lambda: rules.check_end(EventKind.EXPULSION, "", on=FIRST_DAY_OF_THE_LAW),
        lambda: rules.check_reasons(EventKind.EXPULSION, "", on=FIRST_DAY_OF_THE_LAW),
    ):
        with pytest.raises(RuleViolation):
            check()


@pytest.mark.parametrize(
    ("kind", "grounds", "grounds_of_the_other"),
    [
        (EventKind.TERMINATION, TerminationGround, ExpulsionGround),
        (EventKind.EXPULSION, ExpulsionGround, TerminationGround),
    ],
)
def test_a_membership_ends_on_a_ground_of_law(kind, grounds, grounds_of_the_other):
    for ground in grounds:
        rules.check_end(kind, ground.value, on=TODAY)
    for ground in ("", "te laat", *(other.value for other in grounds_of_the_other)):
        sentence = "Choose a ground that the law allows for this (article 2:35 BW)."
        assert refusal(rules.check_end, kind, ground, on=TODAY) == (sentence, "ground")


@pytest.mark.parametrize("kind", [EventKind.TERMINATION, EventKind.EXPULSION])
def test_a_member_gets_the_reasons_in_writing(kind):
    rules.check_reasons(kind, "Werkt elders mee.", on=TODAY)
    for nothing in ("", " \n"):
        sentence = "Write down the reasons: the member must get them in writing (article 2:35 BW)."
        assert refusal(rules.check_reasons, kind, nothing, on=TODAY) == (sentence, "note")


@pytest.mark.parametrize("kind", [EventKind.RESIGNATION, EventKind.DEATH])
def test_who_leaves_or_dies_needs_no_ground_and_no_reasons(kind):
    rules.check_end(kind, "", on=TODAY)
    rules.check_reasons(kind, "", on=TODAY)


def test_a_membership_does_not_end_before_it_began():
    rules.check_dates(TODAY, TODAY)
    sentence = "A membership cannot end before it began."
    assert refusal(rules.check_dates, TODAY, TODAY - timedelta(1)) == (sentence, "on")


def test_only_an_earlier_end_takes_the_place_of_a_known_one():
    rules.check_earlier(LAST_DAY, None)
    rules.check_earlier(LAST_DAY - timedelta(1), LAST_DAY)
    for days in (0, 1):
        sentence = "This membership has already ended or will end."
        assert refusal(rules.check_earlier, LAST_DAY + timedelta(days), LAST_DAY) == (sentence, "on")


def test_a_day_too_far_ahead_is_asked_about():
    too_far = ("This day is too far ahead. Look whether the year is right.", "noticed_on")
    rules.check_reach(date(2027, 11, 26), TODAY, field="noticed_on")
    assert refusal(rules.check_reach, date(2027, 11, 27), TODAY, field="noticed_on") == too_far
    rules.check_reach(date(2028, 11, 26), TODAY, field="noticed_on", months=24)
    assert refusal(rules.check_reach, date(2028, 11, 27), TODAY, field="noticed_on", months=24) == too_far


def test_a_payment_is_more_than_nothing_and_no_more_than_an_account_can_hold():
    for cents in (1, -1, 1_000_000_000, -1_000_000_000):
        rules.check_payment(cents)
    assert refusal(rules.check_payment, 0) == ("Fill in an amount.", "amount")
    for cents in (1_000_000_001, -1_000_000_001):
        sentence = "This is more than can be booked at once. Look whether the amount is right."
        assert refusal(rules.check_payment, cents) == (sentence, "amount")


def test_a_deed_is_signed_before_it_is_registered_and_neither_in_the_future():
    yesterday, tomorrow = TODAY - timedelta(1), TODAY + timedelta(1)
    rules.check_founding(TODAY, None, today=TODAY)
    rules.check_founding(yesterday, yesterday, today=TODAY)
    rules.check_founding(yesterday, TODAY, today=TODAY)
    in_future = ("The deed cannot have been signed in the future.", "signed_on")
    assert refusal(rules.check_founding, tomorrow, None, today=TODAY) == in_future
    before_deed = ("Registration comes after the deed.", "filed_on")
    assert refusal(rules.check_founding, TODAY, yesterday, today=TODAY) == before_deed
    assert refusal(rules.check_founding, TODAY, tomorrow, today=TODAY) == (HAPPENED, "filed_on")


@pytest.mark.parametrize(
    ("on", "refused"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False), (date(2026, 3, 2), False)]
)
def test_a_membership_begins_with_the_decision_and_not_before(on, refused):
    if not refused:
        rules.check_admission_day(on, date(2026, 3, 1))
        return
    with pytest.raises(RuleViolation) as broken:
        rules.check_admission_day(on, date(2026, 3, 1))
    assert (broken.value.field, broken.value.params["day"]) == ("on", date(2026, 3, 1))


def test_before_book_2_a_membership_may_have_begun_otherwise():
    rules.check_admission_day(date(1976, 1, 1), date(1976, 7, 25))
    with pytest.raises(RuleViolation):
        rules.check_admission_day(date(1976, 1, 1), date(1976, 7, 26))


@pytest.mark.parametrize(
    ("on", "founded_on", "before"),
    [
        (date(2026, 1, 31), date(2026, 2, 1), True),
        (date(2026, 2, 1), date(2026, 2, 1), False),
        (date(2000, 1, 1), None, False),
    ],
)
def test_only_a_day_before_the_deed_is_older_than_the_cooperative(on, founded_on, before):
    assert rules.is_before_founding(on, founded_on) is before


AT_YEAR_END = Resigning(days=28)
WITHIN_A_MONTH = Resigning(months=1, days=0, at_year_end=False)


@pytest.mark.parametrize(
    ("wish", "today", "first"),
    [
        (date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 31)),  # yesterday
        (date(2026, 6, 1), date(2026, 6, 1), None),  # today is too early, and becomes the first day
        (date(2026, 12, 30), date(2027, 2, 1), date(2026, 12, 31)),  # written down later, and not possible then
        (date(2026, 12, 31), date(2027, 2, 1), None),  # written down later, as it was
        (None, date(2027, 2, 1), None),
    ],
)
def test_a_wish_for_a_day_that_has_passed_names_the_first_that_can_be(wish, today, first):
    notice = MembershipNotice(date(2026, 6, 1), wish)
    if first is None:
        rules.check_wish(notice, AT_YEAR_END, today)
        return
    with pytest.raises(RuleViolation) as broken:
        rules.check_wish(notice, AT_YEAR_END, today)
    assert (broken.value.field, broken.value.params["day"]) == ("wish", first)


def test_a_wish_before_the_notice_itself_is_asked_again():
    notice = MembershipNotice(date(2026, 7, 10), date(2026, 7, 5))
    with pytest.raises(RuleViolation) as broken:
        rules.check_wish(notice, WITHIN_A_MONTH, date(2026, 7, 1))
    assert broken.value.params["day"] == date(2026, 8, 10)


@pytest.mark.parametrize(
    ("cents", "refused"), [(None, False), (0, True), (-1, True), (1, False), (10**11, False), (10**11 + 1, True)]
)
def test_a_proxy_has_a_limit_that_allows_something(cents, refused):
    if not refused:
        signing.check_limit(cents)
        return
    with pytest.raises(RuleViolation) as broken:
        signing.check_limit(cents)
    assert broken.value.field == "most"
