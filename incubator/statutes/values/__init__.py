"""Answers about statutes, findings about them, and how fractions and terms of time are read."""

from incubator.statutes.values.answers import Statutes
from incubator.statutes.values.findings import Finding, Severity
from incubator.statutes.values.reading import InvalidAnswers, from_json, read

__all__ = ["Finding", "InvalidAnswers", "Severity", "Statutes", "from_json", "read"]
