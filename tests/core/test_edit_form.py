"""A form that several people can have open: it remembers what stood there, and takes or shows what changed since."""

import io
import json

import pytest
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from incubator.core.errors import Conflict, RuleViolation
from incubator.core.forms import OTHERS_CHANGED, OTHERS_EMPTIED, EditForm, Form
from incubator.core.typed_fields import CountField, DayField, EurosField

RED, BLUE = SelectChoice("r", "Rood"), SelectChoice("b", "Blauw")


class ShelfForm(EditForm):
    """A form for these tests."""

    name = StringField()
    colour = SelectField(choices=[RED, BLUE])
    lit = BooleanField()


@pytest.fixture
def opened(app):
    """`opened(name="A")`: the form as a page shows it."""

    def make(**standing):
        with app.test_request_context("/"):
            return ShelfForm(data={"name": "", "colour": "r", "lit": False} | standing)

    return make


@pytest.fixture
def sent(app):
    """`sent(memory, name="B")`: the form as it comes back."""

    def make(memory, **typed):
        data = {"colour": "r", **typed} | ({} if memory is None else {"opened": memory})
        with app.test_request_context("/", method="POST", data=data):
            return ShelfForm()

    return make


def test_a_page_remembers_what_stood_in_each_field(opened):
    form = opened(name="Plank\r\ntwee", lit=True)
    assert json.loads(form.opened.data) == {"name": "Plank\ntwee", "colour": "r", "lit": "True"}


def test_what_nobody_else_changed_is_as_it_was_typed(opened, sent):
    form = sent(opened(name="A").opened.data, name="B")
    form.settle({"name": "A", "colour": "r", "lit": False})
    assert form.name.data == "B"


def test_what_only_somebody_else_changed_is_theirs(opened, sent):
    form = sent(opened(name="A").opened.data, name="A", colour="b")
    form.settle({"name": "Z", "colour": "r", "lit": True})
    assert (form.name.data, form.colour.data, form.lit.data) == ("Z", "b", True)


def test_two_who_typed_the_same_agree(opened, sent):
    form = sent(opened(name="A").opened.data, name="B")
    form.settle({"name": "B", "colour": "r", "lit": False})
    assert form.name.data == "B"


def test_the_same_field_changed_twice_is_a_conflict_that_names_theirs(opened, sent):
    form = sent(opened(name="A").opened.data, name="B")
    with pytest.raises(Conflict) as conflict:
        form.settle({"name": "Z", "colour": "r", "lit": False})
    assert (conflict.value.message, conflict.value.field) == (OTHERS_CHANGED, "name")
    assert conflict.value.params == {"theirs": "Z"}
    assert form.name.data == "B"


def test_a_choice_that_somebody_else_made_is_named_in_words(opened, sent):
    form = sent(json.dumps({"colour": "g"}), colour="r")
    with pytest.raises(Conflict) as conflict:
        form.settle({"name": "", "colour": "b", "lit": False})
    assert conflict.value.params == {"theirs": "Blauw"}


def test_what_somebody_else_emptied_is_a_conflict_of_its_own(opened, sent):
    form = sent(opened(name="A").opened.data, name="B")
    with pytest.raises(Conflict) as conflict:
        form.settle({"name": None, "colour": "r", "lit": False})
    assert (conflict.value.message, conflict.value.field) == (OTHERS_EMPTIED, "name")


def test_of_two_conflicts_one_is_raised_and_the_other_stands_at_its_field(app, opened, sent):
    form = sent(opened(name="A", colour="r").opened.data, name="B", colour="b")
    form.colour.choices = [RED, BLUE, SelectChoice("g", "Groen")]
    with app.test_request_context("/"), pytest.raises(Conflict) as conflict:
        form.settle({"name": "Z", "colour": "g", "lit": False})
    assert conflict.value.field == "name"
    assert "Groen" in form.colour.errors[-1]
    assert form.status == 409


def test_after_a_conflict_the_form_remembers_theirs_so_that_saving_again_is_a_choice(opened, sent):
    standing = {"name": "Z", "colour": "r", "lit": False}
    form = sent(opened(name="A").opened.data, name="B")
    with pytest.raises(Conflict):
        form.settle(standing)
    again = sent(form.opened.data, name="B")
    again.settle(standing)
    assert again.name.data == "B"


def test_line_ends_and_nothing_are_no_change(opened, sent):
    form = sent(opened(name="een\ntwee").opened.data, name="een\r\ntwee\r\ndrie")
    form.settle({"name": "een\r\ntwee", "colour": "r", "lit": False})
    assert form.name.data == "een\r\ntwee\r\ndrie"
    empty = sent(opened(name=None).opened.data, name="")
    empty.settle({"name": None, "colour": "r", "lit": False})


@pytest.mark.parametrize("memory", [None, "", "geen json", "[]", "3", "[" * 5000, '{"name": 3}', '{"name": null}'])
def test_a_script_that_sends_no_memory_saves_what_it_sends(sent, memory):
    form = sent(memory, name="B")
    form.settle({"name": "Z", "colour": "b", "lit": False})
    assert form.name.data == "B"


def test_a_refusal_that_is_no_conflict_stays_422(app, opened):
    form = opened()
    with app.test_request_context("/"):
        form.refuse(RuleViolation("No.", field="name"))
    assert (form.status, form.name.errors) == (422, ["No."])


@pytest.mark.parametrize(
    "body",
    [
        {"data": {"colour": "r", "name": (io.BytesIO(b"x"), "x.txt"), "opened": (io.BytesIO(b"x"), "x.txt")}},
        {"data": {"name": (io.BytesIO(b"x"), "x.txt")}},
        {"json": {"name": {"a": 1}, "opened": 3}},
        {"json": [1, 2]},
    ],
    ids=["files", "only-a-file", "an-object", "a-list"],
)
def test_what_is_no_text_is_not_taken_for_one(app, body):
    with app.test_request_context("/", method="POST", **body):
        form = ShelfForm()
        form.settle({"name": "Z", "colour": "r", "lit": False})
        assert (form.name.data or "", form.opened.data or "") == ("", "")


def test_a_number_that_was_not_read_is_refused_once(app):
    class Board(Form):
        size = CountField("Bestuurders", validators=[InputRequired(), NumberRange(min=1, max=15)])

    for typed in ("10,000", "n.v.t.", "٣"):
        with app.test_request_context(method="POST", data={"size": typed}):
            form = Board()
            assert not form.validate()
            assert len(form.size.errors) == 1
    with app.test_request_context(method="POST", data={"size": "6.100"}):
        form = Board()
        assert not form.validate()
        assert form.size.data == 6100


@pytest.mark.parametrize("field_class", [CountField, DayField, EurosField])
def test_blanks_alone_are_no_answer(app, field_class):
    class Question(Form):
        """A form for this test."""

        answer = field_class("Antwoord", validators=[InputRequired()])

    for typed in ("", " ", "\t \u00a0"):
        with app.test_request_context(method="POST", data={"answer": typed}):
            form = Question()
            assert not form.validate()
            assert len(form.answer.errors) == 1
            assert form.answer.data is None
