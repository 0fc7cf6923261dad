"""Pages of the interview about board, meeting, money and founders."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.errors import RuleViolation
from incubator.core.forms import CountField, DayField, MonthDayField, MultiCheckboxField, stripped
from incubator.core.quantities import read_count, read_day
from incubator.statutes.forms.page import LinesField, PageForm, YesNoField


class BoardForm(PageForm):
    board__min = CountField(_l("Minimum number of directors"), validators=[InputRequired(), NumberRange(min=1, max=15)])
    board__max = CountField(_l("Maximum number of directors"), validators=[InputRequired(), NumberRange(min=1, max=15)])
    board__term_years = CountField(
        _l("For how many years is a director appointed?"), validators=[InputRequired(), NumberRange(min=1, max=10)]
    )
    board__outsiders_allowed = YesNoField(
        _l("Can someone who is not a member be a director?"),
        description=_l("Not decided? Then it cannot: the law says that directors are members."),
    )
    board__representation = RadioField(
        _l("Who may sign for the cooperative, besides the whole board?"),
        choices=[
            SelectChoice("twee_bestuurders", _l("Two directors together")),
            SelectChoice("zelfstandig", _l("Each director alone")),
            SelectChoice("voorzitter+secretaris", _l("The chair and the secretary together")),
            SelectChoice("bestuur", _l("Nobody: only the whole board")),
        ],
        validators=[InputRequired()],
    )
    board__absence_clause__all_directors = TextAreaField(
        _l("Who runs the cooperative when no director can?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l(
            "The law asks for this. Example: the person whom the general meeting appoints for it each year."
        ),
    )
    # Not asked: a workers' cooperative whose members do not choose the board is not what this incubator helps to found.
    fixed = {"board.appointment_method": "ALV", "board.dismissal_method": "ALV", "board.remuneration_by": "ALV"}


class MeetingForm(PageForm):
    convening__how = MultiCheckboxField(
        _l("How are members called to the general meeting?"),
        choices=[
            SelectChoice("brief", _l("By letter")),
            SelectChoice("email", _l("By e-mail, to those who agree to it")),
        ],
        validators=[DataRequired()],
    )
    convening__notice_days = CountField(
        _l("How many days before?"),
        validators=[InputRequired(), NumberRange(min=1, max=60)],
        description=_l("At least 7; 14 is usual."),
    )
    amendment__majority = RadioField(
        _l("How many votes does a change of the statutes need?"),
        choices=[
            SelectChoice("2/3", _l("Two thirds (as in the law)")),
            SelectChoice("3/4", _l("Three quarters")),
            SelectChoice("1/2", _l("More than half")),
        ],
        validators=[InputRequired()],
    )
    amendment__quorum = RadioField(
        _l("How many members must be there for it?"),
        choices=[
            SelectChoice("", _l("No minimum")),
            SelectChoice("1/2", _l("Half")),
            SelectChoice("2/3", _l("Two thirds")),
        ],
        default="",
    )
    fixed = {"convening.who": "bestuur", "convening.request_share": 0.1}


class VotesForm(PageForm):
    votes__proxy__allowed = YesNoField(
        _l("Can a member let another member vote (proxy)?"),
        description=_l("Not decided? Then it can: that is what the law says."),
    )
    votes__proxy__max_per_holder = CountField(
        _l("For how many others can one vote at most?"), validators=[Optional(), NumberRange(min=1, max=20)]
    )
    votes__evote__live = YesNoField(
        _l("Can members vote online during the meeting?"),
        description=_l("Not decided? Then they cannot: the law asks that the statutes say so."),
    )
    votes__evote__early = YesNoField(
        _l("Can members vote online before the meeting?"),
        description=_l("Not decided? Then they cannot: the law asks that the statutes say so."),
    )
    votes__evote__conditions = LinesField(
        _l("Conditions for voting online"),
        validators=[Optional()],
        description=_l("One a line. Example: the member is recognised by a personal code."),
    )
    # One member, one vote: the act allows more (2:38(1)), the scheme for self-government does not (ZW 4(3)(c)).
    fixed = {"votes.weighting": "one_per_member", "votes.blank_counts": False}
    depends = {"votes__proxy__max_per_holder": ("votes__proxy__allowed", (True, None))}


class SurplusForm(PageForm):
    surplus__annual__basis = RadioField(
        _l("How is a surplus divided among members?"),
        choices=[
            SelectChoice("labour_hours", _l("By hours worked")),
            SelectChoice("wage", _l("By wages")),
            SelectChoice("equal", _l("In equal parts")),
        ],
        validators=[InputRequired()],
    )
    surplus__annual__reserve_min_pct = CountField(
        _l("What percentage of it stays in the cooperative?"), validators=[Optional(), NumberRange(min=0, max=100)]
    )
    surplus__dissolution__destination = TextAreaField(
        _l("If the cooperative stops, where does the money go that is left?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l("Example: another cooperative in the same municipality."),
    )
    pay_ratio = StringField(
        _l("The highest pay is at most how many times the lowest?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("A number, for example 3, or your agreement in one sentence."),
    )
    fiscal_year__end = MonthDayField(
        _l("Last day of the financial year"),
        validators=[InputRequired()],
        default="12-31",
        description=_l("For example 31 December."),
    )

    def shown(self, path: str, value: Any) -> Any:
        if path == "surplus.annual.reserve_min_pct":
            return _percentage(value)
        return super().shown(path, value)

    def stored(self, path: str, value: Any) -> Any:
        if path == "surplus.annual.reserve_min_pct":
            return None if value is None else f"{value}%"
        return super().stored(path, value)


def _day(stored: Any) -> date | None:
    try:
        return read_day(stored)
    except RuleViolation:
        return None


def _percentage(stored: Any) -> int | None:
    """The whole number of "30%"; None of what is no such number."""
    try:
        return read_count(str(stored).rstrip("% "))
    except RuleViolation:
        return None


class FoundersForm(PageForm):
    deed__founders = LinesField(
        _l("Who are the founders?"),
        validators=[DataRequired()],
        description=_l("One full name per line; at least two."),
    )
    first_board = LinesField(
        _l("Who are the first directors?"), validators=[DataRequired()], description=_l("One full name per line.")
    )
    fiscal_year__first_end = DayField(_l("Last day of the first financial year"), validators=[Optional()])

    def shown(self, path: str, value: Any) -> Any:
        if path == "deed.founders":
            return [founder.get("name", "") for founder in value]
        if path == "fiscal_year.first_end":
            return _day(value)
        return super().shown(path, value)

    def stored(self, path: str, value: Any) -> Any:
        if path == "deed.founders":
            return [
                {"person_id": f"p{count}", "name": name, "kind": "natural", "present": True, "written_poa": False}
                for count, name in enumerate(value or (), start=1)
            ]
        return super().stored(path, value)
