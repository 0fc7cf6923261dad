"""The forms of the manager's sources."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length, Optional

from incubator.core.forms import Form, stripped


class SourceAddressForm(Form):
    """The address of a source, to find out what is there."""

    url = StringField(
        _l("Web address"),
        filters=[stripped],
        validators=[InputRequired(_l("Paste the address of a feed, of a package of notices, or of TenderNed or TED."))],
        description=_l(
            "The address of a feed (RSS or Atom), of a package of notices (OCDS), or of a page that names its feed."
        ),
    )


class ConfirmForm(Form):
    """What was found at an address, to be added under a name."""

    token = HiddenField()
    name = StringField(_l("Name in the list"), filters=[stripped], validators=[Optional(), Length(max=100)])


class SourceForm(Form):
    """What the manager changes of a source."""

    name = StringField(
        _l("Name in the list"), filters=[stripped], validators=[InputRequired(_l("Give the source a name."))]
    )


class TedSourceForm(SourceForm):
    """Of TED one also chooses which notices."""

    countries = StringField(
        _l("Countries of the buyers"),
        filters=[stripped],
        description=_l("Three letters each, such as NLD BEL. Empty: all."),
    )
    codes = StringField(
        _l("CPV codes"), filters=[stripped], description=_l("Eight digits each, with a blank between them. Empty: all.")
    )


def words_of(said: str | None) -> list[str]:
    """The separate codes in a field, in capitals."""
    return [one.upper() for one in re.split(r"[\s,;]+", said or "") if one]
