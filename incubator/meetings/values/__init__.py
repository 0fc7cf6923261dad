"""What a meeting can be, and what can be on its agenda."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """Whose meeting it is."""

    GENERAL = "general"  # algemene vergadering (BW 2:40)
    BOARD = "board"


class MeetingState(StrEnum):
    """Where a meeting is. `approved`: the next meeting approved its minutes."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class MeetingMode(StrEnum):
    """Where people meet. A wholly digital meeting rests on an act of which the entry into force is not confirmed (G-23)."""

    PHYSICAL = "physical"
    HYBRID = "hybrid"
    DIGITAL = "digital"


class MeetingPurpose(StrEnum):
    """What a meeting is for: the standard items of its agenda hang on it."""

    YEARLY = "yearly"  # the accounts and what belongs to them (BW 2:58)
    FIRST = "first"  # after the deed
    AMENDMENT = "amendment"
    OTHER = "other"


class Suiting(StrEnum):
    """Whether a day suits somebody."""

    YES = "yes"
    PERHAPS = "perhaps"  # when it must
    NO = "no"


class ItemKind(StrEnum):
    """What an item of the agenda asks of the meeting; rules of majority and quorum hang on it."""

    TALK = "talk"  # nothing is decided
    ORDINARY = "ordinary"
    MINUTES = "minutes"  # of an earlier meeting
    ACCOUNTS = "accounts"  # vaststelling van de jaarrekening (BW 2:58)
    DISCHARGE = "discharge"  # kwijting: never together with the accounts
    DISTRIBUTION = "distribution"  # of the surplus or the loss
    ELECTION = "election"
    DISMISSAL = "dismissal"
    BOARD_SUSPENSION = "board-suspension"  # of a director, by who appointed (BW 2:37(6))
    OFFICES = "offices"  # who is chair, secretary and treasurer (BW 2:37(7))
    AUDIT_COMMITTEE = "audit-committee"  # kascommissie (BW 2:48)
    EXTENSION = "extension"  # of the term for the accounts
    ADMISSION = "admission"
    APPEAL = "appeal"  # against an expulsion
    EXPULSION = "expulsion"
    SUSPENSION = "suspension"  # of a member, where the statutes give the right
    AMENDMENT = "amendment"  # statutenwijziging (BW 2:42, 2:43)
    DISSOLUTION = "dissolution"
    CONVERSION = "conversion"  # omzetting (BW 2:18)


class Channel(StrEnum):
    """How a convocation reaches a member."""

    EMAIL = "email"
    LETTER = "letter"
    HAND = "hand"
