"""The pages of learning."""

from incubator.learning.views import calculators, exercises, lessons, tracks
from incubator.learning.views.blueprint import pages

__all__ = ["calculators", "exercises", "lessons", "pages", "tracks"]
