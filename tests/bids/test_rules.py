"""The steps of a bid, its checklist, and what happens to a note that two people write."""

import pytest

from incubator.bids.rules import stages
from incubator.core.errors import Conflict, RuleViolation

POSSIBLE = {
    ("seen", "interesting"),
    ("seen", "deciding"),
    ("seen", "withdrawn"),
    ("interesting", "seen"),
    ("interesting", "deciding"),
    ("interesting", "withdrawn"),
    ("deciding", "interesting"),
    ("deciding", "writing"),
    ("deciding", "withdrawn"),
    ("writing", "deciding"),
    ("writing", "submitted"),
    ("writing", "withdrawn"),
    ("submitted", "won"),
    ("submitted", "lost"),
    ("submitted", "withdrawn"),
    ("submitted", "writing"),
    ("withdrawn", "deciding"),
    ("withdrawn", "writing"),
}
STAGES = ("seen", "interesting", "deciding", "writing", "submitted", "won", "lost", "withdrawn")


@pytest.mark.parametrize("now", STAGES)
@pytest.mark.parametrize("then", STAGES)
def test_a_bid_goes_only_where_a_bid_can_go(now, then):
    if (now, then) in POSSIBLE:
        stages.check_step(now, then)
        return
    with pytest.raises(RuleViolation) as refused:
        stages.check_step(now, then)
    assert refused.value.message == "A bid cannot go from this stage to that one."
    assert refused.value.field == "stage"


@pytest.mark.parametrize(
    ("typed", "stored", "revision", "stored_revision"),
    [("A", None, 0, 0), ("B", "A", 3, 3), ("A", "A", 0, 1), ("", None, 0, 1)],
)
def test_a_note_may_be_written_when_nobody_else_wrote_another_since(typed, stored, revision, stored_revision):
    stages.check_note(typed, stored, revision=revision, stored_revision=stored_revision)


@pytest.mark.parametrize(("revision", "stored_revision"), [(0, 1), (2, 1), (-1, 0)])
def test_a_note_of_someone_else_is_not_written_over(revision, stored_revision):
    with pytest.raises(Conflict) as refused:
        stages.check_note("B", "A", revision=revision, stored_revision=stored_revision)
    assert refused.value.field == "note"
    assert refused.value.message.startswith("Someone else wrote here while you were typing.")
