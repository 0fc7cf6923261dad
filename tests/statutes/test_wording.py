"""How answers become words of a deed: joined, capitalised, ended and named as a notary writes."""

from fractions import Fraction

import pytest

from incubator.core.word import Open, Ref
from incubator.statutes.documents.clauses import as_text
from incubator.statutes.documents.language import capital, ended, enumerated, uncapital, unended
from incubator.statutes.documents.wording import lists, organ_name, words
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.rules.organs import is_general_meeting, organ
from incubator.statutes.values import read
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.written import ClauseText
from tests.statutes.answers import answers


def word(asked, /, **changes):
    """The word of this name, as the clause gets it: a text, or what is still open."""
    (inline,) = words(read(answers(**changes)))[asked]
    return inline


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ((), ""),
        (("brood",), "brood"),
        (("brood", "boter"), "brood en boter"),
        (("brood", "boter", "kaas"), "brood, boter en kaas"),
        (("brood.", "boter;"), "brood en boter"),
    ],
)
def test_a_list_reads_as_a_sentence(items, sentence):
    assert enumerated(items) == sentence


def test_a_choice_is_joined_with_or():
    assert enumerated(("brief", "e-mail"), "of") == "brief of e-mail"


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Het werk", "het werk"), ("BTW-aangiften", "BTW-aangiften"), ("a", "a"), ("", ""), ("A", "a")],
)
def test_an_answer_inside_a_sentence_begins_small_unless_it_is_an_abbreviation(text, inside):
    assert uncapital(text) == inside


@pytest.mark.parametrize(("text", "first"), [("het bestuur", "Het bestuur"), ("", ""), ("de ALV", "De ALV")])
def test_a_sentence_begins_large(text, first):
    assert capital(text) == first


@pytest.mark.parametrize(
    ("text", "without"), [("klaar.", "klaar"), ("klaar;", "klaar"), (" klaar. ", "klaar"), ("klaar?", "klaar?")]
)
def test_an_answer_gives_its_stop_to_the_clause(text, without):
    assert unended(text) == without


@pytest.mark.parametrize(
    ("text", "whole"),
    [("klaar", "klaar."), ("klaar.", "klaar."), ("klaar?", "klaar?"), ("klaar!", "klaar!"), (" ", "")],
)
def test_a_sentence_ends_in_one_stop(text, whole):
    assert ended(text) == whole


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ALV", "ALV"),
        ("de algemene ledenvergadering", "ALV"),
        ("algemene vergadering", "ALV"),
        ("de ledenraad", "ALV"),
        ("General meeting", "ALV"),
        ("het bestuur", "bestuur"),
        ("Board", "bestuur"),
        ("rvc", "rvc"),
        ("raad van commissarissen", "rvc"),
        ("raad van toezicht", "rvc"),
        (" De Gemeente ", "de gemeente"),
    ],
)
def test_a_body_is_known_however_people_write_it(text, body):
    assert organ(text) == body
    assert is_general_meeting(text) is (body == "ALV")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ALV", "de algemene vergadering"),
        ("bestuur", "het bestuur"),
        ("rvc", "de raad van commissarissen"),
        ("", "het bestuur"),
        ("de raad van wijzen", "de raad van wijzen"),
        ("het hele bestuur", "het hele bestuur"),
        ("stichting Oog", "stichting Oog"),
    ],
)
def test_a_clause_names_a_body_with_its_article(text, named):
    assert organ_name(text, "bestuur") == named


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("name", {"name": None}),
        ("seat", {"seat__municipality": None}),
        ("needs", {"purpose__material_needs": []}),
        ("agreements", {"purpose__member_agreement_types": []}),
        ("business", {"purpose__business": None}),
        ("max_liability", {"liability__max_per_member_cents": None}),
        ("first_fiscal_year_end", {"fiscal_year__first_end": None}),
        ("board_size", {"board__min": None, "board__max": None}),
        ("appointment_method", {"board__appointment_method": None}),
        ("dismissal_method", {"board__dismissal_method": None}),
        ("others_who", {}),
        ("nomination_by", {}),
        ("absence_all", {"board__absence_clause": None}),
        ("rvc_absence", {}),
        ("convening_how", {"convening__how": []}),
        ("notice_days", {"convening__notice_days": None}),
        ("weighting", {}),
        ("destination", {"surplus__dissolution": None}),
    ],
)
def test_a_missing_answer_is_an_open_point_that_says_what_is_missing(name, changes):
    left_open = word(name, **changes)
    assert isinstance(left_open, Open)
    assert left_open.text
    assert left_open.why


@pytest.mark.parametrize(
    ("name", "changes", "text"),
    [
        ("seat", {"seat__municipality": "GM0344"}, "Utrecht"),
        ("seat", {"seat__municipality": "utrecht"}, "Utrecht"),
        ("seat", {"seat__municipality": "Nergensdorp"}, "Nergensdorp"),
        ("max_liability", {"liability__max_per_member_cents": 0}, "€ 0,00"),
        ("max_liability", {"liability__max_per_member_cents": 123456}, "€ 1.234,56"),
        ("tail", {"liability__post_exit_years": None}, "een jaar"),
        ("repayment_term", {"exit__repayment_years": 3}, "drie jaar"),
        ("term", {"board__term_years": 4}, "vier jaar"),
        ("appeal_term", {"expulsion__appeal": {"term_months": 1}}, "een maand"),
        ("appeal_term", {"expulsion__appeal": {"term_months": 2}}, "twee maanden"),
        ("appeal_term", {"expulsion__appeal": {"term_months": 1.5}}, "1,5 maanden"),
        ("appeal_organ", {"expulsion__appeal": {"organ": None}}, "de algemene vergadering"),
        ("instalments", {"capital__instalments": None}, "1"),
        ("request_share", {"convening__request_share": None}, "een tiende"),
        ("early_days", {"votes__evote": {"early": True}}, "30 dagen"),
        ("reserve", {"surplus__annual__reserve_min_pct": "30%"}, "30%"),
        ("reserve", {"surplus__annual__reserve_min_pct": 0.25}, "25%"),
        ("reserve", {"surplus__annual__reserve_min_pct": "12,5%"}, "12,5%"),
        ("amendment_majority", {"amendment__majority": "1/2"}, "meer dan de helft van de uitgebrachte stemmen"),
        ("amendment_quorum", {"amendment__quorum": None}, ""),
        ("others_appointed", {"board__appointed_by_others": 2}, "worden twee bestuurders"),
        ("fiscal_year_end", {"fiscal_year__end": "09-30"}, "30 september"),
    ],
)
def test_an_answer_is_written_as_a_deed_writes_it(name, changes, text):
    assert word(name, **changes) == text


def test_a_restriction_names_its_majority():
    restricted = [{"clause": "het doel.", "majority": "4/5"}]
    ((text,),) = lists(read(answers(amendment__restricted_clauses=restricted)))["restricted"]
    assert text == "het doel: ten minste vier vijfde van de uitgebrachte stemmen"


def test_only_directors_with_more_votes_are_named():
    votes = [{"function": "voorzitter", "votes": 2}, {"function": "secretaris", "votes": 1}]
    assert word("board_votes", board__votes=votes) == "voorzitter (twee stemmen)"


def test_a_page_shows_references_as_text_and_open_points_in_brackets():
    clause = ClauseText(("Zie ", Ref("doel"), " en ", Open("naam", "De naam"), Ref("weg"), "."))
    assert as_text(clause, {"doel": "artikel 3"}) == "Zie artikel 3 en [naam]."


@pytest.mark.parametrize(
    ("changes", "holding", "absent"),
    [
        ({"liability": {"regime": "BA"}}, {"ba", "liable", "regime"}, {"ua", "wa"}),
        ({"liability": {"regime": "WA"}}, {"wa", "liable", "regime"}, {"ua", "ba"}),
        ({"liability": None}, set(), {"ua", "ba", "wa", "regime", "liable"}),
        ({"capital__instalments": 2}, {"instalments"}, set()),
        ({"capital__instalments": 1}, set(), {"instalments"}),
        ({"exit__claim_basis": None}, {"paid_in_indexed"}, {"paid_in", "account_balance"}),
        ({"exit__claim_basis": "account_balance"}, {"account_balance"}, {"paid_in", "paid_in_indexed"}),
        ({"pay_ratio": "2,5"}, {"pay_ratio", "pay_ratio_number"}, set()),
        ({"pay_ratio": "gelijk"}, {"pay_ratio"}, {"pay_ratio_number"}),
        ({"surplus__dissolution": {"determination_method": "bij besluit"}}, set(), {"destination"}),
        ({"board__representation": "bestuur"}, set(), {"representation"}),
        ({"board__votes": [{"function": "lid", "votes": 1}]}, set(), {"weighted_board"}),
    ],
)
def test_answers_decide_what_holds(changes, holding, absent):
    held = conditions(read(answers(**changes)))
    assert holding <= held
    assert not absent & held


def test_an_article_of_another_act_is_named_by_its_full_name():
    assert article_in_words("Hrw 2007 5") == "artikel 5 Handelsregisterwet 2007"


def test_a_share_of_the_board_is_written_as_a_part():
    assert word("others_appointed", board__appointed_by_others="1/3") == "wordt een derde van de bestuurders"
    assert read(answers(board__appointed_by_others="1/3")).board.appointed_by_others == Fraction(1, 3)
