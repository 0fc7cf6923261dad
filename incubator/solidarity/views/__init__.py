"""Pages of a solidarity fund."""

from incubator.solidarity.views import exports, funds, members, money, people, questions
from incubator.solidarity.views.blueprint import pages

__all__ = ["exports", "funds", "members", "money", "pages", "people", "questions"]
