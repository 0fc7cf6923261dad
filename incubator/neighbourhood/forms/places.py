"""What a neighbourhood is called and where its borders are."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import EditForm, stripped


class NeighbourhoodForm(EditForm):
    """A place with its borders, all by name."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("As people in the neighbourhood call it."),
    )
    municipality = StringField(_l("Municipality"), filters=[stripped], validators=[DataRequired(), Length(max=80)])
    districts = TextAreaField(
        _l("Districts and neighbourhoods"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("One name on each line. Leave it empty for the whole municipality."),
    )
