"""The coach's pages."""

from incubator.reviews.views import saved, work
from incubator.reviews.views.blueprint import pages

__all__ = ["pages", "saved", "work"]
