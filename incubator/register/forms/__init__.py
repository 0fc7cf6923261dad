"""Forms of the register; choices are passed in."""

from incubator.register.forms.accounts import PaymentForm
from incubator.register.forms.deeds import FoundingForm, KvkForm, RefusalForm, ReturnedDeedForm
from incubator.register.forms.members import (
    AccountLinkForm,
    AdmissionDecisionForm,
    AdmissionForm,
    ApplicationForm,
    CorrectionForm,
    EndForm,
    ErasureForm,
    FollowingForm,
    MemberPersonForm,
    MembersFileForm,
    PersonalForm,
    ResignationForm,
    SuspensionForm,
    TransferForm,
    WeightForm,
    ask_writing,
    keep_what_was_asked,
)

__all__ = [
    "AccountLinkForm",
    "AdmissionDecisionForm",
    "AdmissionForm",
    "ApplicationForm",
    "CorrectionForm",
    "EndForm",
    "ErasureForm",
    "FollowingForm",
    "FoundingForm",
    "KvkForm",
    "MemberPersonForm",
    "MembersFileForm",
    "PaymentForm",
    "PersonalForm",
    "RefusalForm",
    "ResignationForm",
    "ReturnedDeedForm",
    "SuspensionForm",
    "TransferForm",
    "WeightForm",
    "ask_writing",
    "keep_what_was_asked",
]
