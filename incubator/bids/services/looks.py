"""The look of documents and the templates of managers. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.models import DocumentLook, DocumentTemplate
from incubator.bids.queries import documents as queries
from incubator.bids.rules import templates
from incubator.bids.values.documents import Audience
from incubator.core import files
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word.filling import fields_of
from incubator.core.word.looks import read_look

LOOK = "document-look"
TOO_MANY = N_("There are %(most)d templates already. Remove one first.")


def put_look(content: bytes, name: str, *, by: User, now: datetime) -> DocumentLook:
    """Let all documents look like this Word file. Raises `RuleViolation` when it is broken, holds macros or misses styles."""
    looks = read_look(content)
    one_at_a_time(LOOK)
    stored = files.keep(content, name, now=now, kinds=(files.WORD,))
    standing = queries.look()
    # The one before it keeps its row: who wonders later why a document looks so can see it.
    if standing is not None:
        if standing.file.digest == stored.digest:
            db.session.delete(stored)
            return standing
        standing.ended_at = now
    look = DocumentLook(file=stored, looks=looks, put_at=now, put_by_id=by.id)
    db.session.add(look)
    db.session.flush()
    return look


def put_look_back(*, now: datetime) -> None:
    """Our own look again; what was made keeps its look until it is made anew."""
    one_at_a_time(LOOK)
    standing = queries.look()
    if standing is not None:
        standing.ended_at = now


def add_template(
    content: bytes, name: str, title: str, audience: Audience, routes: Sequence[str], *, by: User, now: datetime
) -> DocumentTemplate:
    """Keep a template. Nobody gets it yet: first its fields are shown. The same file under the same name is no second one."""
    fields, broken = fields_of(content)
    one_at_a_time(LOOK)
    known = queries.templates()
    stored = files.keep(content, name, now=now, kinds=(files.WORD,))
    for template in known:
        if template.name == title and template.file.digest == stored.digest:
            db.session.delete(stored)
            return template
    if len(known) >= templates.MOST_TEMPLATES:
        raise RuleViolation(TOO_MANY, most=templates.MOST_TEMPLATES)
    template = DocumentTemplate(
        name=title,
        audience=audience,
        routes=list(routes),
        file=stored,
        fields=fields,
        broken=broken,
        added_at=now,
        added_by_id=by.id,
    )
    db.session.add(template)
    db.session.flush()
    return template


def use_template(template: DocumentTemplate, in_use: bool) -> None:
    """Let groups have it, or not. Raises `RuleViolation` as long as a field is not known."""
    template = lock(template)
    # Taking out of use is always allowed, also of one that should never have been there.
    if in_use:
        templates.check_usable(template.fields, template.broken, template.routes)
    if template.in_use != in_use:
        template.in_use = in_use
        template.revision += 1


def remove_template(template: DocumentTemplate) -> None:
    """Nobody gets it any more; what was made of it stays. Raises `Conflict` when somebody did so at the same moment."""
    db.session.delete(lock(template))
