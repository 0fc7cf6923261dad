"""Words for the window in which a challenge makes sense."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from incubator.challenges.messages.routes import text
from incubator.challenges.values.windows import ChallengeWindow, PlannedStep, WindowStep

STEPS = {
    WindowStep.INFORMATION: _l("Ask for information"),
    WindowStep.SUPPORT: _l("Gather support in the neighbourhood"),
    WindowStep.PLAN: _l("Write the plan"),
    WindowStep.DECISION: _l("The authority decides"),
    WindowStep.AGREEMENTS: _l("Agree, and prepare the beginning"),
}


def as_json(window: ChallengeWindow) -> dict[str, Any]:
    """A window as scripts read it."""
    slower = None
    if window.slower is not None:
        slower = {
            "decision_weeks": window.slower.weeks,
            "submit_by": _iso(window.slower.submit_by),
            "start_by": _iso(window.slower.start_by),
        }
    return {
        "submit_by": _iso(window.submit_by),
        "start_by": _iso(window.start_by),
        "steps": list(map(_step, window.steps)),
        "unknown": list(map(text, window.unknown)),
        "decided_by": _iso(window.agreed_by),
        "complex": slower,
        "late": window.is_late,
        "notes": list(map(text, window.notes)),
        "still_possible": list(map(text, window.still_possible)),
    }


def _step(step: PlannedStep) -> dict[str, Any]:
    return {
        "name": step.name.value,
        "weeks": step.weeks,
        "from": _iso(step.since),
        "until": _iso(step.until),
        "source": text(step.source),
        "words": str(STEPS[step.name]),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
