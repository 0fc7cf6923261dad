"""How far a version is follows from what happened to it; what cannot have happened is refused."""

from datetime import date

import pytest

from incubator.core.errors import RuleViolation
from incubator.statutes.rules.states import IN_THE_FUTURE, ONLY_AMENDMENTS, check_step, state_of
from incubator.statutes.values.states import VersionFacts, VersionState, VersionStep

TODAY = date(2026, 11, 24)
REVIEWED, AT_NOTARY, ADOPTED = VersionStep.REVIEWED, VersionStep.AT_NOTARY, VersionStep.ADOPTED


def version(*steps, **known):
    known = {"deed_on": None, "is_effective": False, "founded_before": ADOPTED in steps} | known
    return VersionFacts(tuple((step, TODAY) for step in steps), **known)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (version(), VersionState.DRAFT),
        (version(REVIEWED), VersionState.REVIEWED),
        (version(AT_NOTARY), VersionState.AT_NOTARY),
        (version(REVIEWED, AT_NOTARY), VersionState.AT_NOTARY),
        (version(ADOPTED), VersionState.ADOPTED),
        (version(REVIEWED, ADOPTED), VersionState.ADOPTED),
        (version(REVIEWED, ADOPTED, AT_NOTARY), VersionState.AWAITING_DEED),
        (version(ADOPTED, AT_NOTARY, returned=True), VersionState.DEED_PASSED),
        (version(returned=True), VersionState.DEED_PASSED),
        (version(AT_NOTARY, deed_on=TODAY, returned=True), VersionState.REPLACED),
        (version(deed_on=TODAY), VersionState.REPLACED),
        (version(deed_on=TODAY, overtaken=True), VersionState.REPLACED),
        (version(ADOPTED, AT_NOTARY, returned=True, overtaken=True), VersionState.OVERTAKEN),
        (version(overtaken=True), VersionState.OVERTAKEN),
        (version(deed_on=TODAY, is_effective=True, returned=True), VersionState.IN_FORCE),
    ],
)
def test_a_version_is_as_far_as_the_last_thing_that_happened(facts, state):
    assert state_of(facts) is state


@pytest.mark.parametrize(
    ("step", "on", "amends", "refused"),
    [
        (ADOPTED, TODAY, False, (ONLY_AMENDMENTS, "kind")),
        (ADOPTED, TODAY, True, None),
        (ADOPTED, date(2026, 11, 25), True, (IN_THE_FUTURE, "on")),
        (REVIEWED, TODAY, False, None),
        (AT_NOTARY, date(2026, 11, 23), False, None),
        (AT_NOTARY, date(2026, 11, 25), False, (IN_THE_FUTURE, "on")),
    ],
)
def test_only_an_amendment_is_adopted_and_nothing_happened_tomorrow(step, on, amends, refused):
    if refused is None:
        assert check_step(step, on, amends=amends, today=TODAY) is None
        return
    with pytest.raises(RuleViolation) as violation:
        check_step(step, on, amends=amends, today=TODAY)
    assert (violation.value.message, violation.value.field) == refused
