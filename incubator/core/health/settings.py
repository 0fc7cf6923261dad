"""Every setting with where it came from; a secret is shown as being there, never as what it is."""

from dataclasses import dataclass, fields

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from incubator.config import PREFIX, Settings

SECRET = {"secret_key", "metrics_token", "oidc_client_secret"}
ADDRESSES = {"database_url", "mail_url", "rate_limit_storage"}  # may hold a password


@dataclass(frozen=True, slots=True)
class ShownSetting:
    name: str
    value: str
    origin: str


def shown_settings(chosen: Settings) -> list[ShownSetting]:
    """Every setting with where it came from; secrets only as being there."""
    names = [each.name for each in fields(Settings) if each.name != "origin"]
    return [
        ShownSetting(f"{PREFIX}{name.upper()}", _shown(name, getattr(chosen, name)), chosen.origin.get(name, "default"))
        for name in names
    ]


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        if value:
            return "on"
        return "off"
    text = str(value)
    if name in SECRET:
        if text:
            return "***"
        return ""
    if name in ADDRESSES and text:
        return _without_password(text)
    return text


def _without_password(address: str) -> str:
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "***"
