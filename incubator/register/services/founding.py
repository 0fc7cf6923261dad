"""A signed deed makes a cooperative, and opens its register with the founders."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.db import lock
from incubator.register import queries, rules
from incubator.register.models import Member
from incubator.register.services import signing
from incubator.register.services.membership import DEED, admit
from incubator.register.values import Decision, Founding, Person, PersonKind
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from incubator.statutes.models import StatutesVersion
from incubator.statutes.values.prefilling import value_at


def record_founding(
    group: Cooperative,
    founding: Founding,
    *,
    author: User | None,
    now: datetime,
    today: date,
    version: StatutesVersion | None = None,
) -> list[Member]:
    """The deed has been signed: phase, milestones, facts, statutes, and the register with the founders.

    The number of the trade register may come later. Recorded again it corrects, and doubles nothing. Gives the members that it
    entered.
    """
    lock(group)
    rules.check_founding(founding.signed_on, founding.filed_on, today=today)
    founding = replace(founding, kvk=signing.stored_kvk(founding.kvk))
    if version is None:
        version = signing.same_deed(group, founding) or signing.version_of_the_deed(
            group, author=author, now=now, today=today
        )
    statutes_services.record_signing(
        version, on=founding.signed_on, notary=founding.notary, filed_on=founding.filed_on, author=author, now=now
    )
    # Recorded again later, to correct: a group that has come further is not moved back.
    if not group.phase.founded:
        cooperatives_services.move_to_phase(group, Phase.F5, now=now)
    # A cooperative is founded once: the deed of an amendment is another day than that of its founding.
    if version.amends is None:
        cooperatives_services.record_milestone(group, "deed", on=founding.signed_on, note=founding.notary or None)
        signing.record_fact(version, "identity.deed_date", founding.signed_on.isoformat(), author=author, now=now)
    # Without a number nothing is known of the registration; a number that was recorded before stays.
    if founding.kvk and not (version.amends and queries.is_registered(group, founding.kvk)):
        signing.record_registration(version, founding, author=author, now=now)
    return open_register(group, founding.signed_on, author=author, now=now)


def open_register(group: Cooperative, on: date, *, author: User | None, now: datetime) -> list[Member]:
    """The founders are the first members; a register that has members stays as it is."""
    if queries.members(group):
        return []
    decision = Decision(DEED, on, on)
    members = []
    for founder in _founders(group):
        # An empty row that was left in the form.
        if not founder.get("name"):
            continue
        kind = PersonKind(founder.get("kind") or PersonKind.NATURAL)
        person = Person(founder["name"], kind, email=founder.get("email") or None)
        members.append(admit(group, person, decision, author=author, now=now))
    return members


def _founders(group: Cooperative) -> list[dict[str, Any]]:
    """The founders of the deed, or of the dossier when there was no interview."""
    people = queries.founders_known(group)
    named = value_at(statutes_queries.answers(group), "deed.founders")
    if not named:
        return people
    # A deed has no e-mail addresses; the dossier, or the account of who takes part, has them.
    emails = {plain(person["name"]): person["email"] for person in people}
    return [{"email": emails.get(plain(founder.get("name", ""))), **founder} for founder in named]
