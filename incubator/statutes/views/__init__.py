"""Pages of the statutes: the interview, the legal check, the text beside its meaning, versions."""

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.messages import register_origin
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.cooperatives.values import FACT_KEYS, FactSourceKind
from incubator.core import clock, files
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash
from incubator.reviews import queries as reviews_queries
from incubator.reviews.messages import STAGES
from incubator.reviews.messages import handed_in as handed_in_words
from incubator.statutes import permissions, queries, rules, services
from incubator.statutes.documents import articles, as_text, numbers_of, unused_findings
from incubator.statutes.forms import FORMS, OthersAnswer, PageForm
from incubator.statutes.messages import PAPERS, STATE_BADGES, STATES, STEPS, TITLES, WHY, page_after, page_of_field
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.queries import comparisons
from incubator.statutes.values import RuleFinding, Severity, read
from incubator.statutes.values.finding_words import FindingWords, words_of

pages = Blueprint("statutes", __name__, url_prefix="/cooperaties/<slug>/statuten")


@pages.record_once
def tell_where_facts_come_from(_state: object) -> None:
    register_origin(FactSourceKind.INTERVIEW, _question_of)
    register_origin(FactSourceKind.DEED, _version_of)


def _question_of(slug: str, ref: str) -> str | None:
    """The page of the interview that asks for an answer, out of `statutes/board.min`; for who only reads, the text."""
    path = ref.removeprefix("statutes/")
    page = page_of_field(path)
    if page is None or not _may_answer(slug):
        return url_for("statutes.text", slug=slug)
    return url_for("statutes.question", slug=slug, page=page, _anchor=path.replace(".", "__"))


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
    answered = draft.answered if draft else []
    unanswered = [page for page in queries.PAGES if page not in answered]
    weights = Counter(finding.severity for finding in rules.check(read(queries.answers(group)), on=clock.today()))
    return render_template(
        "statutes/index.html",
        group=group,
        draft=draft,
        answered=answered,
        following=next(iter(unanswered), None),
        titles=TITLES,
        page_names=queries.PAGES,
        undecided=_undecided(draft),
        errors=weights[Severity.ERROR],
        warnings=weights[Severity.WARNING],
        versions=versions,
        papers=PAPERS,
        states=comparisons.states(versions),
        state_names=STATES,
        badges=STATE_BADGES,
        effective=queries.effective(group),
        may_write=permissions.may_write(current_user, group),
        open_points=cooperatives_queries.open_points_for(group, "statutes"),
        round=reviews_queries.latest_round(group, services.KIND, services.REF),
        stages=STAGES,
        has_coach=has_coach(group),
    )


def _undecided(draft: StatutesDraft | None) -> list[tuple[str, Field]]:
    """The questions of answered pages that nobody has said yes or no to, each with its page."""
    if draft is None:
        return []
    open_questions: list[tuple[str, Field]] = []
    for page in filter(draft.answered.__contains__, queries.PAGES):
        form = FORMS[page](formdata=None)
        form.fill(draft.answers, draft.revision)
        open_questions.extend((page, field) for field in form.undecided())
    return open_questions


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
    if carry_out_or_flash(lambda: services.hand_in(group, by=by, now=clock.now())):
        flash(handed_in_words(group))
    return redirect(url_for("statutes.index", slug=group.slug))


@pages.route("/vragen/<page>", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.asked)
def question(group: Cooperative, page: str) -> ResponseReturnValue:
    """One small group of questions."""
    form = FORMS[page]()
    shown = _findings_at(group, page, form)
    if request.method == "GET":
        draft = queries.draft(group)
        form.fill(queries.answers_to_go_on_with(group, page), draft.revision if draft else 0)
    if carry_out(form, lambda: services.save_answers(group, _save(group, page, form))):
        flash(_("Saved."))
        # What the check finds is seen before one goes on; who saves it again as it is has seen it.
        if set(_findings_at(group, page, form)) - set(shown):
            return redirect(url_for("statutes.question", slug=group.slug, page=page))
        return redirect(_next_url(group, page))
    return _question_page(group, page, form, _others_answers(group, page, form)), form.status


def _findings_at(group: Cooperative, page: str, form: PageForm) -> list[RuleFinding]:
    """What is wrong or risky in the answers that this page asks for; nothing before it was answered."""
    draft = queries.draft(group)
    if draft is None or page not in draft.answered:
        return []
    asked = form.paths()
    return [
        finding
        for finding in rules.check(read(draft.answers), on=clock.today())
        if finding.field in asked and finding.severity is not Severity.INFO
    ]


def _save(group: Cooperative, page: str, form: PageForm) -> services.Save:
    return services.Save(
        page=page,
        values=form.answers(),
        revision=form.given_revision(),
        author=current_user._get_current_object(),
        now=clock.now(),
        decides=cooperatives_permissions.may_coordinate(current_user, group),
    )


def _next_url(group: Cooperative, page: str) -> str:
    following = page_after(page)
    if following is None:
        return url_for("statutes.check", slug=group.slug)
    return url_for("statutes.question", slug=group.slug, page=following)


def _others_answers(group: Cooperative, page: str, form: PageForm) -> list[OthersAnswer]:
    """What others saved meanwhile of the answers that were changed here too; the form then is one of the newest revision."""
    draft = queries.draft(group)
    if draft is None or form.status != HTTPStatus.CONFLICT:
        return []
    compared = queries.comparison(draft, form.answers(), opened=form.given_revision())
    stored = FORMS[page](formdata=None)
    stored.fill(draft.answers, draft.revision)
    form.take_over(stored, compared.theirs)
    form.revision.data = str(draft.revision)
    return form.others_answers(stored, compared.both)


def _question_page(group: Cooperative, page: str, form: PageForm, theirs: Sequence[OthersAnswer]) -> str:
    sources = {path.replace(".", "__"): fact for path, fact in queries.sources(group).items()}
    return render_template(
        "statutes/question.html",
        group=group,
        page=page,
        form=form,
        title=TITLES[page],
        why=WHY[page],
        sources=sources,
        open_points={path.replace(".", "__"): points for path, points in queries.open_points(group).items()},
        theirs=theirs,
        findings=_findings_at(group, page, form),
        words_of=_words,
        next_url=_next_url(group, page),
        place=queries.PAGES.index(page) + 1,
        count=len(queries.PAGES),
    )


@pages.get("/toets")
@guarded(permissions.may_read, load=cooperatives_queries.cooperative)
def check(group: Cooperative) -> ResponseReturnValue:
    """What the law asks and is missing or wrong: each with its article, why, what to do, and the question."""
    answers = queries.answers(group)
    findings = rules.check(read(answers), on=clock.today()) + unused_findings(answers)
    checked = {rule.number for rule in rules.RULES if rule.holds_on(clock.today())}
    return render_template(
        "statutes/check.html",
        group=group,
        groups=_by_weight(findings),
        checked=len(checked),
        broken=len(checked & {finding.rule for finding in findings}),
        effective=queries.effective(group),
        page_of_field=page_of_field,
        words_of=_words,
        titles=TITLES,
        knowledge=rules.STATE_OF_KNOWLEDGE,
        may_write=permissions.may_write(current_user, group),
    )


def _by_weight(findings: Sequence[RuleFinding]) -> dict[str, list[RuleFinding]]:
    """The findings in groups, heaviest first; what only a notary can weigh stands by itself. A group may be empty."""
    groups: dict[str, list[RuleFinding]] = {weight: [] for weight in ("error", "warning", "notary", "info")}
    for finding in findings:
        weight = "notary" if finding.is_for_the_notary else finding.severity.value
        groups[weight].append(finding)
    return groups


def _words(finding: RuleFinding) -> FindingWords:
    return words_of(finding, language())


@pages.get("/tekst")
@guarded(permissions.may_read, load=cooperatives_queries.cooperative)
def text(group: Cooperative) -> ResponseReturnValue:
    """Each article beside what it means."""
    written = articles(read(queries.answers(group)))
    return render_template(
        "statutes/text.html",
        group=group,
        articles=written,
        numbers=numbers_of(written),
        as_text=as_text,
        language=language(),
    )


@pages.post("/versies")
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def make_version(group: Cooperative) -> ResponseReturnValue:
    """Fix a version, with its Word document."""
    author = current_user._get_current_object()
    made = carry_out_or_flash(
        lambda: services.make_version(group, author=author, now=clock.now(), today=clock.today()).number
    )
    if made is None:
        return redirect(url_for("statutes.index", slug=group.slug))
    flash(_("Version %(number)s has been made.", number=made.value))
    return redirect(url_for("statutes.version", slug=group.slug, number=made.value))


@pages.get("/versies/<int:number>")
@guarded(permissions.may_read_version, load=queries.version)
def version(fixed: StatutesVersion) -> ResponseReturnValue:
    """A version: what it was made from, what has changed since, and its document."""
    all_versions = queries.versions(fixed.cooperative)
    states = comparisons.states(all_versions)
    return render_template(
        "statutes/version.html",
        group=fixed.cooperative,
        version=fixed,
        changed=queries.changed_since(fixed),
        others=[other for other in all_versions if other.number != fixed.number],
        state=states[fixed.number],
        state_names=STATES,
        badges=STATE_BADGES,
        steps=STEPS,
        may_write=permissions.may_write_version(current_user, fixed),
        label=_label,
        differences=services.differences(fixed.answers, queries.answers(fixed.cooperative)),
    )


def _label(key: str) -> str:
    return FACT_KEYS[key].label(language())


@pages.get("/versies/<int:number>/word")
@guarded(permissions.may_read_version, load=queries.version)
def word_file(fixed: StatutesVersion) -> ResponseReturnValue:
    return files.as_download(fixed.file)
