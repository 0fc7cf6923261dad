"""Pages of cohorts, sessions, intakes and guiding."""

from incubator.cohorts.views import cohorts, sessions
from incubator.cohorts.views.blueprint import pages

__all__ = ["cohorts", "pages", "sessions"]
