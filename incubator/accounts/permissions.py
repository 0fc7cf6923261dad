"""The guards: every route is guarded or listed as public, and a route that is neither is refused.

Order: signed in (else the sign-in page), then the object is loaded within what this user may know (else 404, so that existence
is not revealed), then what this user may do with it (else 403), then the view.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, current_user

from incubator.accounts.models import Role, User
from incubator.core.db import db
from incubator.core.guards import GUARD, public

__all__ = ["guarded", "is_coach", "is_manager", "public", "signed_in"]

login_manager = LoginManager()
login_manager.login_view = "accounts.sign_in"
login_manager.login_message = _l("Sign in first. After that you go on to the page you asked for.")
login_manager.session_protection = "basic"

Loader = Callable[..., Any]


def signed_in(viewer: User, *_: Any) -> bool:
    """Anyone with an account."""
    return viewer.is_active


def is_manager(viewer: User, *_: Any) -> bool:
    return viewer.role is Role.MANAGER


def is_coach(viewer: User, *_: Any) -> bool:
    """Coaches, and the manager who can do what a coach can."""
    return viewer.role in {Role.COACH, Role.MANAGER}


def guarded(
    may: Callable[..., bool], *, load: Loader | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view: `load(viewer, **url_args)` gives its object or None; `may(viewer, object)` says whether it may be used.

    Without `load` the view keeps its own arguments and `may(viewer)` decides.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded_view(**url_args: Any) -> Any:
            if not current_user.is_authenticated:
                return login_manager.unauthorized()
            viewer: User = current_user._get_current_object()
            if load is None:
                if not may(viewer):
                    abort(403)
                return view(**url_args)
            found = load(viewer, **url_args)
            if found is None:
                abort(404)
            if not may(viewer, found):
                abort(403)
            return view(found)

        setattr(guarded_view, GUARD, f"{may.__module__}.{may.__name__}")
        return guarded_view

    return decorate


@login_manager.user_loader
def load_user(session_id: str) -> User | None:
    """Who the session cookie names, unless the password has changed since or the account is gone."""
    number, _, stamp = session_id.partition(".")
    user = db.session.get(User, int(number)) if number.isdecimal() else None
    return user if user is not None and user.is_active and user.session_stamp == stamp else None


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
