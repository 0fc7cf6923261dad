"""The pages of the interview: right answers are kept, a wrong one gets a sentence at its field."""

import pytest
from werkzeug.datastructures import MultiDict

from incubator.statutes.forms import FORMS
from incubator.statutes.messages import TITLES, WHY, page_after, page_of_field
from incubator.statutes.queries import PAGES as PAGE_NAMES
from incubator.statutes.rules import RULES
from incubator.statutes.values.prefilling import with_values
from incubator.statutes.values.schema import problems_of
from tests.statutes.answers import answers
from tests.statutes.test_rules_messages import MESSAGES
from tests.statutes.test_statutes import PAGES


@pytest.fixture
def fill_in(app):
    """`fill_in("naam", name="x")`: a page as it was sent, its other fields filled in rightly."""

    def fill(page, **changes):
        with app.test_request_context(method="POST", headers={"Cookie": "language=nl"}):
            fields = MultiDict()
            for name, value in (PAGES[page] | changes).items():
                fields.setlist(name, value if isinstance(value, list) else [value])
            form = FORMS[page](fields, meta={"csrf": False})
            form.validate()
            errors = {field: [str(sentence) for sentence in sentences] for field, sentences in form.errors.items()}
            return form, errors

    return fill


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_that_is_filled_in_rightly_is_kept(fill_in, page):
    form, errors = fill_in(page)
    assert errors == {}
    assert problems_of(with_values(answers(), form.answers())) == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_answers_come_back_in_the_fields_as_they_were_stored(fill_in, app, page):
    form, _errors = fill_in(page)
    kept = form.answers()
    with app.test_request_context():
        again = FORMS[page](formdata=None, meta={"csrf": False})
        again.fill(with_values({"statutes": {}}, kept), revision=7)
        assert again.answers() == kept
        assert again.given_revision() == 7


# Page, field, what was sent, a part of the sentence at the field.
WRONG = [
    ("naam", "name", "", "vereist"),
    ("naam", "name", "x" * 201, "200"),
    ("naam", "liability__regime", "", "vereist"),
    ("naam", "liability__regime", "BV", "keuze"),
    ("naam", "liability__max_per_member_cents", "veel", "bedrag"),
    ("naam", "liability__max_per_member_cents", "-1", "bedrag"),
    ("naam", "seat__municipality", " ", "vereist"),
    ("naam", "seat__municipality", "x" * 81, "80"),
    ("doel", "purpose__material_needs", "\n \n", "vereist"),
    ("doel", "purpose__business", "", "vereist"),
    ("doel", "purpose__business", "x" * 2001, "2000"),
    ("doel", "purpose__member_agreement_types", [], "vereist"),
    ("doel", "purpose__member_agreement_types", ["stage"], "keuze"),
    ("doel", "purpose__text", "", "vereist"),
    ("doel", "purpose__text", "x" * 3001, "3000"),
    ("leden", "member_requirements", "", "vereist"),
    ("leden", "admission__organ", "coach", "keuze"),
    ("leden", "admission__alv_override", "misschien", "keuze"),
    ("plichten", "member_obligations__listed", "", "vereist"),
    ("plichten", "member_obligations__method_of_imposing", "x" * 501, "500"),
    ("vertrek", "resignation__notice", "", "vereist"),
    ("vertrek", "resignation__notice", "x" * 501, "500"),
    ("vertrek", "expulsion__organ", "gemeente", "keuze"),
    ("vertrek", "expulsion__appeal__term_months", "0", "1"),
    ("vertrek", "expulsion__appeal__term_months", "13", "12"),
    ("vertrek", "expulsion__appeal__term_months", "een paar", "getal"),
    ("inleg", "capital__contribution_cents", "", "vereist"),
    ("inleg", "capital__contribution_cents", "veel", "bedrag"),
    ("inleg", "capital__instalments", "0", "1"),
    ("inleg", "capital__instalments", "121", "120"),
    ("inleg", "capital__instalments", "2,5", "getal"),
    ("inleg", "exit__claim_basis", "alles", "keuze"),
    ("inleg", "exit__repayment_years", "21", "20"),
    ("bestuur", "board__min", "0", "1"),
    ("bestuur", "board__min", "16", "15"),
    ("bestuur", "board__max", "", "vereist"),
    ("bestuur", "board__max", "een stuk of drie", "getal"),
    ("bestuur", "board__term_years", "11", "10"),
    ("bestuur", "board__representation", "de buurman", "keuze"),
    ("bestuur", "board__absence_clause__all_directors", "", "vereist"),
    ("bestuur", "board__absence_clause__all_directors", "x" * 1001, "1000"),
    ("vergadering", "convening__how", [], "vereist"),
    ("vergadering", "convening__how", ["duif"], "keuze"),
    ("vergadering", "convening__notice_days", "0", "1"),
    ("vergadering", "convening__notice_days", "61", "60"),
    ("vergadering", "amendment__majority", "1/3", "keuze"),
    ("vergadering", "amendment__quorum", "9/10", "keuze"),
    ("stemmen", "votes__proxy__max_per_holder", "0", "1"),
    ("stemmen", "votes__proxy__max_per_holder", "21", "20"),
    ("overschot", "surplus__annual__basis", "leeftijd", "keuze"),
    ("overschot", "surplus__annual__reserve_min_pct", "-1", "getal"),
    ("overschot", "surplus__annual__reserve_min_pct", "101", "100"),
    ("overschot", "surplus__dissolution__destination", "", "vereist"),
    ("overschot", "pay_ratio", "x" * 301, "300"),
    ("overschot", "fiscal_year__end", "", "vereist"),
    ("overschot", "fiscal_year__end", "31 zomer", "31 december"),
    ("oprichters", "deed__founders", "", "vereist"),
    ("oprichters", "first_board", "", "vereist"),
    ("oprichters", "fiscal_year__first_end", "31-02-2027", "dag"),
]


@pytest.mark.parametrize(("page", "field", "typed", "sentence"), WRONG)
def test_a_wrong_answer_gets_a_sentence_at_its_field(fill_in, page, field, typed, sentence):
    _form, errors = fill_in(page, **{field: typed})
    assert list(errors) == [field]
    assert sentence in " ".join(errors[field])


# Page, what was sent, and the answer it becomes.
KEPT = [
    ("naam", {"name": "  Coöperatief De Bezem U.A. "}, "name", "Coöperatief De Bezem U.A."),
    ("naam", {"liability__regime": "UA"}, "liability.excluded", True),
    ("naam", {"liability__regime": "WA"}, "liability.excluded", False),
    ("naam", {"liability__regime": "BA", "liability__max_per_member_cents": "500"}, "liability.max_per_member_cents", 50000),
    ("naam", {"liability__regime": "UA", "liability__max_per_member_cents": "500"}, "liability.max_per_member_cents", None),
    ("doel", {"purpose__material_needs": " werk \n\ninkomen "}, "purpose.material_needs", ["werk", "inkomen"]),
    ("doel", {}, "purpose.for_members", True),
    ("doel", {}, "third_party_dealings.allowed", None),
    ("doel", {"third_party_dealings__allowed": ""}, "third_party_dealings.allowed", None),
    ("doel", {"third_party_dealings__allowed": "n"}, "third_party_dealings.allowed", False),
    ("doel", {"third_party_dealings__allowed": "y"}, "third_party_dealings.allowed", True),
    ("leden", {"admission__organ": "ALV"}, "admission.organ", "ALV"),
    ("leden", {}, "admission.open_to_all_employees", None),
    ("plichten", {}, "member_obligations.method_of_imposing", None),
    ("vertrek", {}, "expulsion.appeal.organ", "ALV"),
    ("vertrek", {}, "termination_by_coop.organ", "bestuur"),
    ("vertrek", {"expulsion__appeal__term_months": "3"}, "expulsion.appeal.term_months", 3),
    ("inleg", {"capital__contribution_cents": "1.000,50"}, "capital.contribution_cents", 100050),
    ("inleg", {"capital__instalments": ""}, "capital.instalments", None),
    ("bestuur", {}, "board.appointment_method", "ALV"),
    ("bestuur", {}, "board.dismissal_method", "ALV"),
    ("bestuur", {"board__outsiders_allowed": "y"}, "board.outsiders_allowed", True),
    ("vergadering", {}, "convening.who", "bestuur"),
    ("vergadering", {}, "convening.request_share", 0.1),
    ("vergadering", {"amendment__quorum": ""}, "amendment.quorum", None),
    ("vergadering", {"amendment__quorum": "1/2"}, "amendment.quorum", "1/2"),
    ("stemmen", {"votes__proxy__allowed": ""}, "votes.proxy.max_per_holder", 2),
    ("stemmen", {"votes__proxy__allowed": "n"}, "votes.proxy.max_per_holder", None),
    ("stemmen", {}, "votes.weighting", "one_per_member"),
    ("stemmen", {}, "votes.blank_counts", False),
    ("stemmen", {"votes__evote__conditions": "met code\n"}, "votes.evote.conditions", ["met code"]),
    ("overschot", {"surplus__annual__reserve_min_pct": "30"}, "surplus.annual.reserve_min_pct", "30%"),
    ("overschot", {"surplus__annual__reserve_min_pct": "0"}, "surplus.annual.reserve_min_pct", "0%"),
    ("overschot", {"surplus__annual__reserve_min_pct": ""}, "surplus.annual.reserve_min_pct", None),
    ("overschot", {"pay_ratio": " 3 "}, "pay_ratio", "3"),
    ("overschot", {"fiscal_year__end": "30 juni"}, "fiscal_year.end", "06-30"),
    ("oprichters", {"fiscal_year__first_end": "31-12-2027"}, "fiscal_year.first_end", "2027-12-31"),
    ("oprichters", {"fiscal_year__first_end": ""}, "fiscal_year.first_end", None),
    ("oprichters", {"first_board": "Fatima\nSamuel"}, "first_board", ["Fatima", "Samuel"]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "typed", "path", "answer"), KEPT)
def test_an_answer_is_kept_at_its_path(fill_in, page, typed, path, answer):
    form, errors = fill_in(page, **typed)
    assert errors == {}
    assert form.answers()[path] == answer


def test_every_founder_gets_a_number_of_its_own(fill_in):
    form, _errors = fill_in("oprichters", deed__founders="Fatima\nFatima")
    founders = form.answers()["deed.founders"]
    assert [(founder["person_id"], founder["name"]) for founder in founders] == [("p1", "Fatima"), ("p2", "Fatima")]


@pytest.mark.parametrize("revision", ["", "-1", "abc", "123456789", "1.5"])
def test_a_revision_that_means_nothing_is_the_first(fill_in, revision):
    form, _errors = fill_in("naam", revision=revision)
    assert form.given_revision() == 0


def test_a_percentage_that_cannot_be_read_is_shown_as_empty(app):
    with app.test_request_context():
        form = FORMS["overschot"](formdata=None, meta={"csrf": False})
        form.fill(answers(surplus__annual__reserve_min_pct="een derde"), revision=1)
        assert form.surplus__annual__reserve_min_pct.data is None


def test_others_answers_are_shown_in_words(fill_in, app):
    form, _errors = fill_in("leden")
    with app.test_request_context(headers={"Cookie": "language=nl"}):
        stored = FORMS["leden"](formdata=None, meta={"csrf": False})
        stored.fill(answers(admission__organ="ALV", admission__alv_override=False), revision=2)
        theirs = form.others_answers(stored, ["admission.organ", "admission.alv_override", "no.such.path"])
        assert [(answer.field, answer.text) for answer in theirs] == [
            ("admission__organ", "De algemene vergadering"),
            ("admission__alv_override", "Nee"),
        ]


def test_what_only_others_changed_is_taken_over(fill_in, app):
    form, _errors = fill_in("plichten", member_obligations__listed="mijn tekst")
    with app.test_request_context():
        stored = FORMS["plichten"](formdata=None, meta={"csrf": False})
        stored.fill(answers(member_obligations__method_of_imposing="bij besluit"), revision=2)
        form.take_over(stored, ["member_obligations.method_of_imposing", "no.such.path"])
    assert form.answers() == {
        "member_obligations.listed": ["mijn tekst"],
        "member_obligations.method_of_imposing": "bij besluit",
    }


def test_every_page_has_a_title_and_says_why_it_asks():
    assert set(TITLES) == set(WHY) == set(PAGE_NAMES) == set(FORMS)


def test_pages_follow_each_other_and_the_last_is_followed_by_none():
    followers = [page_after(page) for page in PAGE_NAMES]
    assert followers == [*PAGE_NAMES[1:], None]


def test_a_finding_leads_to_the_page_that_asks():
    assert page_of_field("board.binding_nomination") == "bestuur"
    assert page_of_field("surplus.dissolution.destination") == "overschot"
    assert page_of_field("no.such.field") is None


def test_every_rule_about_the_interview_leads_to_one_of_its_pages():
    elsewhere = {field for _rule, _changes, field, *_texts in MESSAGES if page_of_field(field) is None}
    assert {field.split(".")[0] for field in elsewhere} <= {
        "deviations", "duration", "first_members", "ledenraad", "member_agreement", "membership", "operation", "rvc",
    }  # fmt: skip
    assert len(RULES) > 40
