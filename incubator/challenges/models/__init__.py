"""What is kept of the right to challenge."""

from incubator.challenges.models.contracts import KnownContract
from incubator.challenges.models.regulations import RegulationReport, RegulationVersion

__all__ = ["KnownContract", "RegulationReport", "RegulationVersion"]
