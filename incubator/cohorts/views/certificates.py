"""The certificate of participation, for a group and for each who takes or took part."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.cohorts import permissions
from incubator.cohorts.documents.certificate import certificate_of_participation
from incubator.cohorts.queries import certificates as queries
from incubator.cohorts.queries.certificates import Certified
from incubator.cohorts.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, files, word
from incubator.core.web import settings


@pages.get("/cooperaties/<slug>/bewijs")
@guarded(group_permissions.may_guide, load=cooperatives.cooperative)
def certificates(group: Cooperative) -> ResponseReturnValue:
    """For whom a certificate can be made."""
    return render_template("cohorts/certificates.html", group=group, people=queries.everyone_ever(group))


@pages.get("/cooperaties/<slug>/bewijs/groep")
@guarded(group_permissions.may_guide, load=cooperatives.cooperative)
def certificate_of_group(group: Cooperative) -> ResponseReturnValue:
    return _made(Certified(group))


@pages.get("/cooperaties/<slug>/bewijs/<int:user_id>")
@guarded(permissions.may_certify, load=queries.certified_person)
def certificate_of_person(certified: Certified) -> ResponseReturnValue:
    return _made(certified)


def _made(certified: Certified) -> ResponseReturnValue:
    """The Word document; when nothing was approved or attended, a sentence instead."""
    now = clock.now()
    known = queries.certificate(certified, incubator=settings().name, now=now)
    # A certificate of nothing would be worth as much as one of something.
    if known.is_empty:
        flash(
            _("There is nothing to declare of %(name)s yet: no approved lesson, no session.", name=known.name), "error"
        )
        return redirect(url_for("cohorts.certificates", slug=certified.group.slug))
    document = certificate_of_participation(known, made_at=now)
    return files.made(word.to_bytes(document), f"Bewijs van deelname {certified.group.slug}", files.WORD)
