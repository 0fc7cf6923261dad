"""Forms of the deed and the trade register."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import DayField
from incubator.register.values import EnteredDeed, Founding


def _kvk_field(*validators: Any, hint: Any) -> StringField:
    return StringField(_l("KVK number"), filters=[stripped], validators=[*validators, Length(max=20)], description=hint)


def _filed_on_field() -> DayField:
    return DayField(
        _l("Date of registration in the trade register"),
        validators=[Optional()],
        description=_l("Within a week after the deed (article 20 Handelsregisterwet)."),
    )


class FoundingForm(Form):
    """The deed has been signed."""

    signed_on = DayField(_l("Date of the deed"), validators=[InputRequired()])
    notary = StringField(_l("Notary"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    version = SelectField(
        _l("Which text was signed?"),
        coerce=int,
        description=_l("The version that the notary used. It stays the text in force, whatever you change here later."),
    )
    kvk = _kvk_field(
        Optional(),
        hint=_l("8 digits, on the extract of the trade register. Not there yet? Leave it empty, and fill it in later."),
    )
    filed_on = _filed_on_field()
    reason = TextAreaField(
        _l("Why does it change?"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("A deed counts already. Write down what was wrong in it."),
    )

    def entered(self) -> EnteredDeed:
        founding = Founding(self.signed_on.data, self.notary.data, self.kvk.data or "", self.filed_on.data)
        reason = self.reason.data if self.reason else ""
        return EnteredDeed(founding, self.version.data, reason or "")


class ReturnedDeedForm(Form):
    """The deed that was brought is the deed: when it was signed, and whether the answers follow it."""

    signed_on = DayField(_l("Date of the deed"), validators=[InputRequired()])
    notary = StringField(_l("Notary"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    kvk = _kvk_field(
        Optional(),
        hint=_l("8 digits, on the extract of the trade register. Not there yet? Leave it empty, and fill it in later."),
    )
    filed_on = _filed_on_field()
    take_over = BooleanField(
        _l("Bring our answers in line with the deed"),
        description=_l("We make a new version with these answers. The deed goes along to it."),
    )

    def founding(self) -> Founding:
        return Founding(self.signed_on.data, self.notary.data, self.kvk.data or "", self.filed_on.data)

    def takes_over(self) -> bool:
        return bool(self.take_over and self.take_over.data)


class KvkForm(Form):
    """The trade register gave its number."""

    kvk = _kvk_field(DataRequired(), hint=_l("8 digits, on the extract of the trade register."))
    filed_on = _filed_on_field()


class RefusalForm(Form):
    """A deed is not right."""

    answer = TextAreaField(_l("What is not right?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
