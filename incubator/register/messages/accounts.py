"""Words for what moves on an account."""

from flask_babel import lazy_gettext as _l

from incubator.register.values import (
    EntryKind,
)

ENTRIES = {
    EntryKind.CONTRIBUTION: _l("Paid in"),
    EntryKind.REPAYMENT: _l("Paid back"),
    EntryKind.CORRECTION: _l("Correction"),
}
