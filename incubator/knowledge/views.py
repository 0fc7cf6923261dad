"""Pages of the knowledge centre: open to everyone."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from incubator.accounts.permissions import public
from incubator.core.forms import search_words
from incubator.core.markdown import render
from incubator.core.public_pages import same_for_everyone
from incubator.knowledge import queries, rules

pages = Blueprint("knowledge", __name__, url_prefix="/kennis")

AREAS = {
    "coop": _l("The cooperative"),
    "practice": _l("Starting and working together"),
    "procurement": _l("Public contracts"),
    "r2c": _l("Right to challenge"),
    "cwb": _l("Community wealth"),
}

# A list that is short enough shows what the words mean; a longer one only the words.
EXPLAINED = 12


pages.before_request(same_for_everyone)


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    return render_template("knowledge/index.html", articles=queries.articles().values())


@pages.get("/begrippen")
@public
def glossary() -> ResponseReturnValue:
    search, area = search_words(request.args.get("zoek")), request.args.get("deel", "")
    known_area = area if area in AREAS else ""  # an old or mistyped address shows all words, not an empty page
    terms = rules.matching(queries.glossary(), search, known_area)
    is_short = len(terms) <= EXPLAINED
    return render_template(
        "knowledge/glossary.html",
        explained=terms if is_short else (),
        letters=rules.by_letter(terms),
        count=len(terms),
        search=search,
        area=area,
        areas=AREAS,
    )


@pages.get("/begrippen/<slug>")
@public
def word(slug: str) -> ResponseReturnValue:
    """One word, and the articles that use it."""
    term = rules.by_anchor(queries.glossary()).get(slug)
    if term is None:
        abort(404)
    return render_template("knowledge/word.html", term=term, articles=queries.articles_with(slug), areas=AREAS)


@pages.get("/<slug>")
@public
def article(slug: str) -> ResponseReturnValue:
    asked = queries.articles().get(slug)
    if asked is None:
        abort(404)
    text = render(rules.with_links(asked.body, lambda anchor: f"#woord-{anchor}"))
    return render_template("knowledge/article.html", article=asked, text=text, terms=queries.terms_of(asked.body))
