"""What is kept of the statutes of a cooperative: the working draft, and the versions that were made from it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.core.files import StoredFile
from incubator.statutes.values.library_changes import LibraryChange, LibraryText
from incubator.statutes.values.proposals import ClauseProposalState
from incubator.statutes.values.states import VersionStep


class StatutesDraft(Base):
    """The answers that a group is working on. `revision` counts changes, so that nobody overwrites another unseen."""

    __tablename__ = "statutes_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), unique=True)
    answers: Mapped[dict[str, Any]]
    answered: Mapped[list[str]]  # the questions of the interview that were answered, by their ids
    undecided: Mapped[list[str]] = mapped_column(default=list)  # the questions that the group cannot answer yet
    waiting: Mapped[list[str]] = mapped_column(default=list)  # the questions still to come, as of the last answer
    revision: Mapped[int] = mapped_column(default=0)
    changes: Mapped[dict[str, Any]] = mapped_column(
        default=dict
    )  # path -> what each revision found there, oldest first
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    changed_by: Mapped[User | None] = relationship()


class StatutesVersion(Base):
    """A version that was fixed: its answers, its text and document, and the facts it was made from. Effective from the deed on."""

    __tablename__ = "statutes_versions"
    __audit_hidden__ = frozenset({"articles"})
    __table_args__ = (UniqueConstraint("cooperative_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    answers: Mapped[dict[str, Any]]
    facts_used: Mapped[dict[str, Any]]  # key -> value, as it held when this version was made
    undecided: Mapped[list[str]] = mapped_column(default=list)  # the questions that the group had no answer to then
    # The version whose deed was in force when this one was made: this is an amendment of it, and its document is written as one.
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("statutes_versions.id", ondelete="SET NULL"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    returned_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))  # the deed as the notary gave it
    articles: Mapped[
        list[Any]
    ]  # as they were written when it was made: a library that changes later changes nothing here
    library_version: Mapped[int] = mapped_column(default=0)  # how many changes of the library had been accepted
    returned_articles: Mapped[list[Any] | None]  # its articles: number, clause, and whether they differ
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decided_on: Mapped[date | None]
    deed_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    notary: Mapped[str | None]

    cooperative: Mapped[Cooperative] = relationship()
    made_by: Mapped[User | None] = relationship()
    amends: Mapped["StatutesVersion | None"] = relationship(remote_side="StatutesVersion.id")
    file: Mapped[StoredFile] = relationship(foreign_keys=file_id)
    returned: Mapped[StoredFile | None] = relationship(foreign_keys=returned_id)
    steps: Mapped[list["StatutesStep"]] = relationship(back_populates="version", order_by="StatutesStep.on_date")


class StatutesExplanation(Base):
    """Why an article changes in a version, in the words of the group."""

    __tablename__ = "statutes_explanations"
    __audit_hidden__ = frozenset({"text"})
    __table_args__ = (UniqueConstraint("version_id", "article"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("statutes_versions.id", ondelete="CASCADE"))
    article: Mapped[str]  # the article of the library, or its number in a deed where it is none of ours
    text: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    version: Mapped[StatutesVersion] = relationship()


class StatutesStep(Base):
    """Something that happened to a version on its way to the deed: who noted it, and when it was."""

    __tablename__ = "statutes_steps"
    __table_args__ = (UniqueConstraint("version_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("statutes_versions.id", ondelete="CASCADE"))
    kind: Mapped[VersionStep]
    on_date: Mapped[date]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    version: Mapped[StatutesVersion] = relationship(back_populates="steps")
    noted_by: Mapped[User | None] = relationship()


class FounderDetails(Base):
    """A founder was asked for the personal data that the deed needs. What was filled in is sealed, and goes after the deed.

    Who it is about, is known by the number and the name in the answers: a number alone can come to be somebody else's.
    """

    __tablename__ = "founder_details"
    __audit_hidden__ = frozenset({"name", "token_hash", "sealed"})
    __table_args__ = (UniqueConstraint("cooperative_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    person_id: Mapped[str]
    name: Mapped[str]
    token_hash: Mapped[str | None] = mapped_column(unique=True)  # None: the founder took everything back
    expires_at: Mapped[datetime] = mapped_column(index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    sealed: Mapped[str | None]  # see `core.sealing`
    saved_at: Mapped[datetime | None]
    filled_at: Mapped[datetime | None]  # when nothing was missing any more
    removed_at: Mapped[datetime | None]  # by the founder

    cooperative: Mapped[Cooperative] = relationship()
    asked_by: Mapped[User | None] = relationship()


class ClauseProposal(Base):
    """Another text of a clause of the library: what it was proposed upon, what instead, why, and what became of it."""

    __tablename__ = "clause_proposals"
    __audit_hidden__ = frozenset({"reason", "on_behalf_of", "remark"})

    id: Mapped[int] = mapped_column(primary_key=True)
    clause: Mapped[str] = mapped_column(index=True)
    base_text: Mapped[str]  # a letter of the clause is a line below its text, as in `text`
    base_plain: Mapped[str]
    base_plain_en: Mapped[str]
    text: Mapped[str]
    plain: Mapped[str]
    plain_en: Mapped[str]
    reason: Mapped[str]
    law: Mapped[str]  # the article of law that it rests on
    on_behalf_of: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    state: Mapped[ClauseProposalState] = mapped_column(default=ClauseProposalState.PROPOSED)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(default="")
    # Its place among the accepted ones; unique, so that two that are accepted at once do not become the same version.
    library_version: Mapped[int | None] = mapped_column(unique=True)

    author: Mapped[User | None] = relationship(foreign_keys=author_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)

    @property
    def base(self) -> LibraryText:
        return LibraryText(self.base_text, self.base_plain, self.base_plain_en)

    @property
    def proposed(self) -> LibraryText:
        return LibraryText(self.text, self.plain, self.plain_en)

    @property
    def is_open(self) -> bool:
        return self.state is ClauseProposalState.PROPOSED

    def as_change(self) -> LibraryChange:
        """This proposal as a change of the library; before it is accepted it has no number."""
        return LibraryChange(self.library_version or 0, self.clause, self.base, self.proposed)
