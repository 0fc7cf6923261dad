"""The coach's pages, and those of a piece of work for both sides."""

from incubator.reviews.views import hands, notes, parts, piece, queue, saved, training, work
from incubator.reviews.views.blueprint import pages

__all__ = ["hands", "notes", "pages", "parts", "piece", "queue", "saved", "training", "work"]
