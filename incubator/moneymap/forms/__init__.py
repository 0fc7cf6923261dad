"""Forms of the money map; choices are passed in."""

from incubator.moneymap.forms.maps import (
    AwardForm,
    FlowForm,
    FlowsFileForm,
    NodeForm,
    VersionForm,
)
from incubator.moneymap.forms.studies import StudyForm

__all__ = ["AwardForm", "FlowForm", "FlowsFileForm", "NodeForm", "StudyForm", "VersionForm"]
