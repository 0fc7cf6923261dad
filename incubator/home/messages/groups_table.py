"""Words of the table of groups."""

from flask_babel import lazy_gettext as _l

from incubator.home.values import Turn

TURNS = {
    Turn.GROUP: _l("the group"),
    Turn.COACH: _l("the coach"),
    Turn.MANAGER: _l("the manager"),
    Turn.NOTARY: _l("the notary"),
    Turn.KVK: _l("the trade register (KVK)"),
    Turn.BUYER: _l("the buyer"),
    Turn.NOBODY: _l("nobody"),
}
ORDERS = {
    "stil": _l("Quiet longest first"),
    "-stil": _l("Active most lately first"),
    "naam": _l("Name"),
    "fase": _l("Phase"),
    "coach": _l("Coach"),
    "lichting": _l("Cohort"),
    "plaats": _l("Place"),
}
