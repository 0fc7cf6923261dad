"""A button that is pressed twice writes one thing down."""

from datetime import date

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.moneymap.models import MapSnapshot, MoneyFlow, MultiplierStudy
from incubator.moneymap.services import maps, studies, versions
from incubator.moneymap.values import FlowAnswers, FlowCertainty
from tests.moneymap.factories import EXAMPLE, MapOfZonnewijk


@pytest.fixture
def zonnewijk(session):
    return MapOfZonnewijk()


def number_of(model):
    return db.session.scalar(db.select(db.func.count()).select_from(model))


def test_a_flow_a_version_and_a_study_are_written_down_once(zonnewijk):
    now, today = clock.now(), clock.today()
    answers = FlowAnswers(
        zonnewijk.homes.id, zonnewijk.chain.id, 5_000, 2025, "Eten", FlowCertainty.FACT, "Kassa", "", date(2026, 1, 2)
    )
    for _press in range(2):
        with transaction(actor=SYSTEM):
            maps.write_flow(zonnewijk.place, answers, by=zonnewijk.builder, now=now)
            versions.keep(zonnewijk.place, "Eerste", 2025, today=today, by=zonnewijk.builder, now=now)
            studies.add(zonnewijk.place, EXAMPLE, by=zonnewijk.builder, now=now)
    assert [number_of(model) for model in (MoneyFlow, MapSnapshot, MultiplierStudy)] == [1, 1, 1]
