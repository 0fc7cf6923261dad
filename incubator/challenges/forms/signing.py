"""The form of the public page."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField
from wtforms.validators import DataRequired, Email, Length

from incubator.challenges.forms.challenging import line
from incubator.core.forms import Form, stripped


class SignatureForm(Form):
    """Who supports a plan. The name and the address are needed to count everybody once; the rest may stay empty."""

    name = line(_l("Your name"), required=True, longest=120)
    email = EmailField(
        _l("Your e-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Email(), Length(max=254)],
        description=_l("You get one mail to confirm your signature. The group does not see this address."),
    )
    area = line(_l("Your neighbourhood, or the digits of your postcode"), longest=80)
    lives_here = BooleanField(_l("I live here"))
    reason = line(_l("Why do you support this?"), longest=300)
    shows_name = BooleanField(_l("The group and who decides about the plan may see my name"))
