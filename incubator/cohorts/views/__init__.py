"""Pages of cohorts, sessions, intakes and guiding."""

from incubator.cohorts.views import certificates, cohorts, guiding, intakes, materials, peers, sessions
from incubator.cohorts.views.blueprint import pages

__all__ = ["certificates", "cohorts", "guiding", "intakes", "materials", "pages", "peers", "sessions"]
