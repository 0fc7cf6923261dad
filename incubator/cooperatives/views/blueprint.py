"""The blueprint of the group and its dossier, and words for facts on every page."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _

from incubator.accounts import services as account_services
from incubator.accounts.models import Invitation, User
from incubator.accounts.services.handing_over import register_keeper
from incubator.accounts.services.invitations import register_kind
from incubator.accounts.services.mentions import register_mentions
from incubator.accounts.values import Holding, InvitationKind, InvitedTo, Keeper, Mention
from incubator.cooperatives import queries, services
from incubator.cooperatives.messages import SOURCES, address_of, invited_to, origin
from incubator.cooperatives.models import Fact
from incubator.cooperatives.queries.absences import absence_of, absences_for_export, stands_in_for
from incubator.cooperatives.queries.facts import facts_with_text
from incubator.cooperatives.queries.people import asked_into, guided_names, only_coordinator_of
from incubator.cooperatives.services.coaching import hand_over_groups
from incubator.cooperatives.services.people import GROUP, join
from incubator.cooperatives.values import FACT_KEYS
from incubator.core.i18n import language

pages = Blueprint("cooperatives", __name__, url_prefix="/cooperaties")


@pages.record_once
def tell_of_oneself(_state: object) -> None:
    account_services.register_export("groups", queries.groups_for_export)
    account_services.register_export("facts", queries.facts_for_export)
    account_services.register_export("absences", absences_for_export)
    account_services.register_departure(services.leave_everything)
    register_keeper(Keeper(_held, hand_over_groups))
    register_mentions(_mentions)
    register_kind(GROUP, InvitationKind(describe=_invited_to, accept=join))


def _held(user: User) -> list[Holding]:
    return [
        Holding(_("Guides"), guided_names(user)),
        Holding(_("Stands in for a colleague"), stands_in_for(user)),
        Holding(_("Only coordinator (the group has to choose another)"), only_coordinator_of(user)),
    ]


def _mentions(user: User) -> list[Mention]:
    """The answers in the dossiers of someone's groups in which the name was typed."""
    typed = facts_with_text(user.name, [participation.cooperative for participation in queries.participations_of(user)])
    return [
        Mention(fact.cooperative.name, label(fact.key), url_for("cooperatives.dossier", slug=fact.cooperative.slug))
        for fact in typed
    ]


def _invited_to(invitation: Invitation) -> InvitedTo:
    return invited_to(asked_into(invitation.id))


@pages.app_context_processor
def words() -> dict[str, Any]:
    """Words for facts, for every page that uses one, and whether someone is away."""
    return {
        "absence_of": absence_of,
        "fact_label": label,
        "fact_text": text_of,
        "fact_value": as_read,
        "fact_sources": SOURCES,
        "fact_origin": origin,
        "fact_address": address_of,
    }


def text_of(fact: Fact) -> str:
    return as_read(fact.key, fact.value)


def as_read(key: str, value: Any) -> str:
    """The value of a fact as one reads it."""
    if value is None:
        return ""
    return FACT_KEYS[key].in_words(value, language())


def label(key: str) -> str:
    return FACT_KEYS[key].label(language())
