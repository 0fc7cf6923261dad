"""Pages of the statutes: the interview, the legal check, the text beside its meaning, versions, papers beside the deed."""

from incubator.statutes.views import chapters, comments, explanations, questions, start, texts
from incubator.statutes.views.blueprint import pages

__all__ = ["chapters", "comments", "explanations", "pages", "questions", "start", "texts"]
