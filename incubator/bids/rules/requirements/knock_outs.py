"""What keeps a bid from being handed in: a confirmed knock-out that is neither done nor waived with a reason."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Demand(Protocol):
    """What has to be known of a requirement."""

    @property
    def is_confirmed(self) -> bool: ...
    @property
    def knock_out(self) -> bool: ...
    @property
    def is_done(self) -> bool: ...
    @property
    def waived_because(self) -> str: ...


Asked = TypeVar("Asked", bound=Demand)


def is_open_knock_out(requirement: Demand) -> bool:
    """A proposal that nobody confirmed stops nothing: it may be a sentence that asks nothing."""
    stops = requirement.is_confirmed and requirement.knock_out
    return stops and not requirement.is_done and not requirement.waived_because.strip()


def open_knock_outs(requirements: Iterable[Asked]) -> list[Asked]:
    """Those that stop "submitted", in the order in which they were given."""
    return list(filter(is_open_knock_out, requirements))
