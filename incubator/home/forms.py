"""Forms of the exit list and of the phase; choices are passed in."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import EditForm, stripped


class DocumentForm(EditForm):
    """Where a document of a phase stands."""

    state = SelectField(_l("Where does it stand?"), validators=[DataRequired()])
    note = TextAreaField(
        _l("Note"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("Where it can be found, what is agreed, or why it is not needed."),
    )


class PhaseForm(EditForm):
    """Move a group to another phase."""

    phase = SelectField(_l("Phase"), validators=[DataRequired()])
    reason = TextAreaField(
        _l("Reason"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l(
            "Needed when the group stops, and when it goes on while the list is not done. The group reads it too."
        ),
    )
