"""What a new incubator needs before groups can work in it: seen from what is there, never ticked by hand."""

from dataclasses import dataclass
from enum import StrEnum


class FirstStep(StrEnum):
    """A step of setting up, in the order in which one takes them."""

    NAME = "name"
    ADDRESS = "address"
    MAIL = "mail"
    TIMETABLE = "timetable"
    SECOND_MANAGER = "second-manager"
    COACH = "coach"
    SOURCE = "source"
    GROUP = "group"
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an incubator. `runs` counts jobs that ever ran, `sent` the mails that left.

    `has_second_step` is None where the setting does without a second step.
    """

    has_own_name: bool
    has_own_address: bool
    has_mail_server: bool
    sent: int
    runs: int
    managers: int
    coaches: int
    read_sources: int
    groups: int
    has_second_step: bool | None


def steps_done(evidence: Evidence) -> dict[FirstStep, bool]:
    """Each step, and whether it is done."""
    done = {
        FirstStep.NAME: evidence.has_own_name,
        FirstStep.ADDRESS: evidence.has_own_address,
        # A server that was never asked to send anything has proved nothing.
        FirstStep.MAIL: evidence.has_mail_server and evidence.sent > 0,
        FirstStep.TIMETABLE: evidence.runs > 0,
        # Who is the only manager and falls ill leaves an incubator that nobody can manage.
        FirstStep.SECOND_MANAGER: evidence.managers > 1,
        FirstStep.COACH: evidence.coaches > 0,
        FirstStep.SOURCE: evidence.read_sources > 0,
        FirstStep.GROUP: evidence.groups > 0,
    }
    if evidence.has_second_step is not None:
        done[FirstStep.DOOR] = evidence.has_second_step
    return done
