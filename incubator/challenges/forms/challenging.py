"""Forms of a challenge."""

from itertools import starmap
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.challenges.messages import challenging as words
from incubator.core.forms import EditForm, Form, MultiCheckboxField, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField

LONGEST = 5_000  # letters of a text
MOST_CENTS = 10**13


def text_area(label: Any, description: Any = "", *, required: bool = False, longest: int = LONGEST) -> TextAreaField:
    """A text of some lines; `None` is an empty text."""
    first = DataRequired() if required else Optional()
    validators = [first, Length(max=longest)]
    return TextAreaField(label, filters=[stripped, _no_none], validators=validators, description=description)


def line(label: Any, description: Any = "", *, required: bool = False, longest: int = 200) -> StringField:
    first = DataRequired() if required else Optional()
    validators = [first, Length(max=longest)]
    return StringField(label, filters=[stripped, _no_none], validators=validators, description=description)


def _no_none(typed: Any) -> Any:
    return "" if typed is None else typed


class ChallengeForm(EditForm):
    """The task that a group challenges, and whose it is."""

    title = line(
        _l("What do you want to take over?"), _l("In a few words: the green of our neighbourhood."), required=True
    )
    authority = line(
        _l("Whose task is it now?"),
        _l("The municipality, province or water board: Gemeente Utrecht."),
        required=True,
    )
    task = text_area(
        _l("Describe the task"),
        _l("Which streets or buildings, which work, how often? What you do not know may stay out."),
    )
    variant = RadioField(
        _l("What do you want?"),
        choices=list(starmap(SelectChoice, words.VARIANTS.items())),
        validators=[InputRequired()],
    )
    provider = line(_l("Who does it now?"))
    contract_end = DayField(
        _l("When does that contract end?"),
        validators=[Optional()],
        description=_l("Leave empty when you do not know. You can ask it."),
    )
    contact = line(_l("Whom do you speak to there?"), _l("Name, department, telephone."), longest=300)


class ChallengeStepForm(Form):
    """A step of a challenge. `seen` is where the challenge was on the page."""

    seen = HiddenField()
    state = SelectField(_l("Which step did you take?"), validators=[DataRequired()])
    on = DayField(_l("On which day?"), validators=[InputRequired()])
    note = text_area(_l("What happened?"), _l("Who you spoke to, what was agreed. When you stop: why."), longest=2000)


class StepBackForm(Form):
    """Going back to the step before, with a reason."""

    seen = HiddenField()
    note = text_area(_l("Why do you take this step back?"), required=True, longest=2000)


class AuthorityDecisionForm(EditForm):
    """What the authority decided."""

    decision = text_area(_l("What was decided?"), _l("In the words of the letter."), required=True)
    reasons = text_area(_l("Which reasons does it give?"))
    formal = RadioField(
        _l("Is it a formal decision (besluit), to which one can object?"),
        choices=[
            SelectChoice("unknown", _l("We do not know: we ask it")),
            SelectChoice("yes", _l("Yes")),
            SelectChoice("no", _l("No")),
        ],
        validators=[InputRequired()],
    )


class AgreementsForm(EditForm):
    """What was agreed, and how it went."""

    result = text_area(_l("Which result?"))
    budget = text_area(_l("Which budget, and when is it paid?"))
    term = text_area(_l("From when until when?"))
    reporting = text_area(_l("How and when do you report?"))
    revocation = text_area(_l("When can the authority or you stop?"))
    evaluation = text_area(_l("How did it go?"), _l("For later: what went well, what would you do otherwise?"))


class CaseRowForm(Form):
    """A line of the costs. `hours` takes the price of an hour."""

    label = line(_l("What is it?"), _l("Mowing, a van, insurance."), required=True)
    quantity = HundredthsField(
        _l("How much a year?"),
        validators=[Optional(), NumberRange(min=0, max=10**11)],
        description=_l("In hours or pieces."),
    )
    unit = line(_l("Of what?"), _l("Hours, pieces, months."), longest=40)
    price_cents = EurosField(
        _l("What does one cost?"),
        validators=[Optional(), NumberRange(min=0, max=MOST_CENTS)],
        description=_l("Without VAT. Leave empty when you do not know: it stays an open point."),
    )
    by_hour_price = BooleanField(_l("Reckon with our price of an hour"))
    explanation = line(
        _l("Where does this come from?"), _l("A quotation, the answer of the municipality."), longest=500
    )


class EffectForm(Form):
    """A line of what becomes better."""

    label = line(_l("What becomes better, for whom?"), required=True, longest=300)
    explanation = line(_l("How can one see that?"), _l("A number, a picture, what people say."), longest=500)


class HourPriceForm(EditForm):
    """What an hour costs, part by part."""

    wage = EurosField(_l("Gross wage an hour"), validators=[Optional(), NumberRange(min=0, max=10**7)])
    holiday = EurosField(_l("Holiday pay and other extras"), validators=[Optional(), NumberRange(min=0, max=10**7)])
    premiums = EurosField(_l("Premiums of the employer"), validators=[Optional(), NumberRange(min=0, max=10**7)])
    pension = EurosField(_l("Pension"), validators=[Optional(), NumberRange(min=0, max=10**7)])
    absence = EurosField(
        _l("Hours that are paid and not worked"),
        validators=[Optional(), NumberRange(min=0, max=10**7)],
        description=_l("Leave, illness, training: what that costs for each hour that is worked."),
    )
    indirect = EurosField(
        _l("Indirect costs"),
        validators=[Optional(), NumberRange(min=0, max=10**7)],
        description=_l("Planning, bookkeeping, insurance, rent: for each hour."),
    )
    materials = EurosField(_l("Materials and tools"), validators=[Optional(), NumberRange(min=0, max=10**7)])


class PaperForm(Form):
    """Signatures on paper."""

    on_date = DayField(_l("On which day did you count them?"), validators=[InputRequired()])
    number = CountField(_l("How many signatures?"), validators=[InputRequired(), NumberRange(min=1, max=100_000)])
    text = text_area(
        _l("Where were they collected?"), _l("Keep the sheets yourselves: names do not belong here."), longest=1000
    )


class SupportForm(Form):
    """A letter, a meeting or a talk."""

    on_date = DayField(_l("On which day?"), validators=[InputRequired()])
    who = line(_l("Who?"), _l("An organisation, or who was there."), required=True, longest=500)
    text = text_area(_l("What was written or spoken of?"), required=True, longest=10_000)


class QuestionOfInformationForm(EditForm):
    """What the group asks of the authority."""

    items = MultiCheckboxField(_l("What do you ask?"), choices=list(starmap(SelectChoice, words.ITEMS.items())))
    own_words = text_area(_l("What else do you want to know?"), longest=2000)
    sent_on = DayField(
        _l("When did you send it?"), validators=[Optional()], description=_l("Leave empty until it is sent.")
    )
    is_extended = BooleanField(_l("The authority took two weeks more"))


class AnswerOfAuthorityForm(EditForm):
    """What came of it."""

    answered_on = DayField(_l("When did the answer come?"), validators=[InputRequired()])
    answer = text_area(_l("What did they send?"), required=True)
    cost_now_cents = EurosField(
        _l("What does the task cost now, a year?"),
        validators=[Optional(), NumberRange(min=0, max=MOST_CENTS)],
        description=_l("When the answer says so. It goes to your plan, with its source."),
    )
    contract_end = DayField(_l("When does the contract end?"), validators=[Optional()])


class PageForm(EditForm):
    """The public page for the neighbourhood."""

    what = text_area(_l("What do you want?"), required=True, longest=2000)
    who = text_area(_l("Who are you, as a group?"), required=True, longest=2000)
    why = text_area(_l("Why is that good for the neighbourhood?"), required=True, longest=2000)
    is_open = BooleanField(_l("The page is open: everybody can sign"))


class ScoreForm(EditForm):
    """What the coach thinks of the plan: from 0 to 4 for each of eight points."""

    note = text_area(_l("What do you say to the group?"), longest=2000)


def score_form() -> type[ScoreForm]:
    """The form with a field for each point."""
    points = {}
    for name, label in words.POINTS.items():
        points[name] = IntegerField(label, validators=[InputRequired(), NumberRange(min=0, max=4)])
    return type("ScoreForm", (ScoreForm,), points)


def plan_form(headings: dict[str, str], hints: dict[str, Any]) -> type[EditForm]:
    """The own words of the plan: a field for each part that people write themselves, under the heading of the authority."""
    parts = {}
    for name, heading in headings.items():
        parts[name] = text_area(heading, hints.get(name, ""))
    return type("PlanForm", (EditForm,), parts)
