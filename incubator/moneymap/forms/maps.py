"""What is asked about places, flows, files and versions."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField
from incubator.moneymap.rules.checking import FIRST_YEAR, LAST_YEAR, LONGEST_CATEGORY, LONGEST_NAME, LONGEST_SOURCE
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.moneymap.values.files import FlowDefaults

MORE, LESS = "more", "less"
YEARS = NumberRange(min=FIRST_YEAR, max=LAST_YEAR)


class NodeForm(EditForm):
    """A place on the map."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_NAME)],
        description=_l("A group or an organisation. Do not name people: the map can become public."),
    )
    kind = RadioField(_l("What is it?"), validators=[InputRequired()])
    where = RadioField(
        _l("Does it belong to the neighbourhood?"),
        validators=[InputRequired()],
        description=_l("This decides what counts as money that leaves."),
    )
    stock_way = SelectField(_l("Did it have more or less money after the year?"), validators=[Optional()])
    stock = EurosField(
        _l("How much more or less, in euros?"),
        validators=[Optional()],
        description=_l(
            "What was set aside, or taken from savings. With it the map can show whether the amounts add up."
        ),
    )
    stock_year = CountField(_l("In which year?"), validators=[Optional(), YEARS])

    def answers(self) -> NodeAnswers:
        cents = self.stock.data
        if not self.stock_way.data:
            cents = None
        elif cents is None:
            cents = 0
        elif self.stock_way.data == LESS:
            cents = -cents
        return NodeAnswers(
            self.name.data or "", NodeKind(self.kind.data), Whereabouts(self.where.data), cents, self.stock_year.data
        )


class FlowForm(EditForm):
    """A flow of money."""

    payer = SelectField(_l("Who pays?"), validators=[InputRequired()])
    receiver = SelectField(_l("Who gets it?"), validators=[InputRequired()])
    amount = EurosField(_l("Amount in a year, in euros"), validators=[InputRequired()])
    year = CountField(_l("Year"), validators=[InputRequired(), YEARS])
    category = StringField(
        _l("What for?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_CATEGORY)],
        description=_l("For example: rent, care, cleaning. The same word each time, then the amounts are added up."),
    )
    certainty = RadioField(_l("How sure is this amount?"), validators=[InputRequired()])
    source = StringField(
        _l("Where does it come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_SOURCE)],
        description=_l("For example: annual accounts, or a conversation."),
    )
    told_by = StringField(
        _l("Who says so?"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_NAME)],
        description=_l("Only who builds this map sees it."),
    )
    told_on = DayField(_l("On which day?"), validators=[Optional()])

    def answers(self) -> FlowAnswers:
        amount: Any = self.amount.data
        year: Any = self.year.data
        return FlowAnswers(
            int(self.payer.data),
            int(self.receiver.data),
            amount,
            year,
            self.category.data or "",
            FlowCertainty(self.certainty.data),
            self.source.data or "",
            self.told_by.data or "",
            self.told_on.data,
        )


class FlowsFileForm(Form):
    """Flows from a file; what was read stays in the form until it is stored."""

    text = TextAreaField(
        _l("Or paste the lines here"),
        validators=[Optional(), Length(max=500_000)],
        description=_l("With the names of the columns above them."),
    )
    year = CountField(
        _l("Year"),
        validators=[InputRequired(), YEARS],
        description=_l("For lines without a year of their own."),
    )
    certainty = RadioField(
        _l("How sure are these amounts?"),
        validators=[InputRequired()],
        description=_l("For lines that do not say it themselves."),
    )
    source = StringField(
        _l("Where do these amounts come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_SOURCE)],
    )
    replace = BooleanField(
        _l("Replace amounts that are on the map"),
        description=_l(
            "A flow between the same places, for the same thing in the same year, then gets the new amount."
        ),
    )

    def defaults(self) -> FlowDefaults:
        year: Any = self.year.data
        return FlowDefaults(year, FlowCertainty(self.certainty.data), self.source.data or "")


class AwardForm(Form):
    """An award that goes on the map."""

    amount = EurosField(_l("Amount in a year, in euros"), validators=[InputRequired()])
    category = StringField(
        _l("What for?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_CATEGORY)]
    )


class VersionForm(Form):
    """A version of the map that is kept."""

    title = StringField(
        _l("What is this version called?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("For example: after the evening in the community centre."),
    )
    year = CountField(_l("The flows of which year?"), validators=[InputRequired(), YEARS])
