"""The mark that every view carries: who may use it. A view without a mark is refused (least privilege by default)."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, request
from flask.typing import ResponseReturnValue

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
GUARD = "_guard"


def public(view: View) -> View:
    """Open for everyone, signed in or not."""
    setattr(view, GUARD, "public")
    return view


def guard_of(view: Callable[..., Any]) -> str | None:
    """Who may use a view: `public`, the name of a permission, or None when someone forgot."""
    return getattr(view, GUARD, None)


def init_app(app: Flask) -> None:
    @app.before_request
    def refuse_unguarded() -> None:
        if request.endpoint in {None, "static"}:
            return
        if guard_of(app.view_functions[str(request.endpoint)]) is None:
            app.logger.error("unguarded route: %s", request.endpoint)
            abort(403)
