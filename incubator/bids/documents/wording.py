"""Dates and amounts as a Dutch document writes them, whatever the reader's language."""

from datetime import date, datetime
from decimal import Decimal

from incubator.core import clock

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def day(value: date) -> str:
    """24 november 2026"""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """dinsdag 1 december 2026, 10.00 uur"""
    local = clock.local(value)
    return f"{DAYS[local.weekday()]} {day(local.date())}, {local:%H.%M} uur"


def euros(raw: str) -> str:
    """€ 1.250,50"""
    amount = Decimal(raw)
    whole = f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€ {whole.removesuffix(',00')}"
