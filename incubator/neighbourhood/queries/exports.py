"""What somebody did in neighbourhoods, for their own download."""

from typing import Any

from incubator.accounts.models import User
from incubator.neighbourhood.queries import buildings, people, stories


def taken_part(user: User) -> dict[str, list[dict[str, Any]]]:
    """Where somebody takes part, and what they wrote."""
    part = [
        {"neighbourhood": person.neighbourhood.name, "role": person.role.value, "since": person.since.isoformat()}
        for person in people.of_person(user)
    ]
    written = [
        {
            "neighbourhood": version.neighbourhood.name,
            "written_at": version.written_at.isoformat(),
            "text": version.text,
        }
        for version in stories.written_by(user)
    ]
    statements = [
        {
            "building": statement.building.name,
            "about": statement.about.value,
            "text": statement.text,
            "written_at": statement.written_at.isoformat(),
        }
        for statement in buildings.written_by(user)
    ]
    return {"takes_part": part, "stories": written, "statements": statements}
