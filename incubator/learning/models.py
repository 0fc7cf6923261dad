"""What a group does with lessons: the track it follows, its shared draft of each exercise, and who has read what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.core.files import StoredFile


class Enrolment(Base):
    """A group follows a track; it can choose another, and what it wrote stays."""

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), unique=True)
    track: Mapped[str]
    started_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()


class Draft(Base):
    """The answers of a group to one exercise as they are now: one text, shared by all who write."""

    __tablename__ = "exercise_drafts"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "lesson"),
        Index("ix_exercise_drafts_edited", "cooperative_id", "lesson", "edited_at"),  # without the answers
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    lesson: Mapped[str]
    number: Mapped[int]  # which version this is; a form says with which it began
    answers: Mapped[dict[str, Any]]
    edited_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    edited_at: Mapped[datetime]
    lock: Mapped[int] = mapped_column()  # two who store at the same moment: the second puts both together

    cooperative: Mapped[Cooperative] = relationship()
    edited_by: Mapped[User] = relationship()
    versions: Mapped[list["DraftVersion"]] = relationship(
        back_populates="draft", order_by="DraftVersion.number", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": lock}


class DraftVersion(Base):
    """The answers as they were stored at one moment, so that nothing anybody typed is lost."""

    __tablename__ = "exercise_draft_versions"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)
    __audit__ = False  # it is a trail itself

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("exercise_drafts.id", ondelete="CASCADE"))
    number: Mapped[int]
    answers: Mapped[dict[str, Any]]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    draft: Mapped[Draft] = relationship(back_populates="versions")
    author: Mapped[User] = relationship()


class LessonRead(Base):
    """How far someone has read a lesson."""

    __tablename__ = "lessons_read"
    __table_args__ = (UniqueConstraint("cooperative_id", "lesson", "user_id"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    lesson: Mapped[str]
    pieces: Mapped[int]  # how many pieces, from the first; a lesson that became shorter may have fewer
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime]

    user: Mapped[User] = relationship()


class ExerciseFile(Base):
    """A file that a group gave as the answer to a question. It stays when another takes its place: versions name it."""

    __tablename__ = "exercise_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    lesson: Mapped[str]
    question: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship()


class LessonVersion(Base):
    """A text that a manager gave a lesson, over that of the product; an empty one is that of the product again."""

    __tablename__ = "lesson_versions"
    __table_args__ = (UniqueConstraint("slug", "number"),)
    __audit_hidden__ = frozenset({"text"})  # each version keeps its own

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    number: Mapped[int]
    text: Mapped[str]
    note: Mapped[str]  # what changed, for the groups that are in the middle of it
    tells_groups: Mapped[bool]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    author: Mapped[User | None] = relationship()


class ContentArrangement(Base):
    """One row: the order of lessons as managers changed it, and a word that is another after every change of the content."""

    __tablename__ = "content_arrangement"
    __audit_ignored__ = frozenset({"edition", "lock"})  # a text that changes has a trail of its own

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]
    arrangement: Mapped[dict[str, Any]]
    lock: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": lock}
