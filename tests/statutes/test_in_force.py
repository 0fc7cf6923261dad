"""What the statutes say on a day: the value, and the article of the deed where it stands."""

import json
from datetime import UTC, date, datetime

import pytest

from incubator.core.db import SYSTEM, transaction
from incubator.statutes import queries, services
from incubator.statutes.commands import group as commands
from incubator.statutes.documents.clauses import library
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.documents.terms import TERMS
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.values import read
from tests.factories import CooperativeFactory
from tests.statutes.answers import answers

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def signed(app):
    """`signed(date, **answers)`: a cooperative gets a version of which the deed was signed that day."""
    group = CooperativeFactory(slug="bezem", name="De Bezem")

    def sign(day, **changes):
        with transaction(actor=SYSTEM):
            services.import_answers(group, answers(**changes), author=None, now=NOW)
            version = services.make_version(group, author=None, now=NOW, today=NOW.date())
            services.record_signing(version, on=day, notary="mr. De Wit", filed_on=None, author=None, now=NOW)
        return group

    return sign


def value(group, key, day):
    term = in_force(group, day).term(key)
    return term.value, term.article


def test_every_term_has_an_article_in_the_library():
    known = {raw["id"] for raw in library()}
    assert {clause for clause, _value in TERMS.values()} <= known


def test_the_newest_deed_on_or_before_the_day_holds(signed):
    signed(date(2024, 3, 1), convening__notice_days=14)
    group = signed(date(2026, 5, 1), convening__notice_days=21, third_party_dealings__allowed=False)
    assert in_force(group, date(2024, 2, 29)) is None
    assert value(group, "notice_days", date(2024, 3, 1)) == (14, number_of("oproeping"))
    assert value(group, "notice_days", date(2026, 4, 30)) == (14, number_of("oproeping"))
    # The article moved when the one before it went.
    later = number_of("oproeping", third_party_dealings__allowed=False)
    assert value(group, "notice_days", date(2026, 5, 1)) == (21, later)
    assert queries.effective(group).number == 2


def number_of(clause, **changes):
    return next(article.number for article in as_articles(read(answers(**changes))) if article.clause == clause)


def test_a_deed_that_was_entered_late_takes_its_own_place_in_time(signed):
    signed(date(2026, 5, 1), convening__notice_days=21)
    group = signed(date(2024, 3, 1), convening__notice_days=14)
    assert queries.effective(group).number == 1
    assert in_force(group, date(2025, 1, 1)).version == 2


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("amendment_majority", "2/3"),
        ("amendment_quorum", "1/2"),
        ("contribution", "1000.00"),
        ("board_min", 3),
        ("board_term_years", 3),
        ("admission_organ", "bestuur"),
        ("appeal_organ", "ALV"),
        ("appeal_months", 1),
        ("proxy_max", 2),
        ("repayment_years", 2),
        ("financial_year_end", "12-31"),
        ("reserve_min", "3/10"),
        ("pay_ratio", "3"),
    ],
)
def test_terms_have_values_to_count_with(signed, key, expected):
    group = signed(date(2026, 5, 1))
    shown, article = value(group, key, date(2026, 6, 1))
    assert shown == expected
    assert article.isdecimal()


def test_what_was_not_answered_is_no_term(signed):
    group = signed(date(2026, 5, 1), votes__quorum=None)
    assert in_force(group, date(2026, 6, 1)).term("quorum") is None


def test_the_command_prints_the_terms_of_a_day(app, signed):
    signed(date(2026, 5, 1))
    run = app.test_cli_runner().invoke
    printed = json.loads(run(commands, ["in-force", "--coop", "bezem", "--on", "2026-06-01", "--json"]).stdout)
    assert (printed["version"], printed["deed_on"]) == (1, "2026-05-01")
    assert {"key": "notice_days", "value": 14, "article": number_of("oproeping"), "differs": False} in printed["terms"]
    refused = run(commands, ["in-force", "--coop", "bezem", "--on", "2026-04-01"])
    assert (refused.exit_code, refused.stderr) == (1, "Error: Op 1 april 2026 was er nog geen akte van De Bezem.\n")
    assert run(commands, ["in-force", "--coop", "nobody"]).exit_code == 2
