"""The interview: one small group of questions a page."""

from incubator.statutes.forms.members import DutiesForm, LeavingForm, MembersForm, MoneyForm, NameForm, PurposeForm
from incubator.statutes.forms.organisation import BoardForm, FoundersForm, MeetingForm, SurplusForm, VotesForm
from incubator.statutes.forms.page import OthersAnswer, PageForm

__all__ = ["FORMS", "OthersAnswer", "PageForm"]

FORMS: dict[str, type[PageForm]] = {
    "naam": NameForm,
    "doel": PurposeForm,
    "leden": MembersForm,
    "plichten": DutiesForm,
    "vertrek": LeavingForm,
    "inleg": MoneyForm,
    "bestuur": BoardForm,
    "vergadering": MeetingForm,
    "stemmen": VotesForm,
    "overschot": SurplusForm,
    "oprichters": FoundersForm,
}
