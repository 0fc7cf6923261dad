"""Pages of the right to challenge."""

from incubator.challenges.views import assessing, challenging, deciding, gathering, supporting, writing
from incubator.challenges.views.blueprint import pages

__all__ = ["assessing", "challenging", "deciding", "gathering", "pages", "supporting", "writing"]
