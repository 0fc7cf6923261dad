"""Pages of the knowledge centre: open to everyone. Who looks after the texts is for managers."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager, public, viewer
from incubator.core import clock, files
from incubator.core.forms import search_words
from incubator.core.i18n import language
from incubator.core.markdown import render
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import carry_out, form_page, settings
from incubator.core.word import to_bytes
from incubator.knowledge import queries, rules, services
from incubator.knowledge.documents import word_document
from incubator.knowledge.forms import CheckedForm
from incubator.knowledge.messages import AREAS, KIND_OF_HIT, SUBJECTS
from incubator.knowledge.rules.searching import nearby_terms
from incubator.knowledge.values import KnowledgeArticle, KnowledgeKind

pages = Blueprint("knowledge", __name__, url_prefix="/kennis")

# A list that is short enough shows what the words mean; a longer one only the words.
EXPLAINED = 12
SUGGESTED = 6


pages.before_request(same_for_everyone)


@pages.app_context_processor
def further_reading() -> dict[str, Any]:
    """How any page leads on to texts: by topic, or by the rule that a finding is about."""
    return {"articles_about": queries.articles_about, "articles_on_rule": queries.articles_on_rule}


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    """All texts: the articles by their subject, then the templates and the stories."""
    return render_template(
        "knowledge/index.html",
        subjects=SUBJECTS,
        articles=queries.by_subject(),
        templates=queries.of_kind(KnowledgeKind.TEMPLATE),
        stories=queries.of_kind(KnowledgeKind.CASE),
    )


@pages.get("/zoeken")
@public
def search() -> ResponseReturnValue:
    """What answers, over articles, templates, stories and words; with suggestions when nothing does."""
    asked = search_words(request.args.get("zoek"))
    return render_template(
        "knowledge/search.html",
        asked=asked,
        answers=queries.answers(asked, language()),
        nearby=nearby_terms(asked, queries.glossary())[:SUGGESTED],
        kinds=KIND_OF_HIT,
        listed=queries.of_kind(KnowledgeKind.ARTICLE)[:SUGGESTED],
    )


@pages.get("/begrippen")
@public
def glossary() -> ResponseReturnValue:
    search_for, area = search_words(request.args.get("zoek")), request.args.get("deel", "")
    known_area = area if area in AREAS else ""  # an old or mistyped address shows all words, not an empty page
    terms = rules.matching(queries.glossary(), search_for, known_area)
    is_short = len(terms) <= EXPLAINED
    return render_template(
        "knowledge/glossary.html",
        explained=terms if is_short else (),
        letters=rules.by_letter(terms),
        count=len(terms),
        search=search_for,
        area=area,
        areas=AREAS,
    )


@pages.get("/begrippen/<slug>")
@public
def word(slug: str) -> ResponseReturnValue:
    """One word, and the texts that use it."""
    term = rules.by_anchor(queries.glossary()).get(slug)
    if term is None:
        abort(404)
    return render_template("knowledge/word.html", term=term, articles=queries.articles_with(slug), areas=AREAS)


@pages.get("/<slug>")
@public
def article(slug: str) -> ResponseReturnValue:
    """One text, its words, and what to read next."""
    asked = queries.articles().get(slug)
    if asked is None:
        abort(404)
    check = queries.check_of(asked)
    return render_template(
        "knowledge/article.html",
        article=asked,
        text=render(rules.with_links(asked.body, lambda anchor: f"#woord-{anchor}")),
        template=render(asked.template),
        terms=queries.terms_of(asked.body),
        check=check,
        is_late=check.is_late(clock.today()),
        related=queries.related(asked),
        kinds=KIND_OF_HIT,
    )


@pages.get("/<slug>/sjabloon.docx")
@public
def download(slug: str) -> ResponseReturnValue:
    """A template as a Word file, with what is to be filled in marked."""
    asked = queries.articles().get(slug)
    if asked is None or asked.kind is not KnowledgeKind.TEMPLATE:
        abort(404)
    checked = queries.check_of(asked).checked
    document = word_document(asked, author=settings().name, made_at=clock.now(), checked=checked)
    return files.made(to_bytes(document), asked.slug, files.WORD)


def article_asked(_viewer: User, slug: str) -> KnowledgeArticle | None:
    return queries.articles().get(slug)


def may_check(reader: User, _article: KnowledgeArticle) -> bool:
    """Managers say that a text still holds."""
    return is_manager(reader)


@pages.get("/beheer")
@guarded(is_manager)
def upkeep() -> ResponseReturnValue:
    """Every text with its owner, when it was last looked at and when that is due again."""
    return render_template("knowledge/upkeep.html", checks=queries.checks(), today=clock.today(), kinds=KIND_OF_HIT)


@pages.route("/beheer/<slug>", methods=["GET", "POST"])
@guarded(may_check, load=article_asked)
def mark_checked(asked: KnowledgeArticle) -> ResponseReturnValue:
    """Say that a text was looked at today, and what was looked at."""
    form = CheckedForm()
    check = queries.check_of(asked)
    outcome = carry_out(
        form,
        lambda: services.mark_checked(asked, form.note.data or "", by=viewer(), today=clock.today(), now=clock.now()),
    )
    if outcome is None:
        return form_page("knowledge/mark_checked.html", form, check=check, article=asked)
    flash(_("Noted: “%(title)s” was checked today.", title=asked.title_in(language())))
    return redirect(url_for("knowledge.upkeep"))
