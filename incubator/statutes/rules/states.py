"""The state of a version follows from what happened to it, and is stored nowhere."""

from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes.values.states import VersionFacts, VersionState, VersionStep

ONLY_AMENDMENTS = N_("Only an amendment is adopted by the general meeting: these statutes have no deed yet.")
IN_THE_FUTURE = N_("This day is still to come. Note what has happened, with its date.")


def state_of(version: VersionFacts) -> VersionState:
    """How far this version is."""
    if version.is_effective:
        return VersionState.IN_FORCE
    if version.deed_on is not None:
        return VersionState.REPLACED
    if version.overtaken:
        return VersionState.OVERTAKEN
    if version.returned:
        return VersionState.DEED_PASSED
    return _before_the_deed({step for step, _day in version.steps})


def _before_the_deed(steps: set[VersionStep]) -> VersionState:
    if VersionStep.ADOPTED in steps:
        return VersionState.AWAITING_DEED if VersionStep.AT_NOTARY in steps else VersionState.ADOPTED
    if VersionStep.AT_NOTARY in steps:
        return VersionState.AT_NOTARY
    return VersionState.REVIEWED if VersionStep.REVIEWED in steps else VersionState.DRAFT


def check_step(step: VersionStep, on: date, *, amends: bool, today: date) -> None:
    """Raise `RuleViolation` when this cannot have happened."""
    if step is VersionStep.ADOPTED and not amends:
        raise RuleViolation(ONLY_AMENDMENTS, field="kind")
    if on > today:
        raise RuleViolation(IN_THE_FUTURE, field="on")
