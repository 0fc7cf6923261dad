"""The numbers of De Lantaarn, the case of the lessons, for who wants to see a calculator at work before filling in numbers of their own."""

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "hour_price": {
        "wage": "15,50",
        "on_top": "36",
        "paid_hours": "6.000",
        "client_hours": "4.800",
        "variable": "3,45",
        "fixed": "10.320",
        "aside": "2,55",
    },
    "break_even": {
        "wages": "126.480",
        "other_fixed": "10.320",
        "price": "34,50",
        "variable": "3,45",
        "planned_hours": "4.800",
    },
    "cash_flow": {
        "first_month": "11-2026",
        "start": "42.000",
        "delay": "1",
        "work": [
            {"month": "2-2027", "turnover": "5.166", "hours": "190"},
            {"month": "5-2027", "turnover": "9.166", "hours": "335"},
            {"month": "9-2027", "turnover": "10.666", "hours": "390"},
            {"month": "1-2028", "turnover": "12.166", "hours": "445"},
            {"month": "5-2028", "turnover": "13.800", "hours": "500"},
        ],
        "wage": "19,84",
        "holiday_pay": "1,24",
        "holiday_month": "5",
        "variable": "10",
        "fixed": "245",
        "fixed_from": "",
        "purchases": [
            {"what": "Notaris en advies", "month": "11-2026", "amount": "2.300"},
            {"what": "Bus", "month": "12-2026", "amount": "11.500"},
            {"what": "Machines", "month": "1-2027", "amount": "8.200"},
        ],
        "other": [
            {"what": "Verzekering", "month": "12-2026", "amount": "1.920", "repeats": "yearly"},
            {"what": "Reparatie", "month": "12-2027", "amount": "300", "repeats": "once"},
        ],
        "loan": "25.000",
        "interest": "8",
        "repayment": "500",
        "repayment_from": "10-2027",
    },
    "lm3": {
        "turnover": "165.600",
        "wages": "88.000",
        "wages_spent": "55",
        "suppliers": "12.000",
        "suppliers_spent": "40",
        "other_wages": "40.000",
        "other_suppliers": "2.000",
    },
}
