"""Forms of the register; choices are passed in."""

from incubator.register.forms.accounts import PaymentForm
from incubator.register.forms.deeds import FoundingForm, KvkForm, RefusalForm, ReturnedDeedForm
from incubator.register.forms.members import AdmissionForm, CorrectionForm, EndForm, ResignationForm

__all__ = [
    "AdmissionForm",
    "CorrectionForm",
    "EndForm",
    "FoundingForm",
    "KvkForm",
    "PaymentForm",
    "RefusalForm",
    "ResignationForm",
    "ReturnedDeedForm",
]
