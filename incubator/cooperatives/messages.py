"""Words for the codes of this feature, in the reader's language, and the mail of an invitation into a group."""

from flask_babel import lazy_gettext as _l

from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase, SourceKind

PHASES = {
    Phase.F0: _l("Idea"),
    Phase.F1: _l("Core group"),
    Phase.F2: _l("Feasibility"),
    Phase.F3: _l("Business plan"),
    Phase.F4: _l("Statutes"),
    Phase.F5: _l("Founding"),
    Phase.F6: _l("First contract"),
    Phase.F7: _l("Growing on"),
    Phase.STOPPED: _l("Stopped"),
}

PARTICIPATION_ROLES = {
    ParticipationRole.COORDINATOR: _l("Coordinator"),
    ParticipationRole.MEMBER: _l("Takes part"),
    ParticipationRole.OBSERVER: _l("Reads along"),
}

SOURCES = {
    SourceKind.EXERCISE: _l("an exercise"),
    SourceKind.INTERVIEW: _l("the statutes interview"),
    SourceKind.REGISTER: _l("the member register"),
    SourceKind.DEED: _l("the deed"),
    SourceKind.IMPORT: _l("an imported file"),
    SourceKind.ENTERED: _l("entered by hand"),
}
