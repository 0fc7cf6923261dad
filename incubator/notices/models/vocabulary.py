"""What searching keeps beside the notices: the words that occur in them, and figures that take long to count."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.db import Base


class NoticeWord(Base):
    """A word as notices write it, folded, with the number of notices in which it was seen: to recognise a typing error by."""

    __tablename__ = "notice_words"
    __audit__ = False

    word: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class KeptFigures(Base):
    """Figures that a job counted, for a page that cannot wait for them; `counted_at` says how old they are."""

    __tablename__ = "kept_figures"
    __audit__ = False

    name: Mapped[str] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]]
    counted_at: Mapped[datetime]
