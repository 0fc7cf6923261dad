"""Fixtures for tests of sources: an application that may read this machine, on both databases, and commands to run in it."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from flask.cli import ScriptInfo
from sqlalchemy import select

from incubator import cli as console
from incubator.core import connections
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.http import Client
from incubator.core.web import settings
from incubator.sources import jobs
from incubator.sources.kinds import KINDS
from incubator.sources.models import Source, SourceRun
from incubator.sources.services import managing
from tests.sources.world import TenderNed

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PAPI = "/papi/tenderned-rs-tns/v2"


@pytest.fixture
def clock():
    """The moment of the test; `clock.shift(...)` lets time pass."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def inside(app, clock, monkeypatch):
    """The application as one that may read sources on this machine; nobody waits for a turn."""
    monkeypatch.setattr(connections, "pause", lambda _seconds: None)
    monkeypatch.setitem(app.extensions, "incubator", replace(settings(), allow_private_sources=True))
    return app


@pytest.fixture
def run(inside):
    """Run a command of the console script."""

    def invoke(*arguments):
        db.session.commit()
        return inside.test_cli_runner().invoke(console.cli, arguments, obj=ScriptInfo(create_app=lambda: inside))

    return invoke


@pytest.fixture
def tenderned(httpserver):
    """A TenderNed on this machine; its details can be changed during the test."""
    service = TenderNed()
    httpserver.expect_request(re.compile(rf"^{PAPI}/.*")).respond_with_handler(service)
    service.url = httpserver.url_for(PAPI)
    return service


@pytest.fixture
def add(inside):
    """Add a source directly."""

    def adding(url, kind, name="", **options):
        with transaction(actor=SYSTEM):
            made = managing.add(url, KINDS[kind], name, now=NOW, allow_private=True, options=options)
        return made.id

    return adding


@pytest.fixture
def read(inside):
    """Read a source as the job does."""

    def reading(source_id, **more):
        return jobs.read_source(source_id, Client.of(settings()), **more)

    return reading


def lines(outcome):
    return [json.loads(line) for line in outcome.stdout.splitlines()]


def source(source_id):
    return db.session.get(Source, source_id, populate_existing=True)


def last_run(source_id):
    return db.session.scalars(
        select(SourceRun).where(SourceRun.source_id == source_id).order_by(SourceRun.id.desc())
    ).first()
