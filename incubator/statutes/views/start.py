"""The start of the statutes: where they stand, handing them in, and where facts of the dossier come from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.messages import register_origin
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock
from incubator.core.i18n import language
from incubator.core.web import carry_out_or_flash
from incubator.reviews import queries as reviews_queries
from incubator.reviews.forms import wish_in
from incubator.reviews.messages import BADGES, STAGES
from incubator.reviews.values import RoundStage
from incubator.reviews.views.parts import after_hand_in
from incubator.statutes import permissions, queries, rules, services
from incubator.statutes.messages import (
    PAPERS,
    STATE_BADGES,
    STATES,
    change_in_this_language,
)
from incubator.statutes.models import StatutesDraft
from incubator.statutes.queries import comparisons, radar
from incubator.statutes.queries.comments import open_comments
from incubator.statutes.rules import asking
from incubator.statutes.values import Severity, read
from incubator.statutes.values.interview import Chapter, InterviewQuestion, chapters, question_of
from incubator.statutes.views.blueprint import pages


@pages.record_once
def tell_where_facts_come_from(_state: object) -> None:
    register_origin(FactSourceKind.INTERVIEW, _question_of)
    register_origin(FactSourceKind.DEED, _version_of)


def _question_of(slug: str, ref: str) -> str | None:
    """The question of the interview that asks for an answer, out of `statutes/board.min`; for who only reads, the text."""
    path = ref.removeprefix("statutes/")
    question = question_of(path)
    if question is None or not _may_answer(slug):
        return url_for("statutes.text", slug=slug)
    return url_for("statutes.question", slug=slug, name=question.id, _anchor=path.replace(".", "__"))


def _may_answer(slug: str) -> bool:
    """Whether the viewer writes the statutes of this group; asked once for a page that names many facts."""
    known: dict[str, bool] = g.setdefault("may_answer", {})
    if slug not in known:
        group = cooperatives_queries.cooperative(current_user, slug)
        known[slug] = group is not None and permissions.may_write(current_user, group)
    return known[slug]


def _version_of(slug: str, ref: str) -> str | None:
    """The page of the version that was signed, out of `version/3/identity.name`."""
    kind, _slash, rest = ref.partition("/")
    number = rest.partition("/")[0]
    if kind != "version" or not number.isdecimal():
        return url_for("statutes.index", slug=slug)
    return url_for("statutes.version", slug=slug, number=int(number))


@pages.get("/")
@guarded(permissions.may_read, load=cooperatives_queries.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """Where the statutes stand, and what comes next."""
    versions = queries.versions(group)
    draft = queries.draft(group)
    statutes = read(queries.answers(group))
    asked = asking.asked(statutes)
    undecided = asking.left_open_of(asked, queries.undecided(group))
    weights = Counter(finding.severity for finding in rules.check(statutes, on=clock.today()))
    return render_template(
        "statutes/index.html",
        group=group,
        draft=draft,
        progress=_progress(draft, asked, undecided),
        following=queries.following(group),
        spoken=language(),
        undecided=undecided,
        errors=weights[Severity.ERROR],
        warnings=weights[Severity.WARNING],
        versions=versions,
        papers=PAPERS,
        states=comparisons.states(versions),
        comments=open_comments(group),
        state_names=STATES,
        badges=STATE_BADGES,
        effective=queries.newest_deed(versions),
        may_write=permissions.may_write(current_user, group),
        may_see_who_was_asked=permissions.may_see_who_was_asked(current_user, group),
        open_points=cooperatives_queries.open_points_for(group, "statutes"),
        round=reviews_queries.latest_round(group, services.KIND, services.REF),
        stages=STAGES,
        stage_badges=BADGES,
        chapter_stages=_chapter_stages(group),
        has_coach=has_coach(group),
        law_changes=radar.hits_of_group(group, today=clock.today()),
        words_of_change=change_in_this_language,
    )


@dataclass(frozen=True, slots=True)
class ChapterProgress:
    """How far a chapter is: of the questions that are put to everyone, how many were answered or left open, and how many left open."""

    chapter: Chapter
    handled: int
    count: int
    left_open: int


def _chapter_stages(group: Cooperative) -> dict[str, RoundStage]:
    """How the chapters that were handed in stand with the coach, by their ids."""
    standings = reviews_queries.standings([group.id])
    return {standing.ref: standing.stage for standing in standings if standing.kind == services.CHAPTER_KIND}


def _progress(
    draft: StatutesDraft | None, asked: Sequence[InterviewQuestion], undecided: Sequence[InterviewQuestion]
) -> list[ChapterProgress]:
    handled = queries.handled(draft)
    of_everyone = [question for question in asked if not question.extra]
    counts = Counter(question.chapter for question in of_everyone)
    done = Counter(question.chapter for question in of_everyone if question.id in handled)
    left_open = Counter(question.chapter for question in undecided)
    return [
        ChapterProgress(chapter, done[chapter.id], counts[chapter.id], left_open[chapter.id]) for chapter in chapters()
    ]


@pages.get("/ingeleverd/<ref>")
@guarded(permissions.may_read, load=queries.handed_in)
def handed_in(group: Cooperative) -> ResponseReturnValue:
    """Where the coach's mail leads: how the statutes stand with the coach."""
    return redirect(url_for("statutes.index", slug=group.slug))


@pages.post("/inleveren")
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def hand_in(group: Cooperative) -> ResponseReturnValue:
    """Let the coach review the text as it is now."""
    by = current_user._get_current_object()
    wish = wish_in(request.form)
    done = carry_out_or_flash(lambda: services.hand_in_as_wished(group, by=by, now=clock.now(), wish=wish))
    otherwise = url_for("statutes.index", slug=group.slug)
    if done is None:
        return redirect(otherwise)
    return after_hand_in(group, done.value, wish, otherwise=otherwise)
