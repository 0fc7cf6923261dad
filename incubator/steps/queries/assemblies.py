"""Assemblies within somebody's sight, the tree of each, and what was decided."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.steps.models import Assembly, AssemblyDecision, SignUp, TreeLeaf
from incubator.steps.rules.assemblies import in_order
from incubator.steps.values.assemblies import Leaf


def of_neighbourhood(neighbourhood_id: int) -> Sequence[Assembly]:
    """The assemblies of a neighbourhood, the newest first."""
    statement = select(Assembly).where(Assembly.neighbourhood_id == neighbourhood_id)
    statement = statement.options(
        selectinload(Assembly.sign_ups), selectinload(Assembly.leaves), selectinload(Assembly.decisions)
    )
    return db.session.scalars(statement.order_by(Assembly.starts_at.desc(), Assembly.id.desc())).all()


def assembly(viewer: User, slug: str, assembly_id: int) -> Assembly | None:
    """An assembly within sight. A loader for `guarded`."""
    statement = select(Assembly).join(Assembly.neighbourhood).where(Assembly.id == assembly_id)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def leaf(viewer: User, slug: str, assembly_id: int, leaf_id: int) -> TreeLeaf | None:
    """A leaf of a tree within sight. A loader for `guarded`."""
    # The assembly decides who may see it: with the number of a leaf of elsewhere one gets 404.
    known, row = assembly(viewer, slug, assembly_id), db.session.get(TreeLeaf, leaf_id)
    return row if known and row and row.assembly_id == known.id else None


def decision(viewer: User, slug: str, assembly_id: int, decision_id: int) -> AssemblyDecision | None:
    """A decision of an assembly within sight. A loader for `guarded`."""
    known, row = assembly(viewer, slug, assembly_id), db.session.get(AssemblyDecision, decision_id)
    return row if known and row and row.assembly_id == known.id else None


def sign_up(viewer: User, slug: str, assembly_id: int, sign_up_id: int) -> SignUp | None:
    """Somebody who counts on coming, within sight. A loader for `guarded`."""
    known, row = assembly(viewer, slug, assembly_id), db.session.get(SignUp, sign_up_id)
    return row if known and row and row.assembly_id == known.id else None


def tree(known: Assembly) -> list[Leaf]:
    """The leaves that were not taken out, as they are read."""
    standing = [leaf for leaf in known.leaves if leaf.removed_at is None]
    return in_order((leaf.id, leaf.parent_id, leaf.kind, leaf.text) for leaf in standing)


def open_decisions(neighbourhood_id: int) -> Sequence[AssemblyDecision]:
    """What was decided and is not done, the oldest day first; what has no day stands last."""
    statement = (
        select(AssemblyDecision)
        .join(AssemblyDecision.assembly)
        .where(Assembly.neighbourhood_id == neighbourhood_id, AssemblyDecision.done_on.is_(None))
        .options(joinedload(AssemblyDecision.assembly))
    )
    order = (AssemblyDecision.due_on.is_(None), AssemblyDecision.due_on, AssemblyDecision.id)
    return db.session.scalars(statement.order_by(*order)).all()
