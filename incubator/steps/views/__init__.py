"""Pages of the steps."""

from incubator.steps.views import commitments, registers, report
from incubator.steps.views.blueprint import pages

__all__ = ["commitments", "pages", "registers", "report"]
