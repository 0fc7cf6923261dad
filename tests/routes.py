"""Which view answers an address, and which views show a list of pages that are alike, for tests that walk through the site."""

from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

# The same fields, read by the same lines, whatever place, document, point or fact it is about.
ONE_FORM = {
    "versions.comment",
    "home.document",
    "bids.tick",
    "cooperatives.hand_over",
    "clause_library.propose",
    "reviews.part",
    "knowledge.mark_checked",
    "challenges.desk_regulation",
    "challenges.report",
}
# Lists of pages, each about another question, fact, document, word or place: who walks the whole list needs to be only one.
LISTS = {
    *("statutes.question", "statutes.chapter", "cooperatives.record", "cooperatives.history", "learning.history"),
    *("challenges.authority", "challenges.desk_authority", "challenges.buyer"),
    *("knowledge.word", "clause_library.clause", "duties.show"),
}
# Of these lists every page has the same forms, or none: who looks for forms opens two of them; tests/test_every_page walks them all.
SAME_FORMS = {
    *("challenges.authority", "challenges.buyer"),
    *("knowledge.word", "clause_library.clause"),
}
# Pages of each of the lessons and of each text: tests/learning/test_pages.py and tests/knowledge open every one of them.
OPENED_ELSEWHERE = {
    "learning.lesson",
    "learning.piece",
    "learning.self_check",
    "learning.whole",
    "learning.exercise",
    "learning.module",
    "learning.calculator",
    "knowledge.article",
    "knowledge.download",
}


class Routes:
    """Which view answers an address."""

    def __init__(self, app: Flask) -> None:
        self._known = app.url_map.bind("localhost")

    def endpoint(self, address: str, method: str = "GET") -> str:
        """The name of the view, or the address itself where there is none."""
        try:
            return self._known.match(urlsplit(address).path, method=method)[0]
        except (HTTPException, RequestRedirect):
            return address
