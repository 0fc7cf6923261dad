"""Words for when the work of a bid starts and ends."""

from flask_babel import lazy_gettext as _l

from incubator.bids.values.work_terms import TermOrigin

ORIGINS = {
    TermOrigin.ANSWER: _l("by the answer of the buyer"),
    TermOrigin.PAPERS: _l("by the papers of the buyer, confirmed by one of you"),
    TermOrigin.NOTICE: _l("by the notice"),
}
