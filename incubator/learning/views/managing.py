"""The desk of who looks after the lessons: all of them with what needs a look, their places, and which of them a track has."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.cooperatives.messages import PHASES
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.reference.cooperative_law import STATE_OF_KNOWLEDGE
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.learning import messages, queries
from incubator.learning.forms import NewLessonForm
from incubator.learning.rules.flags import check_is_due, rule_changes
from incubator.learning.rules.readability import readability
from incubator.learning.services import editing
from incubator.learning.values.library import Lesson, LessonState, Library, Module, Track
from incubator.learning.values.written import Readability

desk = Blueprint("lesson_desk", __name__, url_prefix="/beheer/lessen")
EASIEST_FLESCH, LONGEST_SENTENCE = 65, 12  # a text that reads harder is marked, as `incubator learning list` lists it


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the list of the manager, with why to look at it."""

    lesson: Lesson
    state: LessonState
    reads: Readability
    law_changes: bool
    check_is_due: bool

    @property
    def reads_hard(self) -> bool:
        return self.reads.flesch_douma < EASIEST_FLESCH or self.reads.words_a_sentence > LONGEST_SENTENCE

    @property
    def needs_a_look(self) -> bool:
        return bool(self.law_changes or self.check_is_due or self.reads_hard or self.state.problems)


@desk.context_processor
def words() -> dict[str, object]:
    return {"title_of": messages.title_of, "phases": PHASES, "state_of_law": STATE_OF_KNOWLEDGE}


@desk.get("")
@guarded(is_manager)
def index() -> ResponseReturnValue:
    """All lessons by module, the hidden ones too, and the tracks."""
    content = queries.library()
    rows = {module: _rows(content, slugs) for module, slugs in content.order.items()}
    lost = [slug for slug, state in content.states.items() if state.problems and content.lesson(slug) is None]
    return render_template(
        "learning/manage.html",
        modules=_modules(),
        rows=rows,
        lost=lost,
        tracks=content.tracks.values(),
        attention=[row for module in rows.values() for row in module if row.needs_a_look],
    )


def _modules() -> dict[str, Module]:
    """Every module by its id, also one of which all lessons are hidden."""
    return {module.id: module for module in queries.shipped_library().modules}


def _rows(content: Library, slugs: tuple[str, ...]) -> list[LessonRow]:
    return [_row(content, lesson) for lesson in map(content.lesson, slugs) if lesson is not None]


def _row(content: Library, lesson: Lesson) -> LessonRow:
    today = clock.today()
    return LessonRow(
        lesson,
        content.state(lesson.slug),
        readability(lesson.text),
        bool(rule_changes(lesson, today)),
        check_is_due(lesson, today),
    )


@desk.route("/toevoegen", methods=["GET", "POST"])
@guarded(is_manager)
def add() -> ResponseReturnValue:
    """Add a lesson, which begins as an example that nobody sees yet."""
    form = NewLessonForm()
    form.module.choices = [(name, messages.title_of(module)) for name, module in _modules().items()]
    made = carry_out(form, partial(_add, form))
    if made is None:
        return form_page("learning/manage_add.html", form)
    flash(_("The lesson is there, hidden. Write it, look at the preview, and show it when it is ready."))
    return redirect(url_for("lesson_desk.edit", ref=made.value))


def _add(form: NewLessonForm) -> str:
    title, module = form.title.data or "", form.module.data
    return editing.add_lesson(title, module, queries.new_lesson(), by=viewer(), now=clock.now())


@desk.get("/<ref>/verbergen")
@guarded(is_manager, load=queries.known_slug)
def hide(slug: str) -> ResponseReturnValue:
    """What it means for groups when this lesson is hidden, before anybody does so."""
    lesson = queries.lesson(slug)
    if lesson is None:
        abort(404)
    return render_template("learning/manage_hide.html", lesson=lesson, groups=queries.groups_with_work(slug))


@desk.post("/<ref>/plaats")
@guarded(is_manager, load=queries.known_slug)
def place(slug: str) -> ResponseReturnValue:
    """Move a lesson up, down or to another module; hide it or show it."""
    wish = request.form.get("do", "")
    if wish in WISHES:
        outcome = carry_out_or_flash(partial(WISHES[wish], slug))
    else:
        outcome = carry_out_or_flash(partial(editing.move_to, slug, request.form.get("module", "")))
    if outcome is not None:
        flash(_("Saved. Groups see it at once."))
    if "les" in request.form:  # from the page of the lesson
        return redirect(url_for("lesson_desk.edit", ref=slug, _anchor="plaats"))
    return redirect(url_for("lesson_desk.index", _anchor=f"les-{slug}"))


WISHES: dict[str, Callable[[str], None]] = {
    "up": partial(editing.move, step=-1),
    "down": partial(editing.move, step=1),
    "hide": editing.hide,
    "show": editing.show,
}


def known_track(_viewer: User, name: str) -> Track | None:
    """A track with the hidden lessons that it would have. A loader for `guarded`."""
    return queries.every_track().get(name)


@desk.route("/trajecten/<name>", methods=["GET", "POST"])
@guarded(is_manager, load=known_track)
def track(track: Track) -> ResponseReturnValue:
    """Which lessons a track has."""
    form = ConfirmationForm()
    content = queries.library()
    taken = {lesson.slug for lesson in track}
    if form.is_submitted():
        taken = set(request.form.getlist("les"))
    began_with = request.form.get("edition", queries.content_edition())
    if carry_out(form, partial(editing.choose_lessons, track.slug, taken, began_with)) is not None:
        flash(_("Saved. Groups see it at once."))
        return redirect(url_for("lesson_desk.index", _anchor="trajecten"))
    return form_page(
        "learning/manage_track.html",
        form,
        track=track,
        modules=content.modules,
        taken=taken,
        edition=queries.content_edition(),  # who was shown that others changed it, has now seen it as it is
    )
