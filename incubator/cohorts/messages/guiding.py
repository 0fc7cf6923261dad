"""Words for contact with a group."""

from flask_babel import lazy_gettext as _l

from incubator.cohorts.values import ContactKind

KINDS = {
    ContactKind.TALK: _l("talk"),
    ContactKind.PHONE: _l("telephone"),
    ContactKind.VISIT: _l("visit"),
    ContactKind.MAIL: _l("mail"),
    ContactKind.MEETING: _l("consultation"),
}
