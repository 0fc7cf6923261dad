"""The interview: the form of one question at a time."""

from incubator.statutes.forms.page import OthersAnswer, QuestionForm, question_form, words_of

__all__ = ["OthersAnswer", "QuestionForm", "question_form", "words_of"]
