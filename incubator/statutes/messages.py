"""Titles of the interview, and where the question behind a finding is asked."""

from flask_babel import lazy_gettext as _l

from incubator.statutes.queries import PAGES

TITLES = {
    "naam": _l("Name and seat"),
    "doel": _l("Purpose"),
    "leden": _l("Members and admission"),
    "plichten": _l("What members must do"),
    "vertrek": _l("Leaving"),
    "inleg": _l("Contribution"),
    "bestuur": _l("Board"),
    "vergadering": _l("General meeting"),
    "stemmen": _l("Voting"),
    "overschot": _l("Surplus and stopping"),
    "oprichters": _l("Founders and start"),
}
WHY = {
    "naam": _l("The name tells everyone what kind of enterprise you are, and whether members are liable."),
    "doel": _l("The law describes what a cooperative is. Your purpose must fit that."),
    "leden": _l("Members own the cooperative. Here you decide who can become one."),
    "plichten": _l("Members are only bound to what the statutes say."),
    "vertrek": _l("Everyone must be able to leave. And you want to know what happens when it goes wrong."),
    "inleg": _l("With the contribution you build a buffer together."),
    "bestuur": _l("The board does the daily management and signs contracts. You choose it yourselves."),
    "vergadering": _l("In the general meeting you decide together."),
    "stemmen": _l("One member, one vote. Some details you choose yourselves."),
    "overschot": _l("What is left in a good year, and what when you ever stop?"),
    "oprichters": _l("These people go to the notary together."),
}
PAGE_OF = {
    "name": "naam",
    "liability": "naam",
    "seat": "naam",
    "purpose": "doel",
    "third_party_dealings": "doel",
    "member_requirements": "leden",
    "admission": "leden",
    "member_obligations": "plichten",
    "resignation": "vertrek",
    "termination_by_coop": "vertrek",
    "expulsion": "vertrek",
    "exit": "inleg",
    "capital": "inleg",
    "board": "bestuur",
    "convening": "vergadering",
    "amendment": "vergadering",
    "votes": "stemmen",
    "surplus": "overschot",
    "fiscal_year": "overschot",
    "pay_ratio": "overschot",
    "deed": "oprichters",
    "first_board": "oprichters",
}


def page_of_field(field: str) -> str | None:
    """The page of the interview that asks for this answer; None when no page does."""
    return PAGE_OF.get(field.split(".", maxsplit=1)[0])


def page_after(page: str) -> str | None:
    place = PAGES.index(page) + 1
    return PAGES[place] if place < len(PAGES) else None
