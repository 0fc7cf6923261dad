"""What statutes say about meetings, as values that rules count with."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from incubator.core.db import SYSTEM, transaction
from incubator.meetings.queries.terms import terms_from, terms_on
from incubator.meetings.values import Channel
from incubator.statutes import services
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.values import read
from incubator.statutes.values.read_deed import TextArticle
from tests.factories import CooperativeFactory
from tests.meetings.cases import terms
from tests.statutes.answers import answers

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LETTER = {Channel.LETTER, Channel.HAND}


@pytest.mark.parametrize(
    ("how", "channels"),
    [
        (["brief", "email"], {Channel.EMAIL, *LETTER}),
        (["e-mail"], {Channel.EMAIL}),
        (["per post"], LETTER),
        (["schriftelijk"], set(Channel)),
        (["persoonlijk"], {Channel.HAND}),
        (["brief", "advertentie"], set()),  # a road that we do not know: nothing is refused for it
        ([], set()),
        (None, set()),
    ],
)
def test_the_roads_of_a_convocation_are_read_from_words(how, channels):
    assert terms(convening__how=how).channels == channels


@pytest.mark.parametrize(
    ("changes", "conveners"),
    [
        ({}, {"bestuur"}),
        ({"convening__who": None}, {"bestuur"}),
        ({"convening__others": ["de raad van commissarissen"]}, {"bestuur", "rvc"}),
        ({"convening__who": "voorzitter"}, {"bestuur", "voorzitter"}),  # the act lets the board call whatever they say
    ],
)
def test_the_board_can_always_convene(changes, conveners):
    assert terms(**changes).conveners == conveners


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"votes__quorum": "1/3"}, "quorum", Fraction(1, 3)),
        ({"votes__quorum": "0"}, "quorum", None),
        ({"votes__quorum": "4/3"}, "quorum", None),
        ({"amendment__majority": "2/5"}, "amendment_majority", None),
        ({"amendment__majority": "1/2"}, "amendment_majority", Fraction(1, 2)),
        ({"votes__weighting": "één stem per lid, twee voor oprichters"}, "weighted", True),
        ({"votes__weighting": "one_per_member"}, "weighted", False),
        ({"votes__proxy": {"allowed": False}}, "proxy_allowed", False),
        ({"surplus__annual__indivisible": True}, "anchored", True),
        ({"rvc__exists": True}, "supervisory_board", True),
        ({"board__appointment_method": "de rvc"}, "board_by_meeting", False),
        ({"board__appointment_method": None}, "board_by_meeting", True),
        ({"admission__organ": "de ledenvergadering"}, "admission_organ", "ALV"),
        ({"admission__organ": None}, "admission_organ", "bestuur"),
        ({"member_obligations": None}, "duties", False),
        ({"convening__digital_only": True}, "digital_only", True),
    ],
)
def test_a_term_is_what_the_answers_say(changes, field, value):
    assert getattr(terms(**changes), field) == value


@pytest.mark.parametrize(
    ("changes", "unreadable"),
    [
        ({}, ()),
        ({"votes__quorum": "0"}, ()),
        ({"votes__quorum": "4/3"}, ("quorum",)),
        ({"amendment__quorum": "150%"}, ("amendment_quorum",)),
        ({"amendment__majority": "2/5"}, ("amendment_majority",)),
        ({"amendment__majority": "veel"}, ("amendment_majority",)),
        ({"amendment__majority": None}, ()),
    ],
)
def test_what_nobody_can_count_with_is_named(changes, unreadable):
    assert terms(**changes).unreadable == unreadable


def test_articles_have_the_numbers_of_the_deed_and_say_when_they_read_otherwise():
    statutes = read(answers())
    written = [
        TextArticle("12a", "", (), "oproeping", True),
        TextArticle("13", "", (), "stemmen", False),
        TextArticle("14", "", (), "", False),
    ]
    made = terms_from(statutes, written)
    assert made.articles == {"oproeping": "12a", "stemmen": "13"}
    assert made.doubtful == {"oproeping"}


def test_the_statutes_in_force_on_the_day_count(app):
    group = CooperativeFactory(slug="bezem")
    for day, days in ((date(2024, 3, 1), 14), (date(2026, 5, 1), 21)):
        with transaction(actor=SYSTEM):
            services.import_answers(group, answers(convening__notice_days=days), author=None, now=NOW)
            version = services.make_version(group, author=None, now=NOW, today=NOW.date())
            services.record_signing(version, on=day, notary="mr. De Wit", filed_on=None, author=None, now=NOW)
    assert terms_on(group, date(2024, 2, 29)) is None
    assert terms_on(group, date(2026, 4, 30)).notice_days == 14
    newest = terms_on(group, date(2026, 5, 1))
    assert newest.notice_days == 21
    written = {article.clause: article.number for article in as_articles(read(answers()))}
    assert newest.articles["oproeping"] == written["oproeping"]
    assert newest.doubtful == frozenset()
