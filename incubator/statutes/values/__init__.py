"""Answers about statutes, findings about them, and how fractions and terms of time are read."""

from incubator.statutes.values.answers import Statutes
from incubator.statutes.values.findings import RuleFinding, Severity
from incubator.statutes.values.reading import InvalidAnswers, amending, from_json, read

__all__ = ["InvalidAnswers", "RuleFinding", "Severity", "Statutes", "amending", "from_json", "read"]
