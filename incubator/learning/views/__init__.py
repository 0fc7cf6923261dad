"""The pages of learning."""

from incubator.learning.views import exercises, lessons, tracks
from incubator.learning.views.blueprint import pages

__all__ = ["exercises", "lessons", "pages", "tracks"]
