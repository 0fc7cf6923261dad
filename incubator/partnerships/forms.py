"""Forms of partnerships: a party, a contribution, a part of the text, a yes."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.partnerships.messages import CONTRIBUTIONS, KINDS, ROLES, TEXTS
from incubator.partnerships.values import (
    AgreementParty,
    Contribution,
    ContributionKind,
    PartyKind,
    PublicRole,
    SaidYes,
)
from incubator.steps.forms.commitments import FUNCTION_ONLY
from incubator.steps.messages.commitments import PERIODS
from incubator.steps.values.commitments import BudgetPeriod

NONE = SelectChoice("", _l("none"))


def _text(name: str, hint: Any = "", *, needed: bool = False) -> TextAreaField:
    presence = DataRequired() if needed else Optional()
    return TextAreaField(TEXTS[name], filters=[stripped], validators=[presence, Length(max=4000)], description=hint)


class BeginPartnershipForm(Form):
    """A new partnership: its name and what it is for."""

    title = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    task = _text("task", _l("In plain words: which work or place do you carry together?"), needed=True)


class FromChallengeForm(Form):
    """A partnership that goes on where a challenge stands."""

    challenge = SelectField(_l("Which challenge?"), validators=[InputRequired()])
    place = SelectField(_l("In which neighbourhood?"), validators=[InputRequired()])

    def offer(self, challenges: list[tuple[int, str]], places: list[tuple[int, str]]) -> None:
        """The choices, by number and words."""
        self.challenge.choices = [SelectChoice(str(key), label) for key, label in challenges]
        self.place.choices = [SelectChoice(str(key), label) for key, label in places]


class AgreementPartForm(EditForm):
    """A part of the text. A field that only somebody else changed takes their words; both at once shows both."""

    for_party = SelectField(_l("On behalf of whom?"), validators=[Optional()])
    why = StringField(_l("Why this change?"), filters=[stripped], validators=[Optional(), Length(max=300)])

    def offer(self, names: list[str]) -> None:
        """On behalf of whom one can propose: by name; empty is the neighbourhood together."""
        choices = [SelectChoice(name, name) for name in names]
        self.for_party.choices = [SelectChoice("", _l("the neighbourhood together")), *choices]

    def written(self) -> dict[str, Any]:
        """What was filled in of the terms, by name; an empty text is open."""
        return {name: _value(field) for name, field in self._fields.items() if name in TEXTS}


def _value(field: Any) -> Any:
    if isinstance(field, TextAreaField):
        return field.data or ""
    return field.data


class WhatForm(AgreementPartForm):
    task = _text("task", needed=True)
    quality = _text("quality", _l("How good must it be, where do complaints go, who steps in when somebody is ill?"))
    result = _text("result", _l("What you count or ask, and what is good enough."))
    reporter = _text("reporter", _l("Who writes it, for whom, how often."))
    report_on = DayField(TEXTS["report_on"], validators=[Optional()])


class TermForm(AgreementPartForm):
    begins_on = DayField(TEXTS["begins_on"], validators=[Optional()])
    ends_on = DayField(TEXTS["ends_on"], validators=[Optional()])
    review_on = DayField(TEXTS["review_on"], validators=[Optional()])
    term = _text("term", _l("Does it go on, and who decides that?"))


class SayForm(AgreementPartForm):
    alone = _text("alone", _l("Each party: what may it decide without asking?"))
    both = _text("both", _l("For example: another task, another price, another partner."))
    seats = _text("seats", _l("In which meeting or board, for whom, with or without a vote."))
    information = _text("information", _l("Which figures and papers, how often, and what stays private."))


class AgreedEndForm(AgreementPartForm):
    notice_months = CountField(TEXTS["notice_months"], validators=[Optional()])
    stopping = _text("stopping", _l("When may somebody stop, and what comes first: a talk, a second chance?"))
    premises = _text("premises", _l("Who gets the key, and what was built in it?"))
    money = _text("money", _l("What was paid ahead, lent or put in as capital?"))
    data = _text("data", _l("Who keeps which lists, and what is wiped?"))
    people = _text("people", _l("Who keeps their work, and with whom?"))


FORMS: dict[str, type[AgreementPartForm]] = {
    "wat": WhatForm,
    "looptijd": TermForm,
    "zeggenschap": SayForm,
    "stoppen": AgreedEndForm,
}


class PartyForm(EditForm):
    """A party that is there: another name, role or function."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    role = SelectField(
        _l("What is it in this partnership?"),
        choices=[NONE, *choices_of(ROLES)],
        validators=[Optional()],
        description=_l("Only of a government or an anchor."),
    )
    signs = StringField(
        _l("Who signs for it"), filters=[stripped], validators=[Optional(), Length(max=120)], description=FUNCTION_ONLY
    )

    def party(self, party_id: int, kind: PartyKind) -> AgreementParty:
        """What was filled in."""
        role = PublicRole(self.role.data) if self.role.data else None
        return AgreementParty(party_id, kind, self.name.data or "", role, self.signs.data or "")


class NewPartyForm(PartyForm):
    """A party more: a group from the list, or somebody by name."""

    kind = SelectField(_l("Who is it?"), choices=choices_of(KINDS), validators=[InputRequired()])
    group = SelectField(
        _l("Which group?"),
        validators=[Optional()],
        description=_l("Groups that agreed to be part of the neighbourhood. Its coordinator says yes for it."),
    )
    name = StringField(_l("Name"), filters=[stripped], validators=[Optional(), Length(max=120)])

    def offer(self, groups: list[tuple[int, str]]) -> None:
        """The groups that can be a party, by number and name."""
        self.group.choices = [NONE, *(SelectChoice(str(key), name) for key, name in groups)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether somebody is named: a group from the list, or any other by name."""
        valid = super().validate(extra_validators)
        field = self.group if self.kind.data == PartyKind.GROUP.value else self.name
        if not field.data:
            field.errors = [*field.errors, str(_l("Choose or fill in who it is."))]
            return False
        return valid


class PartyContributionForm(Form):
    """What a party brings in."""

    party = SelectField(_l("Who brings it in?"), validators=[InputRequired()])
    kind = SelectField(_l("What is it?"), choices=choices_of(CONTRIBUTIONS), validators=[InputRequired()])
    what = StringField(_l("In words"), filters=[stripped], validators=[DataRequired(), Length(max=300)])
    amount_cents = EurosField(_l("Amount"), validators=[Optional()], description=_l("In euros, for example 25.000."))
    hours = HundredthsField(_l("Hours"), validators=[Optional()])
    period = SelectField(
        _l("For how long?"),
        choices=[SelectChoice("", _l("no amount or hours")), *choices_of(PERIODS)],
        validators=[Optional()],
    )
    below_market = BooleanField(_l("Below the market price"))
    source = StringField(
        _l("Who says so?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("An organisation or a function, a letter or a decision. No name of a person."),
    )

    def offer(self, parties: list[tuple[int, str]]) -> None:
        """The parties of the newest text, by number and name."""
        self.party.choices = [SelectChoice(str(key), name) for key, name in parties]

    def contribution(self) -> Contribution:
        """What was filled in; its key is chosen when it is stored."""
        period = self.period.data
        return Contribution(
            key=0,
            party_id=int(self.party.data),
            kind=ContributionKind(self.kind.data),
            what=self.what.data or "",
            source=self.source.data or "",
            amount_cents=self.amount_cents.data,
            hours_hundredths=self.hours.data,
            period=BudgetPeriod(period) if period else None,
            below_market=bool(self.below_market.data),
        )


class SeenForm(Form):
    """A yes to a version: it carries the number of the version that was on the page."""

    seen = HiddenField()

    def version_seen(self) -> int:
        """The number that was on the page; 0, which no version has, for nonsense."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


class GroupYesForm(SeenForm):
    """The yes of a group, and whether its name may be shown."""

    is_public = BooleanField(_l("The name of our group may stand on the public page of this partnership"))


class NotedYesForm(SeenForm):
    """The yes of a party that has no account here, as a driver writes it down."""

    on_date = DayField(_l("Day"), validators=[InputRequired()])
    by_function = StringField(
        _l("Who said yes?"), filters=[stripped], validators=[DataRequired(), Length(max=120)], description=FUNCTION_ONLY
    )
    source = StringField(
        _l("Where can that be read?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("A letter, a mail, minutes, the number of a decision."),
    )

    def answer(self) -> SaidYes:
        """What was filled in."""
        return SaidYes(self.on_date.data, self.by_function.data or "", self.source.data or "")


class BehindItForm(EditForm):
    """Which commitment of government stands behind it."""

    commitment = SelectField(_l("Which commitment?"), validators=[Optional()])

    def offer(self, commitments: list[tuple[int, str]]) -> None:
        """The commitments to the neighbourhood, by number and title."""
        self.commitment.choices = [NONE, *(SelectChoice(str(key), title) for key, title in commitments)]


class StopForm(Form):
    """When and why it ended."""

    ended_on = DayField(_l("Last day"), validators=[InputRequired()])
    why = TextAreaField(_l("Why did it end?"), filters=[stripped], validators=[DataRequired(), Length(max=2000)])
