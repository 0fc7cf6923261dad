"""Pages of accounts: the door, the own account, and the manager's list of people."""

from flask import Flask

from incubator.accounts.views import (
    blueprint,
    corrections,
    door,
    invitations,
    mails,
    openid,
    own,
    people,
    second_factor,
)
from incubator.accounts.views.blueprint import pages

__all__ = [
    "corrections",
    "door",
    "init_app",
    "invitations",
    "mails",
    "openid",
    "own",
    "pages",
    "people",
    "second_factor",
]


def init_app(app: Flask) -> None:
    blueprint.init_app(app)
    second_factor.init_app(app)
