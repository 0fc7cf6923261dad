"""Pages of the right to challenge."""

from incubator.challenges.views import assessing, authorities, regulation_desk, regulation_files
from incubator.challenges.views.blueprint import pages

__all__ = ["assessing", "authorities", "pages", "regulation_desk", "regulation_files"]
