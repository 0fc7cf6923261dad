"""The guards: every route is guarded or listed as public, and a route that is neither is refused.

Order: signed in (else the sign-in page), then the object is loaded within what this user may know (else 404, so that existence
is not revealed), then what this user may do with it (else 403), then the view.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.models import Role, User

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Loader = Callable[..., Any]
GUARD = "_guard"


def signed_in(viewer: User, *_: Any) -> bool:
    """Anyone with an account."""
    return viewer.is_active


def is_manager(viewer: User, *_: Any) -> bool:
    return viewer.role is Role.MANAGER


def is_coach(viewer: User, *_: Any) -> bool:
    """Coaches, and the manager who can do what a coach can."""
    return viewer.role in {Role.COACH, Role.MANAGER}


def guarded(may: Callable[..., bool], *, load: Loader | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view: `load(viewer, **url_args)` gives its object or None; `may(viewer, object)` says whether it may be used.

    Without `load` the view keeps its own arguments and `may(viewer)` decides.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded_view(**url_args: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]  # set by Flask-Login
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


def public(view: View) -> View:
    """Open for everyone, signed in or not."""
    setattr(view, GUARD, "public")
    return view


def guard_of(view: Callable[..., Any]) -> str | None:
    """Who may use a view: `public`, the name of a permission, or None when someone forgot."""
    return getattr(view, GUARD, None)


def init_app(app: Flask) -> None:
    """Refuse every route that nobody guarded: least privilege by default."""

    @app.before_request
    def refuse_unguarded() -> None:
        if request.endpoint in {None, "static"}:
            return
        if guard_of(app.view_functions[str(request.endpoint)]) is None:
            app.logger.error("unguarded route: %s", request.endpoint)
            abort(403)
