"""The people of the demo. Addresses end in example.org, which no one can own."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from incubator.accounts import services as accounts
from incubator.accounts.models import Role, User


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone of the demo whom one can sign in as."""

    role: str
    name: str
    email: str
    password: str


PEOPLE = (
    ("Fatima el Idrissi", "fatima@example.org", Role.FOUNDER),
    ("Samuel Adeyemi", "samuel@example.org", Role.FOUNDER),
    ("Joke van den Berg", "joke@example.org", Role.FOUNDER),
    ("Mehmet Yildiz", "mehmet@example.org", Role.FOUNDER),
    ("Lotte Hendriks", "lotte@example.org", Role.FOUNDER),
    ("Priya Ramdin", "priya@example.org", Role.FOUNDER),
    ("Bram de Wit", "bram@example.org", Role.FOUNDER),
    ("Aisha Bakker", "aisha@example.org", Role.FOUNDER),
    ("Marijke de Graaf", "marijke@example.org", Role.COACH),
    ("Youssef Amrani", "youssef@example.org", Role.COACH),
    ("Annemiek Vos", "annemiek@example.org", Role.MANAGER),
)
SHOWN = {
    "fatima@example.org": "founder",
    "marijke@example.org": "coach",
    "annemiek@example.org": "manager",
    "lotte@example.org": "cooperative",
}


def people(*, now: datetime, password: str) -> dict[str, User]:
    """All people of the demo by the first part of their address."""
    made = {}
    for name, email, role in PEOPLE:
        user = accounts.make_user(name, email, role, now=now)
        accounts.set_password(user, password)
        made[email.split("@")[0]] = user
    return made


def a_password() -> str:
    """A password for this demo, another one each time, easy to type over."""
    # Words that are easy to hear and to type over from a screen or over the telephone.
    words = ("linde", "fiets", "markt", "brug", "tuin", "radijs", "ketel", "plein", "kade", "wilg", "hamer", "boter")
    return "-".join(secrets.choice(words) for _ in range(4))


def shown(made: dict[str, User], password: str) -> tuple[DemoPerson, ...]:
    """Whom the demo offers first."""
    people = []
    for user in made.values():
        email = str(user.email)
        if email in SHOWN:
            people.append(DemoPerson(SHOWN[email], user.name, email, password))
    return tuple(people)
