"""How long a coach has work in hands."""

from datetime import datetime, timedelta

CLAIM = timedelta(minutes=30)  # since the coach took it or wrote last; then another may take it over


def is_held(claimed_until: datetime | None, now: datetime) -> bool:
    """Whether nobody else can take the work yet."""
    return claimed_until is not None and claimed_until > now
