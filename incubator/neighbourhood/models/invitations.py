"""Into which neighbourhood an invitation leads."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import Invitation
from incubator.core.db import Base
from incubator.neighbourhood.models.places import Neighbourhood
from incubator.neighbourhood.values import NeighbourhoodRole


class NeighbourhoodInvitation(Base):
    """Into which neighbourhood an invitation leads, and in which role. Nobody takes part before the yes."""

    __tablename__ = "neighbourhood_invitations"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    role: Mapped[NeighbourhoodRole]

    invitation: Mapped[Invitation] = relationship()
    neighbourhood: Mapped[Neighbourhood] = relationship()
