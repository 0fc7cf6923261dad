"""What is typed wrong is refused in a sentence and stays: no browser may cut what somebody pastes, or keep letters to itself."""

import pytest
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from incubator.core.forms import Form
from incubator.core.typed_fields import CountField


class Letter(Form):
    subject = StringField("Onderwerp", validators=[Length(max=10)])
    text = TextAreaField("Tekst", validators=[Length(max=20)])
    pages = CountField("Bladzijden")


@pytest.mark.parametrize("name", ["subject", "text"])
def test_a_field_does_not_tell_the_browser_where_to_cut(app, name):
    with app.test_request_context(method="POST", data={"subject": "a" * 11, "text": "b" * 21}):
        form = Letter(meta={"csrf": False})
        assert not form.validate()
        assert form[name].errors, "too long is said"
        shown = str(form[name]())
        assert "maxlength" not in shown
        assert form[name].data in shown, "what was typed is there again"


@pytest.mark.parametrize(("typed", "count"), [("vijf", 5), ("1.200", 1200), ("heel veel", None)])
def test_a_number_is_typed_as_people_do_and_what_is_none_comes_back(app, typed, count):
    with app.test_request_context(method="POST", data={"pages": typed}):
        form = Letter(meta={"csrf": False})
        assert form.validate() is (count is not None)
        assert form.pages.data == count
        shown = str(form.pages())
        # In a number field a browser sends nothing at all for letters.
        assert 'type="text"' in shown
        assert 'inputmode="numeric"' in shown
        assert f'value="{typed}"' in shown
