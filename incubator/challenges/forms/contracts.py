"""Writing down a contract of an authority, and bringing a file of them."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from incubator.challenges.forms.routes import choices_of
from incubator.challenges.forms.windows import NO_SUCH
from incubator.challenges.rules import contracts as rules
from incubator.challenges.rules.contract_files import LARGEST, LONGEST_TEXT
from incubator.challenges.rules.naming import authority_name, known_authority
from incubator.challenges.values.contracts import ContractAnswers
from incubator.core.errors import RuleViolation
from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField

HIGHEST = 10**13  # cents
SAME_NAMES = (
    "title",
    "supplier",
    "starts_on",
    "months",
    "options",
    "option_months",
    "ends_on",
    "value_cents",
    "source",
    "source_on",
)


def _line(label: Any, *validators: Any, description: Any = "") -> StringField:
    return StringField(
        label, filters=[stripped], validators=[*validators, Length(max=LONGEST_TEXT)], description=description
    )


class KnownContractForm(EditForm):
    """A contract that runs now, as far as somebody knows it."""

    authority = _line(_l("Of which municipality, province or water board?"), DataRequired())
    title = _line(_l("What is the work?"), DataRequired())
    sector = SelectField(_l("What kind of work?"), validators=[Optional()])
    supplier = _line(_l("Who does it now?"), Optional())
    ends_on = DayField(
        _l("When does it end?"),
        validators=[Optional()],
        description=_l("Do you not know the day? Then give the start and the months below."),
    )
    starts_on = DayField(_l("When did it begin?"), validators=[Optional()])
    months = CountField(_l("For how many months?"), validators=[Optional(), NumberRange(min=1, max=rules.LONGEST)])
    options = CountField(
        _l("How often may it be renewed?"), validators=[Optional(), NumberRange(min=0, max=rules.MOST_OPTIONS)]
    )
    option_months = CountField(
        _l("For how many months each time?"), validators=[Optional(), NumberRange(min=1, max=rules.LONGEST_OPTION)]
    )
    value_cents = EurosField(
        _l("What is it worth?"),
        validators=[Optional(), NumberRange(min=0, max=HIGHEST)],
        description=_l("The whole contract, without VAT. Leave empty when you do not know."),
    )
    source = _line(
        _l("Where does this come from?"),
        DataRequired(),
        description=_l("For instance: answer to our request for information, 3 March."),
    )
    source_on = DayField(_l("Of which day is that?"), validators=[Optional()])

    def offer(self, sectors: Sequence[tuple[str, str]]) -> None:
        self.sector.choices = choices_of(sectors)

    def answers(self) -> ContractAnswers:
        """What was filled in. Raises `RuleViolation` for an authority that we do not know."""
        try:
            code = known_authority(self.authority.data or "")
        except RuleViolation as unknown:
            raise RuleViolation(NO_SUCH, field="authority") from unknown
        values: dict[str, Any] = {name: self[name].data for name in SAME_NAMES}
        values["supplier"] = values["supplier"] or ""
        return ContractAnswers(authority_code=code, sector=self.sector.data or None, **values)


def standing(answers: ContractAnswers) -> dict[str, Any]:
    """What stands in the fields of the form for a contract."""
    values: dict[str, Any] = {name: getattr(answers, name) for name in SAME_NAMES}
    return values | {"authority": authority_name(answers.authority_code), "sector": answers.sector or ""}


class ContractFileForm(Form):
    """A file of contracts: first looked at, then taken over. What was read of it travels along as text."""

    authority = _line(
        _l("Of which municipality, province or water board?"),
        Optional(),
        description=_l("Only when the file does not say it itself."),
    )
    source = _line(
        _l("Where does this come from?"),
        Optional(),
        description=_l("For instance: answer to our request for information, 3 March."),
    )
    text = TextAreaField(
        _l("Or paste the table here"),
        validators=[Optional(), Length(max=LARGEST)],
        description=_l("With the names of the columns on top."),
    )
    do = HiddenField()
