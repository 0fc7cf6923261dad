"""A lesson in pieces: where it is about, each piece with its question, the questions at the end, and all of it on one page."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach
from incubator.core import clock
from incubator.core.web import carry_out_or_flash
from incubator.knowledge.queries import articles_beside, terms_of
from incubator.learning import queries, services
from incubator.learning.permissions import may_read, may_write
from incubator.learning.queries import Place
from incubator.learning.rules.checking import checked_answers
from incubator.learning.rules.flags import check_is_due, rule_changes
from incubator.learning.views.blocks import LawNotes, block_views, shown_text
from incubator.learning.views.blueprint import WORDS, pages


@pages.get("/<slug>/<ref>")
@guarded(may_read, load=queries.place)
def lesson(where: Place) -> ResponseReturnValue:
    """What the lesson is about, why it matters, and its pieces."""
    readers = queries.readers(where)
    own = {reader.user_id: reader.pieces for reader in readers}
    track, today = queries.track_of(where.group), clock.today()
    notes = LawNotes(today)
    return render_template(
        "learning/lesson.html",
        where=where,
        track=track,
        number=track.place_of(where.lesson.slug),
        opening=block_views(where.lesson.written.opening, notes),
        law=notes.texts,
        changes=queries.changes_for(where),
        looked_after=is_coach(current_user),
        rule_changes=rule_changes(where.lesson, today),
        check_is_due=check_is_due(where.lesson, today),
        readers=readers,
        pieces_read=own.get(current_user.id, 0),
        standing=queries.progress(where.group).standing(where.lesson.slug),
        following=queries.lesson_after(where, track),
        articles=articles_beside(where.lesson.slug),
        **WORDS,
    )


@pages.get("/<slug>/<ref>/deel/<int:number>")
@guarded(may_read, load=queries.place)
def piece(where: Place, number: int) -> ResponseReturnValue:
    """One piece of about five minutes, with what is asked in it."""
    pieces = where.lesson.written.pieces
    if not 1 <= number <= len(pieces):
        abort(404)
    shown, notes = pieces[number - 1], LawNotes(clock.today())
    return render_template(
        "learning/piece.html",
        where=where,
        piece=shown,
        number=number,
        count=len(pieces),
        blocks_of_piece=block_views(shown.blocks, notes),
        law=notes.texts,
        terms=terms_of(shown.text),
        takes_part=may_write(current_user, where),
    )


@pages.post("/<slug>/<ref>/deel/<int:number>/verder")
@guarded(may_read, load=queries.place)
def read_on(where: Place, number: int) -> ResponseReturnValue:
    """Remember that this piece was read, and go on to the next, or to the questions at the end."""
    count = len(where.lesson.written.pieces)
    if not 1 <= number <= count:
        abort(404)
    reader = current_user._get_current_object()
    carry_out_or_flash(lambda: services.mark_read(where, reader, number, now=clock.now()))
    place: dict[str, Any] = {"slug": where.group.slug, "ref": where.lesson.slug}
    if number == count:
        return redirect(url_for("learning.self_check", **place))
    return redirect(url_for("learning.piece", number=number + 1, **place))


@pages.get("/<slug>/<ref>/vragen")
@guarded(may_read, load=queries.place)
def self_check(where: Place) -> ResponseReturnValue:
    """The questions at the end. Nobody is judged by them: the answers stand in the address and are kept nowhere."""
    return render_template(
        "learning/self_check.html",
        where=where,
        answers=checked_answers(where.lesson.written.check, request.args),
        asked=bool(request.args),
        following=queries.lesson_after(where, queries.track_of(where.group)),
    )


@pages.get("/<slug>/<ref>/geheel")
@guarded(may_read, load=queries.place)
def whole(where: Place) -> ResponseReturnValue:
    """All pieces on one page, to print or to read aloud at one go."""
    written, notes = where.lesson.written, LawNotes(clock.today())
    return render_template(
        "learning/whole.html",
        where=where,
        opening=block_views(written.opening, notes),
        pieces=[(piece, block_views(piece.blocks, notes)) for piece in written.pieces],
        law=notes.texts,
        terms=terms_of(shown_text(written)),
    )
