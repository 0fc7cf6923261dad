"""The application that this code runs in, as itself: for threads and processes, which a proxy does not reach."""

from flask import Flask, has_app_context
from flask.globals import app_ctx


def this_app() -> Flask:
    """The application of the current context. Raises `RuntimeError` outside of any."""
    return app_ctx.app


def is_running() -> bool:
    """Whether this code runs in an application, with its database."""
    return has_app_context()
