"""Pages of the papers beside the deed: house rules, member agreement, rules for member accounts."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.core import clock, files, word
from incubator.core.quantities import write_day
from incubator.statutes import messages, permissions, queries
from incubator.statutes.documents import DraftDetails
from incubator.statutes.documents.clauses import as_text, labelled, numbers_of
from incubator.statutes.documents.papers import paper_document, paper_text
from incubator.statutes.queries.papers import PaperOfGroup, paper_of_group
from incubator.statutes.queries.wording import in_words
from incubator.statutes.values import read

pages = Blueprint("papers", __name__, url_prefix="/cooperaties/<slug>/statuten/stukken/<paper>")


@pages.get("/")
@guarded(permissions.may_read_paper, load=paper_of_group)
def text(chosen: PaperOfGroup) -> ResponseReturnValue:
    """Each article beside what it means."""
    written = paper_text(in_words(read(queries.answers(chosen.group))), chosen.paper, on=clock.today())
    return render_template(
        "statutes/paper.html",
        group=chosen.group,
        paper=chosen.paper,
        title=messages.PAPERS[chosen.paper],
        purpose=written.purpose,
        articles=written.articles,
        numbers=numbers_of(written.articles),
        as_text=as_text,
        labelled=labelled,
    )


@pages.get("/word")
@guarded(permissions.may_read_paper, load=paper_of_group)
def word_file(chosen: PaperOfGroup) -> ResponseReturnValue:
    """The paper in Word, out of the answers as they are now."""
    details = DraftDetails(clock.now(), write_day(clock.today()), chosen.group.name)
    document = paper_document(in_words(read(queries.answers(chosen.group))), chosen.paper, details)
    return files.made(word.to_bytes(document), document.title, files.WORD)
