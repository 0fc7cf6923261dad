"""Who stands on a power map, for tests, made through the services."""

from datetime import date

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.powermap.services import maps
from incubator.powermap.values import PowerKind, PowerPersonGround, PowerTerms

SAID = StatedGround(Certainty.ESTIMATE, "", "kerngroep", date(2026, 11, 1))


def terms(name="Gemeente", interest=5, influence=5, **about):
    known = {"kind": PowerKind.ORGANISATION, "for_us": "", "person_ground": None, "ground_on": None, "ground": SAID}
    return PowerTerms(name=name, interest=interest, influence=influence, **{**known, **about})


def person_terms(name="Piet Raadslid", since=date(2026, 10, 1)):
    return terms(name, kind=PowerKind.PERSON, person_ground=PowerPersonGround.PUBLIC_OFFICE, ground_on=since)


def actor_in(place, name="Gemeente", **about):
    return put(place, terms(name, **about))


def put(place, answers):
    with transaction(actor=SYSTEM):
        return maps.add_actor(place, answers, now=clock.now(), today=clock.today())
