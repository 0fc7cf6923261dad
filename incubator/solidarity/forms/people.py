"""Forms of lending people."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import DayField, EurosField, HundredthsField
from incubator.solidarity.messages.words import LEADS, NAMED_AS, WAGES
from incubator.solidarity.values import PeopleLoanTerms, WagePayer, WhoIsNamed, WorkLead


class PeopleLoanForm(EditForm):
    """The agreement about a person. With `borrower.choices` it is a new one."""

    borrower = SelectField(_l("Which cooperative borrows?"), coerce=int, validators=[InputRequired()])
    who = StringField(
        _l("Who goes?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("A role or initials: gardener, or F.B. Never a citizen service number (BSN)."),
    )
    named_as = RadioField(
        _l("What did you fill in there?"), choices=choices_of(NAMED_AS), validators=[InputRequired(_l("Choose."))]
    )
    ground = StringField(
        _l("Why must a name stand here?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("Only with a name: for example, the person agreed to it in writing on 3 June."),
    )
    hours = HundredthsField(_l("Hours a week"), validators=[InputRequired()])
    begins_on = DayField(_l("First day"), validators=[InputRequired()])
    ends_on = DayField(_l("Last day"), validators=[InputRequired()])
    aim = TextAreaField(_l("What for?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
    lead = RadioField(
        _l("Who says how the work is done?"), choices=choices_of(LEADS), validators=[InputRequired(_l("Choose."))]
    )
    wage_payer = RadioField(
        _l("Who pays the wage?"), choices=choices_of(WAGES), validators=[InputRequired(_l("Choose."))]
    )
    refund_cents = EurosField(
        _l("Refund for each hour, in euros"),
        validators=[InputRequired()],
        description=_l("What the borrower pays the lender; 0 when nothing is paid."),
    )

    def terms(self) -> PeopleLoanTerms:
        """What was filled in."""
        return PeopleLoanTerms(
            self.who.data or "",
            WhoIsNamed(self.named_as.data),
            self.ground.data or "",
            self.hours.data or 0,
            self.begins_on.data,
            self.ends_on.data,
            self.aim.data or "",
            WagePayer(self.wage_payer.data),
            WorkLead(self.lead.data),
            self.refund_cents.data or 0,
        )


class AgreeForm(Form):
    """Agree to what the page shows; `seen` says which terms those were."""

    seen = HiddenField(validators=[DataRequired()])


class MonthHoursForm(Form):
    """The hours of a month; any day of it will do."""

    month = DayField(
        _l("Which month? Fill in a day of it"), validators=[InputRequired()], description=_l("For example 1-6-2026.")
    )
    hours = HundredthsField(_l("Hours in this month"), validators=[InputRequired()])


class SettleMonthForm(Form):
    """A month was paid."""

    settled_on = DayField(_l("On which day was it paid?"), validators=[InputRequired()])
    proof = StringField(_l("What proves it?"), filters=[stripped], validators=[DataRequired(), Length(max=300)])
