"""Pages of the statutes: the interview, the legal check, the text beside its meaning, versions, papers beside the deed."""

from incubator.statutes.views import explanations, questions, start, texts
from incubator.statutes.views.blueprint import pages

__all__ = ["explanations", "pages", "questions", "start", "texts"]
