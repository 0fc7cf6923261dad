"""Pages of the interview about name, purpose and members."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import CountField, EurosField, MultiCheckboxField, stripped
from incubator.statutes.forms.page import LinesField, PageForm, YesNoField


class NameForm(PageForm):
    name = StringField(
        _l("Full name of the cooperative"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l(
            "The word “coöperatief” must be in it, and U.A., B.A. or W.A. at the end. Example: Coöperatief De Bezem U.A."
        ),
    )
    liability__regime = RadioField(
        _l("Must members pay when the cooperative stops with debts?"),
        choices=[
            SelectChoice("UA", _l("No, never (U.A.). Most groups choose this.")),
            SelectChoice("BA", _l("Yes, up to an amount (B.A.)")),
            SelectChoice("WA", _l("Yes, everything (W.A.)")),
        ],
        validators=[InputRequired()],
    )
    liability__max_per_member_cents = EurosField(
        _l("Most that a member pays"), validators=[Optional()], description=_l("In euros.")
    )
    seat__municipality = StringField(
        _l("Municipality of the registered seat"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("A municipality in the Netherlands. Your office may be elsewhere."),
    )

    # An amount left from an earlier choice would contradict U.A. and W.A. in the deed.
    depends = {"liability__max_per_member_cents": ("liability__regime", ("BA",))}

    def answers(self) -> dict[str, Any]:
        values = super().answers()
        # One question, two answers: who chooses U.A. also wants the clause without which it means nothing (2:56(1)).
        values["liability.excluded"] = values["liability.regime"] == "UA"
        return values


class PurposeForm(PageForm):
    purpose__material_needs = LinesField(
        _l("What do members need that the cooperative provides?"),
        validators=[DataRequired()],
        description=_l("The law says: material needs. One a line. Example: work and income under good conditions."),
    )
    purpose__business = TextAreaField(
        _l("What work does the cooperative do?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=2000)],
        description=_l("Example: the cleaning of buildings and homes."),
    )
    purpose__member_agreement_types = MultiCheckboxField(
        _l("Which agreement do members get?"),
        choices=[
            SelectChoice("arbeidsovereenkomst", _l("Employment contract")),
            SelectChoice("overeenkomst van opdracht", _l("Contract for services (self-employed)")),
        ],
        validators=[DataRequired()],
    )
    purpose__text = TextAreaField(
        _l("The purpose in your own words"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=3000)],
        description=_l("What do you want to reach together? The words of the law are added when they are not in it."),
    )
    third_party_dealings__allowed = YesNoField(
        _l("May people who are not a member also work for the cooperative?"),
        description=_l("Not decided? Then it is not allowed: the law asks that the statutes say so."),
    )
    fixed = {"purpose.for_members": True}


class MembersForm(PageForm):
    member_requirements = LinesField(
        _l("Who can become a member?"),
        validators=[DataRequired()],
        description=_l("One requirement a line. Read as: a member must… Example: work in the cooperative."),
    )
    admission__organ = RadioField(
        _l("Who decides on admission?"),
        choices=[SelectChoice("bestuur", _l("The board")), SelectChoice("ALV", _l("The general meeting"))],
        validators=[InputRequired()],
    )
    admission__alv_override = YesNoField(
        _l("Can the general meeting still admit someone whom the board refused?"),
        description=_l("Not decided? Then it can: that is what the law says."),
    )
    admission__open_to_all_employees = YesNoField(
        _l("Can all employees become a member on the same conditions?"),
        description=_l("Not decided? Then the statutes say nothing about it."),
    )


class DutiesForm(PageForm):
    member_obligations__listed = LinesField(
        _l("What must members do?"),
        validators=[DataRequired()],
        description=_l("One duty a line. What is not in the statutes does not bind members."),
    )
    member_obligations__method_of_imposing = StringField(
        _l("How can other duties be added?"),
        filters=[stripped],
        validators=[Optional(), Length(max=500)],
        description=_l("Example: by decision of the general meeting."),
    )


class LeavingForm(PageForm):
    resignation__notice = StringField(
        _l("How can a member resign?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=500)],
        description=_l("Example: at the end of the financial year, with four weeks' notice."),
    )
    termination_by_coop__cases = LinesField(
        _l("When can the cooperative end a membership?"),
        validators=[Optional()],
        description=_l("One case a line. Besides these the law has cases of its own."),
    )
    expulsion__organ = RadioField(
        _l("Who can expel a member?"),
        choices=[SelectChoice("bestuur", _l("The board")), SelectChoice("ALV", _l("The general meeting"))],
        validators=[InputRequired()],
        description=_l("Only for acting against the statutes, regulations or decisions, or for unreasonable harm."),
    )
    expulsion__appeal__term_months = CountField(
        _l("Months in which an expelled member can appeal"), validators=[InputRequired(), NumberRange(min=1, max=12)]
    )
    fixed = {"expulsion.appeal.organ": "ALV", "termination_by_coop.organ": "bestuur"}


class MoneyForm(PageForm):
    capital__contribution_cents = EurosField(
        _l("Contribution of each member, in euros"),
        validators=[InputRequired()],
        description=_l("The same for everyone. More than a month's wage keeps people out."),
    )
    capital__instalments = CountField(
        _l("In how many monthly parts can it be paid?"), validators=[Optional(), NumberRange(min=1, max=120)]
    )
    exit__claim_basis = RadioField(
        _l("What does someone who leaves get back?"),
        choices=[
            SelectChoice("paid_in_indexed", _l("The contribution, adjusted to prices")),
            SelectChoice("paid_in", _l("The contribution")),
            SelectChoice("account_balance", _l("Everything on the member's account (has tax consequences)")),
        ],
        validators=[InputRequired()],
    )
    exit__repayment_years = CountField(
        _l("Within how many years?"), validators=[Optional(), NumberRange(min=1, max=20)]
    )
