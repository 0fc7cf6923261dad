"""Partnerships of a neighbourhood: the list, one of them, its versions beside each other, its Word file."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock, files, word
from incubator.core.web import carry_out, form_page, settings
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.partnerships import messages, permissions, queries, services
from incubator.partnerships.documents.agreement import AgreementSource, agreement_document
from incubator.partnerships.forms import BeginPartnershipForm
from incubator.partnerships.models import Partnership, PartnershipVersion
from incubator.partnerships.rules.flags import flags
from incubator.partnerships.values import AgreementTerms
from incubator.partnerships.views.blueprint import EACH, LIST, pages

SHOWN = ("identity.name", "identity.kvk")  # facts of a group that a working agreement names


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The partnerships; what asks for attention stands first."""
    known = queries.of_neighbourhood(neighbourhood.id)
    standings = {each.id: queries.standing(each, today=clock.today()) for each in known}
    return render_template(
        "partnerships/index.html",
        neighbourhood=neighbourhood,
        partnerships=sorted(known, key=lambda each: not standings[each.id].stale),
        standings=standings,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def begin(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = BeginPartnershipForm()
    done = carry_out(form, lambda: _begin(neighbourhood, form))
    if done is not None:
        flash(_("Begun. Add the parties first."))
        return to_partnership(done.value)
    back = url_for("partnerships.index", slug=neighbourhood.slug)
    return form_page("partnerships/form.html", form, heading=_("Begin a partnership"), back=back)


def _begin(neighbourhood: Neighbourhood, form: BeginPartnershipForm) -> Partnership:
    terms = AgreementTerms(task=form.task.data or "")
    return services.begin(neighbourhood, form.title.data or "", terms, by=viewer(), now=clock.now())


@pages.get(EACH)
@guarded(permissions.may_see, load=queries.partnership)
def show(known: Partnership) -> ResponseReturnValue:
    """The newest text, who said yes to it, what is open and what to look into."""
    return render_template(
        "partnerships/show.html",
        **seen_by_both(known),
        may_propose=permissions.may_propose(viewer(), known) and known.ended_on is None,
        may_decide=permissions.may_decide(viewer(), known),
        groups={each.id for each in known.parties if each.cooperative_id is not None},
        proofs=queries.proofs(known),
    )


def seen_by_both(known: Partnership) -> dict[str, Any]:
    """What a page of a partnership shows to the neighbourhood and to a group that is a party."""
    newest = queries.newest(known)
    today = clock.today()
    return {
        "partnership": known,
        "neighbourhood": known.neighbourhood,
        "standing": queries.standing(known, today=today),
        "newest": newest,
        "text": newest.text,
        "agreed": queries.agreed_version(known),
        "yeses": queries.yeses(newest),
        "open_parts": messages.open_parts(newest.text),
        "flags": [messages.flag_text(flag, today) for flag in flags(newest.text)],
    }


@pages.get(f"{EACH}/versies")
@guarded(permissions.may_see, load=queries.partnership)
def versions(known: Partnership) -> ResponseReturnValue:
    """Every version, and two of them beside each other."""

    def address(**asked: Any) -> str:
        here: dict[str, Any] = {"slug": known.neighbourhood.slug, "number": known.id}
        return url_for("partnerships.versions", **here, **asked)

    return versions_page(known, to_partnership_url(known), address)


def versions_page(known: Partnership, back: str, address: Callable[..., str]) -> ResponseReturnValue:
    """The versions; the newest beside the one before it when none are asked for."""
    newest = queries.newest(known)
    before = _asked(known, "van") or queries.version(known, newest.number - 1)
    after = _asked(known, "naar") or newest
    differences = messages.differences(before.text, after.text) if before is not None else []
    return render_template(
        "partnerships/versions.html",
        partnership=known,
        before=before,
        after=after,
        differences=differences,
        back=back,
        address=address,
    )


def _asked(known: Partnership, name: str) -> PartnershipVersion | None:
    return queries.version(known, request.args.get(name, type=int))


@pages.get(f"{EACH}.docx")
@guarded(permissions.may_see, load=queries.partnership)
def in_word(known: Partnership) -> ResponseReturnValue:
    """The newest text as a working agreement."""
    return word_file(known)


def word_file(known: Partnership) -> ResponseReturnValue:
    """The newest text in Word, marked as a draft, with what the dossier of each group says of it."""
    newest = queries.newest(known)
    source = AgreementSource(
        title=known.title,
        number=newest.number,
        agreed_on=clock.local(newest.agreed_at).date() if newest.agreed_at else None,
        text=newest.text,
        facts=_facts(known),
        author=settings().name,
        made_at=clock.now(),
    )
    document = agreement_document(source)
    return files.made(word.to_bytes(document), document.title, files.WORD)


def _facts(known: Partnership) -> dict[int, dict[str, object]]:
    """By party what the trade register shows of a group anyway; the rest of its dossier stays its own."""
    groups = [each.cooperative for each in known.parties if each.cooperative is not None]
    held = cooperatives.holding_values_of(groups)
    shown: dict[int, dict[str, object]] = {}
    for party in known.parties:
        if party.cooperative_id is not None:
            facts = held.get(party.cooperative_id, {})
            shown[party.id] = {name: facts[name] for name in SHOWN if name in facts}
    return shown


def to_partnership(known: Partnership) -> ResponseReturnValue:
    """Back to the page of a partnership."""
    return redirect(to_partnership_url(known))


def to_partnership_url(known: Partnership) -> str:
    return url_for("partnerships.show", slug=known.neighbourhood.slug, number=known.id)
