"""The form of a question: right answers are kept, a wrong one gets a sentence at its field."""

import pytest
from werkzeug.datastructures import MultiDict

from incubator.statutes.forms import question_form
from incubator.statutes.rules import RULES
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.values import read
from incubator.statutes.values.interview import question_of, questions
from tests.statutes.answers import answers
from tests.statutes.interviewing import form_with
from tests.statutes.test_rules_messages import MESSAGES

NOW = "antwoord"


@pytest.fixture
def fill_in(app):
    """`fill_in("naam", name="x")`: a question as it was sent, where these other answers stand."""

    def fill(question, given=None, put_off=False, **typed):
        given = given or answers()
        fields = MultiDict()
        for field, value in typed.items():
            fields.setlist(field.replace("_own", "-own"), value if isinstance(value, list) else [value])
        context = app.test_request_context(method="POST", data=fields, headers={"Cookie": "language=nl"})
        with context:
            form = question_form(questions()[question], conditions(read(given)), given, sent=True)
            form.put_off = put_off
            form.validate()
            errors = {field: [str(sentence) for sentence in sentences] for field, sentences in form.errors.items()}
            return (form.answers() if not errors else {}), errors

    return fill


# InterviewQuestion, field, what was sent, a part of the sentence at the field.
WRONG = [
    ("naam", "name", "", NOW),
    ("naam", "name", " ", NOW),
    ("naam", "name", "x" * 501, "500"),
    ("aansprakelijkheid", "liability__regime", "", NOW),
    ("aansprakelijkheid", "liability__regime", "BV", "een van deze"),
    ("zetel", "seat__municipality", " ", NOW),
    ("behoeften", "purpose__material_needs", "\n \n", NOW),
    ("bedrijf", "purpose__business", "", NOW),
    ("bedrijf", "purpose__business", "x" * 5001, "5000"),
    ("overeenkomsten", "purpose__member_agreement_types", [], NOW),
    ("niet-leden", "third_party_dealings__allowed", "misschien", "een van deze"),
    ("eisen", "member_requirements", "", NOW),
    ("toelating", "admission__organ", "coach", "een van deze"),
    ("opzeggen", "resignation__notice", "", NOW),
    ("opzeggen", "resignation__notice", "own", NOW),
    ("ontzetting", "expulsion__organ", "gemeente", "een van deze"),
    ("beroep", "expulsion__appeal__term_months", "0", "1"),
    ("beroep", "expulsion__appeal__term_months", "13", "12"),
    ("beroep", "expulsion__appeal__term_months", "een paar", "getal"),
    ("inleg", "capital__contribution_cents", "", NOW),
    ("inleg", "capital__contribution_cents", "veel", "bedrag"),
    ("inleg-delen", "capital__instalments", "121", "120"),
    ("inleg-delen", "capital__instalments", "2,5", "getal"),
    ("terugbetalen", "exit__repayment_years", "21", "20"),
    ("termijn", "board__term_years", "11", "10"),
    ("tekenen", "board__representation", "de buurman", "een van deze"),
    ("allen-weg", "board__absence_clause__all_directors", "", NOW),
    ("oproep-hoe", "convening__how", [], NOW),
    ("oproep-termijn", "convening__notice_days", "61", "60"),
    ("wijziging", "amendment__majority", "1/3", "een van deze"),
    ("volmacht-aantal", "votes__proxy__max_per_holder", "21", "20"),
    ("reserve", "surplus__annual__reserve_min_pct", "-1", "0 tot 100"),
    ("reserve", "surplus__annual__reserve_min_pct", "101", "0 tot 100"),
    ("reserve", "surplus__annual__reserve_min_pct", "veel", "getal"),
    ("boekjaar", "fiscal_year__end", "31 zomer", "31 december"),
    ("eerste-boekjaar", "fiscal_year__first_end", "31-02-2027", "dag"),
    ("oprichters", "deed__founders", "", NOW),
]


@pytest.mark.parametrize(("name", "field", "typed", "sentence"), WRONG)
def test_a_wrong_answer_gets_a_sentence_at_its_field(fill_in, name, field, typed, sentence):
    _answers, errors = fill_in(name, **{field: typed})
    assert list(errors) == [field]
    assert sentence in " ".join(errors[field])


def test_who_does_not_know_yet_need_not_answer_but_what_was_typed_must_be_readable(fill_in):
    assert fill_in("inleg", put_off=True) == ({"capital.contribution_cents": None}, {})
    assert list(fill_in("inleg", put_off=True, capital__contribution_cents="veel")[1]) == [
        "capital__contribution_cents"
    ]


# InterviewQuestion, what was sent, and the answer it becomes.
KEPT = [
    ("naam", {"name": "  Coöperatief De Bezem U.A. "}, "name", "Coöperatief De Bezem U.A."),
    ("aansprakelijkheid", {"liability__regime": "UA"}, "liability.excluded", True),
    ("aansprakelijkheid", {"liability__regime": "UA"}, "liability.max_per_member_cents", None),
    ("aansprakelijkheid", {"liability__regime": "WA"}, "liability.excluded", False),
    ("behoeften", {"purpose__material_needs": ["werk"], "purpose__material_needs_own": " inkomen \n\nwerk"},
     "purpose.material_needs", ["werk", "inkomen"]),
    ("bedrijf", {"purpose__business": "schoonmaken"}, "purpose.for_members", True),
    ("niet-leden", {"third_party_dealings__allowed": ""}, "third_party_dealings.allowed", None),
    ("niet-leden", {"third_party_dealings__allowed": "n"}, "third_party_dealings.allowed", False),
    ("niet-leden", {"third_party_dealings__allowed": "y"}, "third_party_dealings.allowed", True),
    ("plichten-erbij", {"member_obligations__method_of_imposing": ""}, "member_obligations.method_of_imposing", None),
    ("plichten-erbij", {"member_obligations__method_of_imposing": "own", "member_obligations__method_of_imposing_own": " samen "},
     "member_obligations.method_of_imposing", "samen"),
    ("plichten-erbij", {"member_obligations__method_of_imposing_own": "samen"}, "member_obligations.method_of_imposing", "samen"),
    ("opzeggen", {"resignation__notice": "met vier weken"}, "resignation.notice", "met vier weken"),
    ("ontzetting", {"expulsion__organ": "bestuur"}, "expulsion.appeal.organ", "ALV"),
    ("ontzetting", {"expulsion__organ": "ALV"}, "expulsion.appeal.term_months", None),
    ("inleg", {"capital__contribution_cents": "1.000,50"}, "capital.contribution_cents", 100050),
    ("inleg", {"capital__contribution_cents": "0"}, "capital.contribution_cents", 0),
    ("inleg-delen", {"capital__instalments": ""}, "capital.instalments", None),
    ("benoeming", {"board__appointment_method": "ALV"}, "board.dismissal_method", "ALV"),
    ("voordracht", {"board__binding_nomination__by": "", "board__binding_nomination__override_majority": "2/3"},
     "board.binding_nomination", None),
    ("wijziging-quorum", {"amendment__quorum": ""}, "amendment.quorum", None),
    ("wijziging-quorum", {"amendment__quorum": "1/2"}, "amendment.quorum", "1/2"),
    ("reserve", {"surplus__annual__reserve_min_pct": "30"}, "surplus.annual.reserve_min_pct", "30%"),
    ("reserve", {"surplus__annual__reserve_min_pct": "12,5 %"}, "surplus.annual.reserve_min_pct", "12.5%"),
    ("reserve", {"surplus__annual__reserve_min_pct": "0"}, "surplus.annual.reserve_min_pct", "0%"),
    ("reserve", {"surplus__annual__reserve_min_pct": ""}, "surplus.annual.reserve_min_pct", None),
    ("boekjaar", {"fiscal_year__end": "30 juni"}, "fiscal_year.end", "06-30"),
    ("eerste-boekjaar", {"fiscal_year__first_end": "31-12-2027"}, "fiscal_year.first_end", "2027-12-31"),
    ("eerste-bestuur", {"first_board-0-name": "Fatima", "first_board-0-function": "voorzitter", "first_board-3-name": "Samuel"},
     "first_board", [{"name": "Fatima", "function": "voorzitter"}, "Samuel"]),
    ("zwaardere-stem", {"board__votes-0-function": "voorzitter", "board__votes-0-votes": "2"},
     "board.votes", [{"function": "voorzitter", "votes": 2}]),
    ("verankerd", {"amendment__restricted_clauses-0-clause": "het doel", "amendment__restricted_clauses-0-majority": "4/5"},
     "amendment.restricted_clauses", [{"clause": "het doel", "majority": "4/5", "change_majority": "4/5"}]),
    ("eigen-tekst", {"additions-0-article": "doel", "additions-0-text": "In de wijk.", "additions-1-article": "doel",
     "additions-1-text": "Altijd."}, "additions", {"doel": "In de wijk. Altijd."}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "path", "answer"), KEPT)
def test_an_answer_is_kept_at_its_path(fill_in, name, typed, path, answer):
    kept, errors = fill_in(name, **typed)
    assert errors == {}
    assert kept[path] == answer


# InterviewQuestion, the cells that were sent, a part of the sentence at the table.
BROKEN_ROWS = [
    ("eerste-bestuur", {"first_board-0-function": "voorzitter"}, "Rij 1: vul ook ‘Volledige naam’ in."),
    ("zwaardere-stem", {"board__votes-0-function": "voorzitter", "board__votes-0-votes": "veel"}, "getal"),
    ("zwaardere-stem", {"board__votes-0-function": "voorzitter", "board__votes-0-votes": "0"}, "minstens één stem"),
    ("eigen-tekst", {"additions-0-text": "Zomaar."}, "‘Bij welk artikel’"),
]


@pytest.mark.parametrize(("name", "cells", "sentence"), BROKEN_ROWS)
def test_a_row_that_says_too_little_is_refused_with_its_number(fill_in, name, cells, sentence):
    _kept, errors = fill_in(name, **cells)
    assert sentence in " ".join(text for texts in errors.values() for text in texts)


def test_the_empty_row_below_the_founders_is_left_out_as_a_browser_sends_it(fill_in):
    rows = {
        "deed__founders-0-name": "Fatima el Idrissi",
        "deed__founders-0-kind": "natural",
        "deed__founders-0-comes": "present",
        "deed__founders-1-name": "",
        "deed__founders-1-kind": "natural",
        "deed__founders-1-comes": "present",
    }
    kept, errors = fill_in("oprichters", **rows)
    assert errors == {}
    assert [founder["name"] for founder in kept["deed.founders"]] == ["Fatima el Idrissi"]
    rows["deed__founders-1-kind"] = "legal"  # somebody chose this: then the name is missing
    assert fill_in("oprichters", **rows)[1] == {"deed__founders": ["Rij 2: vul ook ‘Volledige naam’ in."]}


def test_founders_keep_their_number_when_another_comes_in_between(fill_in):
    given = answers()
    rows = {
        "deed__founders-0-name": "Nieuw Iemand",
        "deed__founders-1-name": "Samuel Adeyemi",
        "deed__founders-1-comes": "power",
    }
    kept, _errors = fill_in("oprichters", given, **rows)
    assert [(founder["person_id"], founder["name"]) for founder in kept["deed.founders"]] == [
        ("p6", "Nieuw Iemand"),
        ("p2", "Samuel Adeyemi"),
    ]
    assert (kept["deed.founders"][1]["present"], kept["deed.founders"][1]["written_poa"]) == (False, True)


def test_a_number_that_is_too_high_is_told_between_which_it_may_be(app):
    data = {"beroep": "", "expulsion__appeal__term_months": "13"}
    with app.test_request_context(method="POST", data=data, headers={"Cookie": "language=en"}):
        form = question_form(questions()["beroep"], set(), answers(), sent=True)
        assert not form.validate()
        assert form.errors == {"expulsion__appeal__term_months": ["Write a number from 1 to 12."]}


@pytest.mark.parametrize("revision", ["", "-1", "abc", "123456789", "1.5"])
def test_a_revision_that_means_nothing_is_the_first(app, revision):
    with app.test_request_context(method="POST", data={"revision": revision}):
        form = question_form(questions()["naam"], set(), answers(), sent=True)
        assert form.given_revision() == 0


def test_a_percentage_that_cannot_be_read_is_shown_as_empty(app):
    with app.test_request_context():
        form = form_with(questions()["reserve"], answers(surplus__annual__reserve_min_pct="veel"))
        assert form.surplus__annual__reserve_min_pct.data is None


def test_others_answers_are_shown_in_words_and_what_only_they_changed_is_taken_over(app):
    question = questions()["aantal-bestuurders"]
    with app.test_request_context(headers={"Cookie": "language=nl"}):
        form, stored = form_with(question, answers()), form_with(question, answers(board__min=4, board__max=7))
        theirs = form.others_answers(stored, ["board.min", "no.such.path"])
        assert [(answer.field, answer.label, answer.text) for answer in theirs] == [("board__min", "Minstens", "4")]
        form.take_over(stored, ["board.max", "no.such.path"])
        assert form.answers() == {"board.min": 3, "board.max": 7}


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("toelating", {}, "Het bestuur"),
        ("alsnog", {}, "Ja"),
        ("publiek", {}, ""),
        ("terug", {"exit__claim_basis": "de helft van de inleg"}, "de helft van de inleg"),
        ("wijziging", {"amendment__majority": "66,67%"}, "Twee derde (zoals in de wet)"),
        ("wijziging", {"amendment__majority": "4/5"}, "4/5"),
        ("reserve", {}, "30"),
        ("inleg", {}, "1000,00"),
        ("boekjaar", {}, "31 december"),
        ("eerste-bestuur", {"first_board": [{"name": "Fatima", "function": "voorzitter"}, "Samuel"]}, "Fatima, voorzitter\nSamuel"),
        ("oprichters", {"deed__founders": [{"name": "Joke", "kind": "natural", "present": False, "written_poa": True}]},
         "Joke, een mens, geeft een schriftelijke volmacht"),
    ],
)  # fmt: skip
def test_an_answer_is_told_in_words(app, name, given, words):
    with app.test_request_context(headers={"Cookie": "language=nl"}):
        assert list(form_with(questions()[name], answers(**given)).in_words().values()) == [words]


def test_every_rule_about_the_interview_leads_to_one_of_its_questions():
    elsewhere = {field for _rule, _changes, field, *_texts in MESSAGES if question_of(field) is None}
    assert {field.split(".")[0] for field in elsewhere} <= {"deviations", "exit", "first_members", "operation"}
    assert len(RULES) > 40
