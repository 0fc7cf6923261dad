"""Pages of cohorts, sessions, intakes and guiding."""

from incubator.cohorts.views import cohorts, intakes, sessions
from incubator.cohorts.views.blueprint import pages

__all__ = ["cohorts", "intakes", "pages", "sessions"]
