"""What can go wrong in a way that a person must be told about."""


class RuleViolation(Exception):
    """A rule of law or of the house forbids this; the page shows the sentence, at its field when one is named.

    `message` is an English source string of the catalogue (see `core.i18n.mark`), `params` fill its placeholders.
    """

    def __init__(self, message: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.field = field
        self.params = params


class Conflict(RuleViolation):
    """Someone else changed the same at the same moment, and was first. Nothing was stored; the sentence says what to do."""
