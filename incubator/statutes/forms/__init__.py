"""The interview: the form of one question at a time."""

from incubator.statutes.forms.page import InterviewForm, OthersAnswer, question_form, words_of

__all__ = ["InterviewForm", "OthersAnswer", "question_form", "words_of"]
