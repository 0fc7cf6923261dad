"""The register of anchors within sight, and what is known of each."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.anchors.models import (
    AnchorContact,
    AnchorJob,
    AnchorNeed,
    AnchorOrganisation,
    AnchorPage,
    AnchorPromise,
)
from incubator.core.db import db
from incubator.core.plain_names import compared
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.notices.models import Organisation
from incubator.notices.queries import organisations

AnchorPart = AnchorJob | AnchorPromise | AnchorNeed | AnchorContact
Part = TypeVar("Part", bound=AnchorPart)
ALIKE = 3


def anchor(viewer: User, slug: str, number: int) -> AnchorOrganisation | None:
    """An anchor within sight. A loader for `guarded`."""
    statement = (
        select(AnchorOrganisation)
        .join(AnchorOrganisation.neighbourhood)
        .where(AnchorOrganisation.id == number, Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(AnchorOrganisation.neighbourhood))
    )
    return db.session.scalar(statement)


def anchors(neighbourhood_id: int) -> Sequence[AnchorOrganisation]:
    """All anchors of a neighbourhood, by name."""
    asked = select(AnchorOrganisation).where(AnchorOrganisation.neighbourhood_id == neighbourhood_id)
    return db.session.scalars(asked.order_by(AnchorOrganisation.plain_name)).all()


def anchor_called(neighbourhood_id: int, name: str) -> AnchorOrganisation | None:
    """The anchor of this name, however it is capitalised."""
    asked = select(AnchorOrganisation).where(
        AnchorOrganisation.neighbourhood_id == neighbourhood_id, AnchorOrganisation.plain_name == compared(name)
    )
    return db.session.scalar(asked)


def part(model: type[Part], anchor: AnchorOrganisation, number: int) -> Part | None:
    """A job, promise, need or contact of this anchor."""
    return db.session.scalar(select(model).where(model.id == number, model.anchor_id == anchor.id))


def parts(model: type[Part], anchor_id: int) -> Sequence[Part]:
    """All of a kind of an anchor, the newest first."""
    return db.session.scalars(select(model).where(model.anchor_id == anchor_id).order_by(model.id.desc())).all()


def contacts(anchor_id: int) -> Sequence[AnchorContact]:
    """The log, the last day first."""
    asked = select(AnchorContact).where(AnchorContact.anchor_id == anchor_id)
    return db.session.scalars(asked.order_by(AnchorContact.on_date.desc(), AnchorContact.id.desc())).all()


def promises(neighbourhood_id: int) -> Sequence[AnchorPromise]:
    """Every promise of a neighbourhood with its anchor, by the name of the anchor."""
    asked = (
        select(AnchorPromise)
        .join(AnchorPromise.anchor)
        .where(AnchorOrganisation.neighbourhood_id == neighbourhood_id)
        .options(contains_eager(AnchorPromise.anchor))
    )
    return db.session.scalars(asked.order_by(AnchorOrganisation.plain_name, AnchorPromise.id)).all()


def number_of(model: Any, anchor_id: int) -> int:
    """How many rows of this table an anchor has."""
    return db.session.scalar(select(func.count()).where(model.anchor_id == anchor_id)) or 0


def buyers_like(name: str) -> tuple[Organisation | None, list[str]]:
    """The buyer of exactly this name in the notices, as it is shown, and a few names of buyers that hold these words."""
    counted, _total = organisations.buyers(name)
    known = [row.organisation for row in counted]
    exact = next((buyer for buyer in known if compared(buyer.name) == compared(name)), None)
    return exact, [buyer.name for buyer in known[:ALIKE]]


def is_public(neighbourhood_id: int) -> bool:
    """Whether the drivers made the page about anchors public."""
    page = db.session.get(AnchorPage, neighbourhood_id)
    return page is not None and page.published_at is not None


def public_place(slug: str) -> Neighbourhood | None:
    """The public neighbourhood with this address whose anchors are public too; None otherwise."""
    statement = (
        select(Neighbourhood)
        .join(AnchorPage, AnchorPage.neighbourhood_id == Neighbourhood.id)
        .where(
            Neighbourhood.slug == slug, Neighbourhood.published_at.is_not(None), AnchorPage.published_at.is_not(None)
        )
    )
    return db.session.scalar(statement)


def public_places() -> Sequence[Neighbourhood]:
    """Every neighbourhood of which the anchors are public, by name."""
    statement = (
        select(Neighbourhood)
        .join(AnchorPage, AnchorPage.neighbourhood_id == Neighbourhood.id)
        .where(Neighbourhood.published_at.is_not(None), AnchorPage.published_at.is_not(None))
    )
    return db.session.scalars(statement.order_by(Neighbourhood.name, Neighbourhood.id)).all()


def naming(words: str, places: Sequence[int]) -> Sequence[AnchorContact]:
    """Contacts in which somebody is called so, in neighbourhoods with these numbers."""
    texts = (AnchorContact.with_whom, AnchorContact.agreed, AnchorContact.next_step, AnchorContact.next_owner)
    asked = (
        select(AnchorContact)
        .join(AnchorContact.anchor)
        .join(AnchorOrganisation.neighbourhood)
        .where(
            AnchorOrganisation.neighbourhood_id.in_(places),
            or_(*(text.icontains(words, autoescape=True) for text in texts)),
        )
        .options(contains_eager(AnchorContact.anchor).contains_eager(AnchorOrganisation.neighbourhood))
    )
    return db.session.scalars(asked.order_by(AnchorContact.id)).all()
