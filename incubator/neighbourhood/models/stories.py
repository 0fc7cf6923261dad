"""The story of a neighbourhood, in every version."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.neighbourhood.models.places import Neighbourhood


class StoryVersion(Base):
    """A version of the story, written together. The newest is the draft; the newest that was published is on the public page."""

    __tablename__ = "neighbourhood_stories"
    # Two who write at once never both make the same version: one of them would overwrite the other.
    __table_args__ = (UniqueConstraint("neighbourhood_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    revision: Mapped[int]
    text: Mapped[str]  # Markdown
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    written_by: Mapped[User | None] = relationship()
