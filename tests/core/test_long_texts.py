"""A text that is too long is refused in a sentence; no browser may cut what somebody pastes."""

import pytest
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from incubator.core.forms import Form


class Letter(Form):
    subject = StringField("Onderwerp", validators=[Length(max=10)])
    text = TextAreaField("Tekst", validators=[Length(max=20)])


@pytest.mark.parametrize("name", ["subject", "text"])
def test_a_field_does_not_tell_the_browser_where_to_cut(app, name):
    with app.test_request_context(method="POST", data={"subject": "a" * 11, "text": "b" * 21}):
        form = Letter(meta={"csrf": False})
        assert not form.validate()
        assert form[name].errors, "too long is said"
        shown = str(form[name]())
        assert "maxlength" not in shown
        assert form[name].data in shown, "what was typed is there again"
