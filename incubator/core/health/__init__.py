"""How the incubator is doing, from evidence: for `incubator doctor`, for a monitor, and for the manager's start page.

Each check reads what is there and changes nothing. What follows from something broken is left out: without a database nothing is
known of jobs.
"""

from collections.abc import Callable, Iterable

from flask import Flask, current_app

from incubator.core.health.database import check_database
from incubator.core.health.findings import Condition, HealthFinding, Overall, overall
from incubator.core.health.jobs import check_jobs, check_queue
from incubator.core.health.machine import (
    check_clock,
    check_configuration,
    check_disk,
    check_limits,
    check_open_data,
    check_proxies,
)
from incubator.core.health.mail import check_mail_server, check_outbox
from incubator.core.health.settings import ShownSetting, shown_settings

__all__ = [
    "Check",
    "Condition",
    "HealthFinding",
    "Overall",
    "ShownSetting",
    "examine",
    "init_app",
    "overall",
    "shown_settings",
    "troubles",
]

Check = Callable[[], Iterable[HealthFinding]]
ALWAYS: tuple[Check, ...] = (
    check_configuration,
    check_disk,
    check_clock,
    check_proxies,
    check_limits,
    check_open_data,
)
WITH_DATABASE: tuple[Check, ...] = (check_outbox, check_jobs, check_queue)


def examine(*, reach_out: bool = True) -> list[HealthFinding]:
    """Look at everything. Without `reach_out` nothing outside the machine and its database is asked: a page must not wait for that."""
    findings = [finding for check in ALWAYS for finding in check()]
    database = check_database()
    findings += database
    if reach_out:
        findings += check_mail_server()
    if all(finding.condition is Condition.GOOD for finding in database):
        for check in (*WITH_DATABASE, *current_app.extensions["health_checks"]):
            findings += check()
    return findings


def troubles() -> list[HealthFinding]:
    """What somebody should look at, the worst first; nothing when all is well. Asks nothing outside."""
    wrong = [finding for finding in examine(reach_out=False) if finding.is_trouble]
    return sorted(wrong, key=lambda finding: finding.condition is not Condition.BROKEN)


def init_app(app: Flask, checks: Iterable[Check] = ()) -> None:
    """`checks` of features above the core, such as the sources of notices."""
    app.extensions["health_checks"] = tuple(checks)
