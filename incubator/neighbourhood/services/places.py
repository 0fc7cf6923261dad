"""Starting and changing a neighbourhood, and who takes part."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.rules import slug_of
from incubator.core.db import add_unique, db, lock
from incubator.neighbourhood import rules
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodPerson
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.values import NeighbourhoodRole


def start(name: str, municipality: str, districts: str, *, now: datetime) -> Neighbourhood:
    """A neighbourhood with nobody in it yet; `municipality` is a GM code. Raises `RuleViolation`."""
    name = rules.neighbourhood_name(name)

    def make() -> Neighbourhood:
        slug = slug_of(name, places.slugs())
        return Neighbourhood(slug=slug, name=name, municipality=municipality, districts=districts, created_at=now)

    return add_unique(make)


def change(place: Neighbourhood, name: str, municipality: str, districts: str) -> None:
    """What it is called and where its borders are; its address stays. Raises `RuleViolation`."""
    place.name = rules.neighbourhood_name(name)
    place.municipality = municipality
    place.districts = districts


def join(place: Neighbourhood, user: User, role: NeighbourhoodRole, *, today: date) -> NeighbourhoodPerson:
    """Let someone take part; who did already keeps the first day and gets the role."""
    # Somebody with two invitations may say yes to both at once.
    lock(place)
    person = db.session.get(NeighbourhoodPerson, (place.id, user.id))
    if person is None:
        person = NeighbourhoodPerson(neighbourhood_id=place.id, user_id=user.id, role=role, since=today)
        db.session.add(person)
    person.role = role
    db.session.flush()
    return person
