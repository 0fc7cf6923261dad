"""Reads of the register: as it stood on any day."""

from incubator.register.queries.deeds import (
    answers_changed,
    concerned,
    confirmers,
    deed_proposal,
    deed_proposals,
    is_registered,
    open_proposal,
    recorded_deed,
    versions_to_sign,
)
from incubator.register.queries.organs import organ_that_admits, organ_that_ends, statutes_in_force
from incubator.register.queries.register import (
    could_be_admitted,
    event,
    founders_known,
    just_entered,
    member,
    members,
    members_by_cooperative,
    members_count,
    next_number,
    register_on,
    with_register,
)
from incubator.register.queries.standing import counting_events, ends_of, row_on

__all__ = [
    "answers_changed",
    "concerned",
    "confirmers",
    "could_be_admitted",
    "counting_events",
    "deed_proposal",
    "deed_proposals",
    "ends_of",
    "event",
    "founders_known",
    "is_registered",
    "just_entered",
    "member",
    "members",
    "members_by_cooperative",
    "members_count",
    "next_number",
    "open_proposal",
    "organ_that_admits",
    "organ_that_ends",
    "recorded_deed",
    "register_on",
    "row_on",
    "statutes_in_force",
    "versions_to_sign",
    "with_register",
]
