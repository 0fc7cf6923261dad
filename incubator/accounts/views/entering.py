"""Coming in and going out: always a fresh session, and before it a second step for who has one."""

from datetime import datetime, timedelta

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from incubator.accounts import queries
from incubator.accounts.models import User
from incubator.accounts.permissions import load_user
from incubator.core import clock
from incubator.core.web import settings

WAITING = "waits for a code"  # in the session, between the password and the code
VOUCHED_FOR = "vouched for"  # in the session of who came in through a door that looks after a second step itself
PATIENCE = timedelta(minutes=10)
LONGEST_TARGET = 1000  # a session is a cookie


def enter(user: User, *, remember: bool = False, vouched_for: bool = False) -> None:
    """Sign someone in, in a fresh session: nothing of the visitor before is kept, nor the cookie that remembered someone else."""
    leave()
    login_user(user, remember=remember)
    if vouched_for:
        session[VOUCHED_FOR] = True


def leave() -> None:
    session.clear()  # first: signing out notes in the session that the cookie which remembers must go
    logout_user()


def let_in(user: User, *, target: str, remember: bool = False) -> ResponseReturnValue:
    """On to `target`, a page of ours, in a session. Who has a second step is asked for a code first, and has no session until then."""
    if settings().second_factor == "off" or queries.second_factor(user) is None:
        enter(user, remember=remember)
        return redirect(target)
    leave()
    if len(target) > LONGEST_TARGET:
        target = url_for("home.front")
    until = (clock.now() + PATIENCE).isoformat()
    session[WAITING] = {"user": user.get_id(), "target": target, "remember": remember, "until": until}
    return redirect(url_for("accounts.code"))


def who_waits() -> User | None:
    """Who gave a right password and not yet a code, unless that was too long ago or the password has changed since."""
    waiting = session.get(WAITING)
    if waiting is None or datetime.fromisoformat(waiting["until"]) < clock.now():
        return None
    return load_user(waiting["user"])


def let_in_after_code(user: User) -> ResponseReturnValue:
    """On to where who waited wanted to go."""
    waiting = session[WAITING]
    enter(user, remember=waiting["remember"])
    return redirect(waiting["target"])
