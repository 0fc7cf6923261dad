"""What is asked about a year."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.capital.rules.hours_table import read_hours
from incubator.capital.rules.years import percent_of
from incubator.capital.values.entering import Worked, WorkTerms, YearFigures
from incubator.core.forms import EditForm, Form, stripped
from incubator.core.quantities import read_share
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField, StopsAtItsReading
from incubator.register.models import Member

SURPLUS, LOSS = "surplus", "loss"


class PartField(StopsAtItsReading, StringField):
    """A part of the surplus in percents, as people type it (30, 33,33, 1/3); `data` is the part."""

    data: Any

    def _value(self) -> str:
        if isinstance(self.data, Fraction):
            return self.in_words(str(self.data))
        return str(self.raw_data[0]) if self.raw_data else ""

    def in_words(self, stored: str) -> str:
        share = Fraction(stored)
        # 33,33 would come back as less than a third, which the statutes do not allow.
        return percent_of(share).replace(".", ",") if (share * 10_000).denominator == 1 else stored

    def read(self, typed: str) -> Any:
        share = read_share(typed if "/" in typed or "%" in typed else f"{typed}%")
        if share is None or not 0 <= share <= 1:
            raise ValueError(_("Write a number from 0 to 100."))
        return share


class BeginForm(Form):
    """Which year."""

    year = CountField(_l("Financial year"), validators=[InputRequired(), NumberRange(min=1980, max=2200)])


class FiguresForm(EditForm):
    """The result of a year and the decision about it."""

    outcome = RadioField(_l("How did the year end?"), validators=[InputRequired()])
    amount = EurosField(_l("Result after tax, in euros"), validators=[InputRequired()])
    source = StringField(
        _l("Where does this figure come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For example: annual accounts of the bookkeeper, 3 March."),
    )
    general_reserve = PartField(_l("To the general reserve, in percents"), validators=[InputRequired()])
    education = PartField(_l("To the education fund, in percents"), validators=[InputRequired()])
    solidarity = PartField(_l("To the solidarity fund, in percents"), validators=[InputRequired()])
    credit_share = PartField(
        _l("Of what members get: credited to their account, in percents"),
        validators=[InputRequired()],
        description=_l("The rest is paid out."),
    )
    adopted_on = DayField(
        _l("When did the general meeting adopt the accounts?"),
        validators=[Optional()],
        description=_l("Leave it empty until the meeting has decided. Until then this is a proposal."),
    )
    decision = StringField(
        _l("Which decision was it?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For example its number in the minutes."),
    )

    def figures(self) -> YearFigures:
        cents: Any = self.amount.data
        if self.outcome.data == LOSS:
            cents = -cents
        return YearFigures(
            cents,
            self.source.data,
            self.adopted_on.data,
            self.decision.data or "",
            self.general_reserve.data,
            self.education.data,
            self.solidarity.data,
            self.credit_share.data,
        )


class HoursForm(EditForm):
    """Hours and pay of members: typed, or pasted from a sheet."""

    source = StringField(
        _l("Where do the hours come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For example: time sheets of the pay office, 15 January."),
    )
    pasted = TextAreaField(
        _l("Or paste from a spreadsheet"),
        validators=[Optional(), Length(max=100_000)],
        description=_l(
            "A line for each member: number, hours, and pay if you divide by pay. It goes before what is typed above."
        ),
    )

    def fill_in_pasted(self) -> None:
        """Put what was pasted in the fields of these members, so that it is compared with what others wrote there.

        Raises `RuleViolation` with the line that cannot be read.
        """
        for line in self._pasted():
            hours, wage = self._fields.get(f"hours_{line.number}"), self._fields.get(f"wage_{line.number}")
            if hours is not None:
                hours.data = line.hours_hundredths
            if wage is not None and line.wage_cents is not None:
                wage.data = line.wage_cents

    def worked(self) -> list[Worked]:
        """What stands in the fields, and what was pasted of members who came into the register later and have no field."""
        lines = {line.number: line for line in self._pasted()}
        for name, field in self._fields.items():
            if name.startswith("hours_"):
                number = int(name.removeprefix("hours_"))
                lines[number] = Worked(number, field.data or 0, self._wage(number, lines.get(number)))
        return list(lines.values())

    def _wage(self, number: int, pasted: Worked | None) -> int | None:
        field = self._fields.get(f"wage_{number}")
        if field is not None:
            return field.data or 0
        return pasted.wage_cents if pasted else None

    def _pasted(self) -> list[Worked]:
        if self.pasted.data and self.pasted.data.strip():
            return read_hours(self.pasted.data)
        return []


class HoursFileForm(Form):
    """Hours from a file; what was read stays in the form until it is stored."""

    source = StringField(
        _l("Where do the hours come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For example: time sheets of the pay office, 15 January."),
    )
    text = TextAreaField(
        _l("Or paste the lines here"),
        validators=[Optional(), Length(max=500_000)],
        description=_l("With the names of the columns on the first line."),
    )


def hours_form(members: Iterable[Member], *, with_pay: bool) -> type[HoursForm]:
    """A form with a line for each of these members."""
    fields: dict[str, Any] = {}
    for member in members:
        label = f"{member.number}. {member.name}"
        hours = NumberRange(min=0, message=_l("This cannot be less than nothing."))
        fields[f"hours_{member.number}"] = HundredthsField(
            _l("Hours of %(member)s", member=label), validators=[Optional(), hours]
        )
        if with_pay:
            fields[f"wage_{member.number}"] = EurosField(
                _l("Pay of %(member)s in this year", member=label), validators=[Optional()]
            )
    made: type[HoursForm] = type("HoursOfMembersForm", (HoursForm,), fields)
    return made


class WorkForm(EditForm):
    """The work of a year."""

    self_management = BooleanField(
        _l("We use the scheme for worker self-management"),
        description=_l(
            "Members are then insured as employees (article 4 Ziektewet). An adviser or the tax office decides."
        ),
    )
    employed = CountField(_l("How many people had an employment contract?"), validators=[Optional()])
    members_employed = CountField(_l("How many of them are members?"), validators=[Optional()])
    sector_terms = StringField(
        _l("Which collective agreement do you follow, or how did you compare your pay?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
    )
    highest_pay = EurosField(_l("Highest pay for a month of full-time work, in euros"), validators=[Optional()])
    lowest_pay = EurosField(_l("Lowest pay for a month of full-time work, in euros"), validators=[Optional()])
    pay_source = StringField(
        _l("Where do these figures come from?"), filters=[stripped], validators=[Optional(), Length(max=200)]
    )

    def terms(self) -> WorkTerms:
        return WorkTerms(
            self.self_management.data,
            self.employed.data,
            self.members_employed.data,
            self.sector_terms.data or "",
            self.highest_pay.data,
            self.lowest_pay.data,
            self.pay_source.data or "",
        )


class ReopenForm(Form):
    """Why a year is taken back."""

    reason = StringField(
        _l("Why do you take this back?"), filters=[stripped], validators=[DataRequired(), Length(max=500)]
    )
