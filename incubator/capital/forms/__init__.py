"""Forms of capital; choices and members are passed in."""

from incubator.capital.forms.money import CashForm, CorrectingForm, PayoutForm, PoolForm, SettlementForm
from incubator.capital.forms.years import (
    BeginForm,
    FiguresForm,
    HoursFileForm,
    HoursForm,
    ReopenForm,
    WorkForm,
    hours_form,
)

__all__ = [
    "BeginForm",
    "CashForm",
    "CorrectingForm",
    "FiguresForm",
    "HoursFileForm",
    "HoursForm",
    "PayoutForm",
    "PoolForm",
    "ReopenForm",
    "SettlementForm",
    "WorkForm",
    "hours_form",
]
