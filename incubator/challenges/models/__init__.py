"""What is kept of the right to challenge."""

from incubator.challenges.models.regulations import RegulationReport, RegulationVersion

__all__ = ["RegulationReport", "RegulationVersion"]
