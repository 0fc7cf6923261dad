"""Forms of the look of documents and of templates."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from incubator.bids.values.documents import Audience, ProcurementRoute
from incubator.core.forms import Form, MultiCheckboxField, stripped

ROUTES = (
    (ProcurementRoute.EU.value, _l("European procurement")),
    (ProcurementRoute.SAS.value, _l("Social and other specific services")),
    (ProcurementRoute.NATIONAL.value, _l("National procurement")),
    (ProcurementRoute.PUBLIC.value, _l("Public, the source does not say under which rules")),
    (ProcurementRoute.OPEN_HOUSE.value, _l("Admission (open house)")),
    (ProcurementRoute.PRIVATE.value, _l("Quotation for a client")),
)


class LookForm(Form):
    """A Word file of which the styles are taken."""


class TemplateForm(Form):
    """A Word file with named fields."""

    name = StringField(
        _l("What is the document called?"), filters=[stripped], validators=[DataRequired(), Length(max=80)]
    )
    audience = SelectField(
        _l("For whom is it?"),
        choices=[(Audience.BUYER.value, _l("For the buyer")), (Audience.INTERNAL.value, _l("For the group itself"))],
    )
    routes = MultiCheckboxField(_l("For which kinds of procurement?"), choices=ROUTES, validators=[DataRequired()])
