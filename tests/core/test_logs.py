"""Logs go to stderr and never show what people typed."""

import json
import logging

import pytest
import structlog

from incubator.core import logs

TYPED = "-".join(["my", "secret", "word"])


@pytest.fixture(autouse=True)
def _as_before():
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail_with(typed):
    raise ValueError("it broke")


def log_failure():
    log = structlog.get_logger("incubator.tests")
    try:
        fail_with(TYPED)
    except ValueError:
        log.exception("unforeseen_error", path="/leren")


@pytest.mark.parametrize("production", [True, False])
def test_a_failure_is_logged_to_stderr_without_what_people_typed(capsys, production):
    logs.configure(production=production)
    log_failure()
    output = capsys.readouterr()
    assert output.out == ""
    assert "unforeseen_error" in output.err
    assert "it broke" in output.err
    assert TYPED not in output.err


def test_production_logs_one_json_object_a_line(capsys):
    logs.configure(production=True)
    structlog.get_logger("incubator.tests").info("started", port=8000)
    logging.getLogger("waitress").warning("queue depth %s", 3)
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["level"], first["port"]) == ("started", "info", 8000)
    assert second["event"] == "queue depth 3"
