"""What is kept of the knowledge centre: who looked at a text and when. The texts themselves are kept with the code."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base


class KnowledgeCheck(Base):
    """A manager looked at a text and found that it still holds. Kept as it was: a later look is another row."""

    __tablename__ = "knowledge_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[str] = mapped_column(index=True)  # its slug
    checked_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]

    checked_by: Mapped[User | None] = relationship()
