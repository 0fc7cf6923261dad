"""The guards: every route is guarded or listed as public, and a route that is neither is refused.

Order: signed in (else the sign-in page), then the object is loaded within what this user may know (else 404, so that existence
is not revealed), then what this user may do with it (else 403), then the view.
"""

from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

from flask import Flask, abort, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, current_user
from sqlalchemy import select

from incubator.accounts.models import Role, User
from incubator.core.db import db
from incubator.core.guards import GUARD, public
from incubator.core.keeping import page_of_the_form
from incubator.core.prepared import VIEWER, Question
from incubator.core.web import wants_json

__all__ = ["guarded", "is_coach", "is_manager", "public", "signed_in", "viewer"]

login_manager = LoginManager()
login_manager.login_message = _l("Sign in first. After that you go on to the page you asked for.")
login_manager.session_protection = "basic"

ARGUMENTS = "_arguments"  # of the address, that the loader or the view of a route takes
P = ParamSpec("P")
L = ParamSpec("L")
Loaded = TypeVar("Loaded")
Answer = TypeVar("Answer")


def signed_in(viewer: User, *_: Any) -> bool:
    """Anyone with an account."""
    return viewer.is_active


def is_manager(viewer: User, *_: Any) -> bool:
    return viewer.role is Role.MANAGER


def is_coach(viewer: User, *_: Any) -> bool:
    """Coaches, and the manager who can do what a coach can."""
    return viewer.role in {Role.COACH, Role.MANAGER}


@overload
def guarded(may: Callable[[User], bool]) -> Callable[[Callable[P, Answer]], Callable[P, Answer]]: ...


@overload
def guarded(
    may: Callable[[User, Loaded], bool], *, load: Callable[Concatenate[User, L], Loaded | None]
) -> Callable[[Callable[Concatenate[Loaded, P], Answer]], Callable[..., Answer]]: ...


def guarded(may: Callable[..., bool], *, load: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Guard a view: `load(viewer, **url_args)` gives its object or None; `may(viewer, object)` says whether it may be used.

    The loader gets the arguments of the address that it names, the view those that it names itself. Without `load` the view
    keeps all of them and `may(viewer)` decides.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        for_loader = _names(load, after=1) if load is not None else frozenset()
        for_view = _names(view, after=1 if load is not None else 0)

        @wraps(view)
        def guarded_view(**url_args: Any) -> Any:
            if not current_user.is_authenticated:
                return _sign_in_first()
            reader = viewer()
            own = {name: value for name, value in url_args.items() if name in for_view}
            if load is None:
                if not may(reader):
                    abort(403)
                return view(**own)
            loaded = load(reader, **{name: value for name, value in url_args.items() if name in for_loader})
            if loaded is None:
                abort(404)
            if not may(reader, loaded):
                abort(403)
            return view(loaded, **own)

        setattr(guarded_view, GUARD, f"{may.__module__}.{may.__name__}")
        setattr(guarded_view, ARGUMENTS, for_loader | for_view)
        return guarded_view

    return decorate


def viewer() -> User:
    """Who reads this page, as the row itself: a row can be locked, the proxy of the extension cannot. Behind a guard only."""
    user: User = current_user._get_current_object()
    return user


def _names(function: Callable[..., Any], *, after: int) -> frozenset[str]:
    """The names of its arguments, without the first ones (the viewer, the object)."""
    return frozenset(list(signature(function).parameters)[after:])


@login_manager.unauthorized_handler
def _sign_in_first() -> Any:
    """A page leads to signing in and back again; a script is told, so that it does not take that page for an answer.

    After a form the way back is to the page of that form, where the browser puts back what was typed.
    """
    if wants_json():
        return jsonify(error=str(login_manager.login_message)), 401
    if request.method == "POST":
        flash(
            _("You were signed out, so this was not saved. Sign in: then you go back to the page where you were."),
            "error",
        )
    else:
        flash(str(login_manager.login_message))
    return redirect(url_for("accounts.sign_in", next=page_of_the_form()))


@login_manager.user_loader
def load_user(session_id: str) -> User | None:
    """Who the session cookie names, unless the password has changed since or the account is gone."""
    number, _, stamp = session_id.partition(".")
    user = db.session.scalar(_account(), {"viewer": int(number)}) if number.isdecimal() else None
    return user if user is not None and user.is_active and user.session_stamp == stamp else None


@cache
def _account() -> Question:
    statement: Question = select(User)
    return statement.where(User.id == VIEWER)


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
