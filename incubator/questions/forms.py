"""Asking and answering."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from incubator.core.forms import Form, stripped

LONGEST = 5000


class QuestionForm(Form):
    """A new question. `kind` and `ref` name the piece of work that it is about."""

    kind = HiddenField()
    ref = HiddenField()
    subject = StringField(_l("What is it about?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    text = TextAreaField(_l("Your question"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])


class AnswerForm(Form):
    """What comes next in a thread."""

    text = TextAreaField(_l("Your answer"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])
