"""What a statement about a neighbourhood rests on."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from incubator.neighbourhood.values import Certainty, StatedGround


class StatementGround:
    """Columns for every row that states something: fact or estimate, from which source, who said it, on which day.

    A mixin: `class Flow(StatementGround, Base)`. Its form is `GroundFields`; the macro `ground` of neighbourhood/_ground.html shows it.
    """

    certainty: Mapped[Certainty] = mapped_column(default=Certainty.ESTIMATE)
    source: Mapped[str] = mapped_column(default="")
    said_by: Mapped[str] = mapped_column(default="")  # an organisation or a role rather; never on a public page
    said_on: Mapped[date]

    @property
    def ground(self) -> StatedGround:
        return StatedGround(self.certainty, self.source, self.said_by, self.said_on)

    def rest_on(self, ground: StatedGround) -> None:
        """Take this ground for the statement."""
        self.certainty, self.source = ground.certainty, ground.source
        self.said_by, self.said_on = ground.said_by, ground.said_on
