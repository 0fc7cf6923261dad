"""Pages of the right to challenge."""

from incubator.challenges.views import assessing
from incubator.challenges.views.blueprint import pages

__all__ = ["assessing", "pages"]
