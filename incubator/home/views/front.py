"""The front page for visitors, and the start page of who is signed in."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts import queries as accounts
from incubator.accounts.messages import ROLES
from incubator.accounts.permissions import public
from incubator.core.web import settings
from incubator.home.views.blueprint import pages


@pages.get("/")
@public
def front() -> ResponseReturnValue:
    """What this is and how to join; signed in: what is next."""
    if current_user.is_authenticated:
        return render_template("home/start.html")
    chosen = settings()
    people = accounts.personas() if chosen.demo and not chosen.production else []
    return render_template("home/front.html", personas=people, roles=ROLES, open_sign_up=chosen.sign_up == "open")
