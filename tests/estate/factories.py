"""Land and buildings, and what is said of them."""

from dataclasses import replace
from datetime import timedelta

from incubator.core import clock
from incubator.estate.values import (
    EstateKind,
    EstateSaid,
    EstateState,
    EstateSubject,
    EstateTerms,
    HoldingForm,
    RentPeriod,
)
from incubator.neighbourhood.values import Certainty, StatedGround


def day(days):
    """So many days ago; below zero ahead."""
    return clock.today() - timedelta(days=days)


def terms(**more):
    known = EstateTerms(
        EstateKind.BUILDING, "Het badhuis", "Plein 1", HoldingForm.RENT, EstateState.HELD, "De koks", "Nooit met winst"
    )
    return replace(known, **more)


def ground(days=0):
    return StatedGround(Certainty.FACT, "huurcontract", "gemeente", day(days))


def stated(about, days=0, **more):
    return replace(EstateSaid(about, ground(days)), **more)


def lease(days=0, **more):
    known = {
        "who": "Gemeente",
        "cents": 120_000,
        "period": RentPeriod.MONTH,
        "ends_on": day(-300),
        "review_on": day(-90),
    }
    return stated(EstateSubject.LEASE, days, **(known | more))
