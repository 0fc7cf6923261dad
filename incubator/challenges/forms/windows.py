"""The question about a window. It changes nothing, so it stands in the address and needs no protection against forgery."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.challenges.rules.naming import authority_name, known_authority
from incubator.challenges.rules.window_questions import LONGEST_STEP
from incubator.challenges.values.windows import PreparationWeeks, WindowQuestion
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, stripped
from incubator.core.i18n import mark as N_
from incubator.core.typed_fields import CountField, DayField

USUAL = PreparationWeeks()
NO_SUCH = N_("We know no municipality, province or water board of this name. Look at how it is written.")


def _weeks(label: Any, name: str) -> CountField:
    return CountField(label, name=name, validators=[Optional(), NumberRange(min=0, max=LONGEST_STEP)])


class WindowForm(Form):
    """When does the contract end, and who gives it?"""

    authority = StringField(
        _l("Which municipality, province or water board?"),
        name="gemeente",
        filters=[stripped],
        validators=[DataRequired(), Length(max=100)],
    )
    contract_end = DayField(_l("When does the contract end?"), name="einde", validators=[InputRequired()])
    information = _weeks(_l("Weeks to ask for information"), "informatie")
    support = _weeks(_l("Weeks to gather support"), "draagvlak")
    plan = _weeks(_l("Weeks to write the plan"), "plan")
    agreements = _weeks(_l("Weeks to agree after the decision"), "afspraken")

    @classmethod
    def of(cls, args: Any) -> "WindowForm":
        """The form as the address fills it in."""
        form = cls(formdata=args, meta={"csrf": False})
        # A link holds the code of the authority; people read its name.
        form.authority.data = authority_name(form.authority.data) or form.authority.data
        return form

    def question(self, today: Any) -> WindowQuestion | None:
        """What was asked, or None when something is missing or wrong: the fields say what."""
        if not self.validate():
            return None
        try:
            code = known_authority(self.authority.data or "")
        except RuleViolation:
            self.refuse(RuleViolation(NO_SUCH, field="authority"))
            return None
        self.authority.data = authority_name(code)
        weeks = PreparationWeeks(*(self._chosen(name) for name in PreparationWeeks.__slots__))
        return WindowQuestion(self.contract_end.data, code, today, weeks)

    def _chosen(self, name: str) -> int:
        typed = self[name].data
        usual: int = getattr(USUAL, name)
        return usual if typed is None else int(typed)
