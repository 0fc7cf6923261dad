"""The pages of learning, and the desk on which managers look after the lessons."""

from incubator.learning.views import calculators, editing, exercises, lessons, tracks
from incubator.learning.views.blueprint import pages
from incubator.learning.views.managing import desk

__all__ = ["calculators", "desk", "editing", "exercises", "lessons", "pages", "tracks"]
