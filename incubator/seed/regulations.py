"""The register of rules in the demo: what its manager recorded of the municipality of the demo, twice."""

from dataclasses import replace

from incubator.accounts.models import User
from incubator.challenges.queries import regulations as register
from incubator.challenges.services import registering
from incubator.seed.moment import Moment

UTRECHT = "GM0344"
# Nothing of this is a fact of the municipality: it says what the manager of the demo did, and that there is no answer.
ASKED = ("navraag gedaan, nog geen antwoord: vraag het ook zelf na", "asked, no answer yet: ask too")


def regulations(people: dict[str, User], at: Moment) -> None:
    """First the list of the product looked at again, then a question that waits for its answer."""
    manager = people["annemiek"]
    (known,) = register.recorded(UTRECHT)
    looked = replace(known, checked_on=at.ago(20).date(), source="utrecht.nl")
    registering.save_regulation(looked, 1, 0, by=manager, now=at.ago(20))
    dutch, english = ASKED
    asked = replace(
        looked,
        dutch=replace(looked.dutch, title=dutch),
        english=replace(looked.english, title=english),
        checked_on=at.ago(6).date(),
        source="vraag aan de gemeente",
        mark="C",
    )
    registering.save_regulation(asked, 1, 1, by=manager, now=at.ago(6))
