"""The page on which a manager writes a lesson: the text with what is wrong in it, a preview, and its versions."""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.core import clock, files
from incubator.core.web import carry_out, carry_out_or_flash
from incubator.core.word_differences import word_differences
from incubator.knowledge.queries import terms_of
from incubator.learning import forms, messages, queries
from incubator.learning.forms import LessonTextForm
from incubator.learning.models import LessonVersion
from incubator.learning.rules.flags import check_is_due, rule_changes
from incubator.learning.rules.reading import read_lesson
from incubator.learning.services import editing
from incubator.learning.values import Question
from incubator.learning.values.library import Lesson
from incubator.learning.views.blocks import BlockView, LawNotes, block_views, shown_text
from incubator.learning.views.managing import desk

Differences: TypeAlias = tuple[tuple[str, str], ...]
AROUND = 300  # letters of what stayed the same, before and after a change
PREVIEW = "preview"  # the button that shows and keeps nothing
PREFIX = "tekst"  # so that no field of this form has the name of a question in the preview


@dataclass(frozen=True, slots=True)
class Preview:
    """A lesson as groups would get it."""

    lesson: Lesson
    opening: list[BlockView]
    pieces: list[tuple[str, list[BlockView]]]
    notes: LawNotes

    @property
    def questions(self) -> list[Question]:
        """The questions under other ids: those of the page around them can be words of an exercise too."""
        return [replace(asked, id=f"voorbeeld-{asked.id}") for asked in self.lesson.exercise.questions]

    @property
    def terms(self) -> Any:
        """The words of the glossary in it."""
        return terms_of(shown_text(self.lesson.written))


@desk.route("/<ref>", methods=["GET", "POST"])
@guarded(is_manager, load=queries.known_slug)
def edit(slug: str) -> ResponseReturnValue:
    """Write a lesson. It is saved only when nothing is wrong with it; what was typed is shown again."""
    newest = queries.newest_version(slug)
    number = newest.number if newest is not None else 0
    form = LessonTextForm(prefix=PREFIX, data={"text": queries.lesson_text(slug), "version": str(number)})
    if request.form.get("do") == PREVIEW:
        return _page(slug, form, preview=_preview(slug, form.edited().text))
    made = carry_out(form, lambda: editing.save_lesson(slug, form.edited(), by=viewer(), now=clock.now()))
    if made is not None:
        flash(_("Saved. Groups read it like this from now on."))
        if form.tells_groups.data and not made.value.tells_groups:
            flash(_("Nobody got a mail: no group was in the middle of this lesson."))
        return redirect(url_for("lesson_desk.edit", ref=slug))
    if form.status == 409:
        return _page(slug, form, theirs=queries.newest_version(slug))
    return _page(slug, form)


def _page(
    slug: str, form: LessonTextForm, preview: Preview | None = None, theirs: LessonVersion | None = None
) -> ResponseReturnValue:
    typed = form.edited().text
    difference: Differences = ()
    if theirs is not None:
        # Who has seen what others wrote may save over it.
        form.version.data = str(theirs.number)
        difference = _changes(queries.lesson_text(slug), typed)
    page = render_template(
        "learning/manage_lesson.html",
        form=form,
        slug=slug,
        problems=queries.new_text_problems(slug, typed, clock.today()),
        problem_in_words=messages.problem_in_words,
        preview=preview,
        asks_preview=request.form.get("do") == PREVIEW,
        theirs=theirs,
        difference=difference,
        versions=queries.lesson_versions(slug),
        is_shipped=slug in queries.shipped_texts(),
        modules=queries.shipped_library().modules,
        label_of=messages.label_of,
        words_of=messages.words_of,
        picture_of=messages.picture_of,
        spare_rows=forms.SPARE_ROWS,
        accepted_files=",".join(kind.suffix for kind in files.DOCUMENTS),
        **_standing(slug),
    )
    return page, form.status


def _changes(before: str, after: str) -> Differences:
    """What differs, word by word; of what stayed the same only what stands around it."""
    return tuple((operation, _shortened(text, operation)) for operation, text in word_differences(before, after))


def _shortened(text: str, operation: str) -> str:
    if operation != "equal" or len(text) <= 2 * AROUND:
        return text
    return f"{text[:AROUND]}\n[…]\n{text[-AROUND:]}"


def _standing(slug: str) -> dict[str, Any]:
    """The lesson as groups get it now, and why to look at it; a text that cannot be read gives groups nothing."""
    content, today = queries.library(), clock.today()
    lesson, state = content.lesson(slug), content.state(slug)
    if lesson is None:
        return {"lesson": None, "state": state}
    return {
        "lesson": lesson,
        "state": state,
        "rule_changes": rule_changes(lesson, today),
        "check_is_due": check_is_due(lesson, today),
    }


def _preview(slug: str, text: str) -> Preview | None:
    """None for a text that cannot be a lesson: what is wrong with it is listed."""
    if queries.new_text_problems(slug, text, clock.today()):
        return None
    lesson, notes = read_lesson(slug, text), LawNotes(clock.today())
    opening = block_views(lesson.written.opening, notes)
    pieces = [(piece.title, block_views(piece.blocks, notes)) for piece in lesson.written.pieces]
    return Preview(lesson, opening, pieces, notes)


@desk.get("/<ref>/versies/<int:number>")
@guarded(is_manager, load=queries.known_slug)
def version(slug: str, number: int) -> ResponseReturnValue:
    """What a version changed since the one before, or since another."""
    other = forms.version_number(request.args.get("met", str(number - 1)))
    return _compared(slug, number, other)


def _compared(slug: str, number: int, other: int) -> ResponseReturnValue:
    made = queries.lesson_version(slug, number)
    before, after = queries.text_of_version(slug, other), queries.text_of_version(slug, number)
    if made is None or after is None:
        abort(404)
    newest = queries.newest_version(slug)
    return render_template(
        "learning/manage_version.html",
        slug=slug,
        lesson=queries.lesson(slug),
        made=made,
        other=other,
        difference=_changes(before or "", after),
        versions=queries.lesson_versions(slug),
        is_shipped=slug in queries.shipped_texts(),
        newest=newest,
    )


@desk.post("/<ref>/terug")
@guarded(is_manager, load=queries.known_slug)
def put_back(slug: str) -> ResponseReturnValue:
    """Let an earlier version, or the text of the product (0), hold again."""
    number, began_with = (forms.version_number(request.form.get(name, "")) for name in ("number", "version"))
    by, now = viewer(), clock.now()
    if carry_out_or_flash(lambda: editing.put_back(slug, number, began_with, by=by, now=now)) is not None:
        flash(_("Put back. Groups read it like this from now on."))
    return redirect(url_for("lesson_desk.edit", ref=slug))
