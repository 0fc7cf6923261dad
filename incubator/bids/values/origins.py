"""How work came to a group: by a notice, by a challenge of its own, or because a client asked for it."""

from enum import StrEnum


class WorkOrigin(StrEnum):
    """What a bid began from. It decides whether there is a buyer who procures, a municipality that is challenged, or a client."""

    NOTICE = "notice"
    CHALLENGE = "challenge"  # the group itself proposes to take over a task (right to challenge)
    REQUEST = "request"  # a client asked for a quotation, or put a question directly
