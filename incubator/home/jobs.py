"""What the start pages do by themselves."""

from datetime import timedelta

from flask import current_app

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.web import settings
from incubator.home import services


def remind_founders() -> str:
    """Remind groups of their next step; once a week at most for each."""
    chosen = settings()
    if not chosen.remind_after_days:
        return "0 reminders"
    # The card of a step has addresses as on a page: from the root of the site.
    with current_app.test_request_context(base_url=chosen.base_url, method="POST"), transaction(actor=SYSTEM):
        written = services.remind(patience=timedelta(days=chosen.remind_after_days), now=clock.now())
    return f"{written} reminders"
