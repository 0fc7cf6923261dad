"""People who want to begin, as they told it themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cohorts.values import IntakeStart, IntakeState
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class Intake(Base):
    """An application: who they are, what they want, and what was decided. It is removed after a year."""

    __tablename__ = "intakes"
    __audit_hidden__ = frozenset({"name", "email", "phone", "plan", "notes", "others"})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(index=True)
    phone: Mapped[str] = mapped_column(default="")
    others: Mapped[str] = mapped_column(default="")  # who else takes part
    municipality: Mapped[str]  # GM code
    neighbourhood: Mapped[str] = mapped_column(default="")
    plan: Mapped[str]
    people: Mapped[int]
    start: Mapped[IntakeStart]
    languages: Mapped[list[str]]
    language: Mapped[str]  # in which we write to them
    agreed_at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[IntakeState] = mapped_column(default=IntakeState.NEW, index=True)
    notes: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="SET NULL"))

    decided_by: Mapped[User | None] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
