"""The kinds of work that take part in reviewing."""

from incubator.reviews.values import WorkKind

KINDS: dict[str, WorkKind] = {}


def register_kind(kind: WorkKind) -> None:
    """Let a kind of work take part; called once for each when the application starts."""
    KINDS[kind.name] = kind
