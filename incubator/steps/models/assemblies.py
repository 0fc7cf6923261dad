"""Assemblies: who counts on coming, the tree that is made together, minutes and decisions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.neighbourhood.models import Neighbourhood
from incubator.steps.values.assemblies import TreeKind


class Assembly(Base):
    """An assembly for the whole neighbourhood."""

    __tablename__ = "assemblies"
    # What people said about their lives is kept once, where it can still be taken out.
    __audit_hidden__ = frozenset({"minutes"})

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    invitation: Mapped[str] = mapped_column(default="")
    how_to_reach: Mapped[str] = mapped_column(default="")
    childcare: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[str] = mapped_column(default="")
    agenda: Mapped[str] = mapped_column(default="")
    minutes: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    sign_ups: Mapped[list["SignUp"]] = relationship(
        back_populates="assembly", order_by="SignUp.id", cascade="all, delete-orphan"
    )
    leaves: Mapped[list["TreeLeaf"]] = relationship(
        back_populates="assembly", order_by="TreeLeaf.id", cascade="all, delete-orphan"
    )
    decisions: Mapped[list["AssemblyDecision"]] = relationship(
        back_populates="assembly", order_by="AssemblyDecision.number", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.title


class SignUp(Base):
    """So many people count on coming. A name only when that person agreed."""

    __tablename__ = "assembly_sign_ups"
    # A yes to a name can be taken back: no trail may go on naming them.
    __audit_hidden__ = frozenset({"name"})

    id: Mapped[int] = mapped_column(primary_key=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assemblies.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    children: Mapped[int] = mapped_column(default=0)  # for whom childcare is asked
    language: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    signed_up_at: Mapped[datetime]

    assembly: Mapped[Assembly] = relationship(back_populates="sign_ups")

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.assembly.neighbourhood


class TreeLeaf(Base):
    """A problem, a cause or a harm. What is taken out stays, and can come back."""

    __tablename__ = "tree_leaves"

    id: Mapped[int] = mapped_column(primary_key=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assemblies.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tree_leaves.id", ondelete="SET NULL"))
    kind: Mapped[TreeKind]
    text: Mapped[str]
    written_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    assembly: Mapped[Assembly] = relationship(back_populates="leaves")
    versions: Mapped[list["LeafVersion"]] = relationship(
        back_populates="leaf", order_by="LeafVersion.id.desc()", cascade="all, delete-orphan"
    )

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.assembly.neighbourhood


class LeafVersion(Base):
    """How a leaf was before somebody changed it."""

    __tablename__ = "leaf_versions"
    # The versions are a trail themselves, one that everybody in the neighbourhood reads.
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    leaf_id: Mapped[int] = mapped_column(ForeignKey("tree_leaves.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TreeKind]
    text: Mapped[str]
    above: Mapped[str] = mapped_column(default="")  # the words of what it hung below
    until: Mapped[datetime]

    leaf: Mapped[TreeLeaf] = relationship(back_populates="versions")


class AssemblyDecision(Base):
    """What an assembly decided: a number that stays, who does it, by when, and since when it is done."""

    __tablename__ = "assembly_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assemblies.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    written_at: Mapped[datetime]

    assembly: Mapped[Assembly] = relationship(back_populates="decisions")

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.assembly.neighbourhood
