"""Pages of cohorts, sessions, intakes and guiding."""

from incubator.cohorts.views import cohorts, guiding, intakes, sessions
from incubator.cohorts.views.blueprint import pages

__all__ = ["cohorts", "guiding", "intakes", "pages", "sessions"]
