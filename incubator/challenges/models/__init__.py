"""What is stored about the right to challenge."""

from incubator.challenges.models.contracts import KnownContract

__all__ = ["KnownContract"]
