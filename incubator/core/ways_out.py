"""The way out of a mail that says what several would have said: it goes every way out of those, with one click."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import current_app

from incubator.core import signing
from incubator.core.mail import link, whole

STOP = "stop together"  # the purpose of a signed address
MOST_LETTERS = 900  # of an address in a header, whose line may have 998
SEPARATOR = " "


def way_out_of_all(ways_out: Iterable[str]) -> str:
    """One address that stops all that these addresses stop; of a single one itself, and nothing when there is none."""
    different = sorted(set(filter(None, ways_out)))
    if len(different) < 2:
        return "".join(different)
    paths = [urlsplit(address).path for address in different]
    address = link("core.stop_together", token=signing.sign(STOP, SEPARATOR.join(paths)))
    if len(address) > MOST_LETTERS:
        return ""  # each has its own, in the mail
    return address


def parts_of(token: str) -> list[str]:
    """The addresses that this one stands for; none when it was changed on the way."""
    return (signing.signed(STOP, token) or "").split()


def go(path: str) -> None:
    """Stop what an address of ours stops, as if it was clicked. What was stopped before stays so."""
    base = urlsplit(whole("/")).path.removesuffix("/")
    endpoint, values = current_app.url_map.bind("").match(path.removeprefix(base), method="POST")
    current_app.view_functions[endpoint](**values)
