"""What the answers give: the check against the law, the text beside its meaning, and versions of it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock, files
from incubator.core.i18n import language
from incubator.core.web import carry_out_or_flash
from incubator.statutes import permissions, queries, rules, services
from incubator.statutes.documents import articles, as_text, findings_about, labelled, numbers_of, unused_findings
from incubator.statutes.documents.comparing import line_changes
from incubator.statutes.messages import (
    CHANGES,
    STATE_BADGES,
    STATES,
    STEPS,
    in_this_language,
)
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import amending, comparisons, founders
from incubator.statutes.queries.comments import comments, open_comments, text_places
from incubator.statutes.values import RuleFinding
from incubator.statutes.values.interview import question_of
from incubator.statutes.views.blueprint import pages


@pages.get("/toets")
@guarded(permissions.may_read, load=cooperatives_queries.cooperative)
def check(group: Cooperative) -> ResponseReturnValue:
    """What the law asks and is missing or wrong: each with its article, why, what to do, and the question."""
    statutes = amending.statutes_of_draft(group)
    findings = findings_about(statutes, rules.check(statutes, on=clock.today()))
    findings += findings_about(statutes, unused_findings(queries.answers(group), statutes.wording))
    checked = {rule.number for rule in rules.RULES if rule.holds_on(clock.today())}
    return render_template(
        "statutes/check.html",
        group=group,
        groups=_by_weight(findings),
        checked=len(checked),
        broken=len(checked & {finding.rule for finding in findings}),
        effective=queries.effective(group),
        following=queries.following(group),
        question_of=question_of,
        spoken=language(),
        words_of=in_this_language,
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


@pages.get("/tekst")
@guarded(permissions.may_read, load=cooperatives_queries.cooperative)
def text(group: Cooperative) -> ResponseReturnValue:
    """Each article beside what it means."""
    written = articles(amending.statutes_of_draft(group))
    return render_template(
        "statutes/text.html",
        group=group,
        articles=written,
        numbers=numbers_of(written),
        as_text=as_text,
        labelled=labelled,
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


def _brings_details(fixed: StatutesVersion) -> bool:
    """Whether the notary pack of this version has personal data in it, for who reads this page."""
    group = fixed.cooperative
    return permissions.coordinates(viewer(), group) and founders.is_anything_filled_in(group)


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
        brings_details=_brings_details(fixed),
        label=_label,
        changes=comparisons.since(fixed),
        names=CHANGES,
        line_changes=line_changes,
        articles=text_places(fixed),
        comments=comments(fixed),
        counts=open_comments(fixed.cooperative),
        may_comment=cooperatives_permissions.may_record(viewer(), fixed.cooperative),
    )


def _label(key: str) -> str:
    return FACT_KEYS[key].label(language())


@pages.get("/versies/<int:number>/word")
@guarded(permissions.may_read_version, load=queries.version)
def word_file(fixed: StatutesVersion) -> ResponseReturnValue:
    return files.as_download(fixed.file)
