"""The secret addresses at which somebody follows a profile. Nothing here commits."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core import secret_addresses
from incubator.core.db import lock
from incubator.watch import queries
from incubator.watch.models import WatchProfile


def make_address(reader: User, watch: WatchProfile, *, now: datetime) -> None:
    """An address of this person for this profile; the one that there was stops."""
    secret_addresses.make(lock(reader).id, queries.subject_of(watch), now=now)


def stop_address(reader: User, watch: WatchProfile) -> None:
    """This person follows the profile no more, at any address."""
    secret_addresses.stop(lock(reader).id, queries.subject_of(watch))
