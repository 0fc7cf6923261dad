"""Typed settings: environment variables `INCUBATOR_*`, else `instance/config.toml`, else a default that is safe for development.

The environment wins. Production refuses to start without a secret key of its own; development makes one once and keeps it in
the instance folder, so that people stay signed in over a restart.
"""

import difflib
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "INCUBATOR_"
CHOICES = {
    "env": ("development", "production"),
    "sign_up": ("open", "invitation"),
    "locale": ("nl", "en"),
    "jobs": ("timetable", "procrastinate"),
    "second_factor": ("off", "optional", "managers", "staff"),
}
DATABASES = ("sqlite://", "postgresql://", "postgresql+psycopg://", "postgres://")
RATE_LIMIT_STORAGES = ("database://", "memory://", "redis://", "rediss://", "redis+unix://")
NOBODYS_PREFIX = "ocds-000000"  # until a registered one is set
OCID_PREFIX = re.compile(r"ocds-[a-z0-9]{6}", re.ASCII)  # the Open Contracting Partnership gives them out
# The first is read before the settings are; by the second the tests find real notices.
NO_SETTINGS = {f"{PREFIX}INSTANCE", f"{PREFIX}SHARED_DATA"}


class ConfigurationError(Exception):
    """A setting is missing or makes no sense; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one running incubator. `origin` tells where each value came from: environment, file, default, made."""

    instance: Path
    env: str = "development"
    name: str = "Incubator voor werkcoöperaties"
    base_url: str = "http://127.0.0.1:8000"
    locale: str = "nl"
    database_url: str = ""
    secret_key: str = ""
    mail_url: str = ""  # empty: mails land in a folder of the instance
    mail_from: str = "incubator@example.org"
    sign_up: str = "open"  # or "invitation"
    second_factor: str = "off"  # a code from a phone at sign-in: "optional", or required of "managers" or "staff"
    oidc_issuer: str = ""  # where coaches and managers may sign in too (OpenID Connect)
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""  # what the button calls it; empty: "your organisation"
    trusted_proxies: int = 0
    remind_after_days: int = 14  # in which nothing happened in a group; 0: nobody is reminded
    timetable: bool = True  # run the jobs in `serve`
    jobs: str = "timetable"  # or "procrastinate": they stand in a queue, and `jobs work` does them
    allow_private_sources: bool = False
    demo: bool = False  # one-click personas; impossible in production
    rate_limits: bool = True
    rate_limit_storage: str = "database://"  # shared by all processes; or redis://...
    ocid_prefix: str = NOBODYS_PREFIX  # of the procurements that this incubator gives out as open data
    access_log: bool = False  # a line a request, without who asked
    metrics_token: str = ""  # empty: no figures at /metrics
    origin: Mapping[str, str] = field(default_factory=dict)

    @property
    def production(self) -> bool:
        return self.env == "production"


def load(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings; `overrides` (tests, command line) win over everything. Raises `ConfigurationError`."""
    if environ is None:
        environ = os.environ
    instance = Path(overrides.pop("instance", None) or environ.get(f"{PREFIX}INSTANCE") or ROOT / "instance").resolve()
    values: dict[str, Any] = {}
    origin: dict[str, str] = {"instance": "default"}
    if f"{PREFIX}INSTANCE" in environ:
        origin["instance"] = "environment"
    # Later ones win.
    layers = {"file": _from_file(instance), "environment": _from_environment(environ), "given": overrides}
    for source, layer in layers.items():
        values |= {name: _typed(name, raw) for name, raw in layer.items()}
        origin |= dict.fromkeys(layer, source)
    return _completed(Settings(instance=instance, origin=origin, **values))


def _known() -> dict[str, Any]:
    return {f.name: f.type for f in fields(Settings) if f.name not in {"instance", "origin"}}


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Raises `ConfigurationError` for a name that is no setting: a setting with a slip of the pen would be left out in silence."""
    known = _known()
    names = {f"{PREFIX}{name.upper()}" for name in known} | NO_SETTINGS
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in names:
            close = difflib.get_close_matches(name, sorted(names - NO_SETTINGS), n=1)
            hint = f": did you mean {close[0]}?" if close else ""
            raise ConfigurationError(f"{name} is no setting{hint}")
    return {name: environ[f"{PREFIX}{name.upper()}"] for name in known if f"{PREFIX}{name.upper()}" in environ}


def _from_file(instance: Path) -> dict[str, Any]:
    path = instance / "config.toml"
    if not path.is_file():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is no valid TOML: {error}") from error
    known: dict[str, str] = {}
    for name in _known():
        known |= {name: name, f"{PREFIX}{name.upper()}": name}
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise ConfigurationError(f"{path} holds unknown settings: {', '.join(unknown)}")
    return {known[key]: value for key, value in raw.items()}


def _typed(name: str, raw: Any) -> Any:
    kind = _known().get(name)
    if kind is None:
        raise ConfigurationError(f"Unknown setting: {name}")
    if kind in (bool, "bool"):
        return _switch(name, raw)
    if kind in (int, "int"):
        try:
            return int(raw)
        except ValueError as error:
            raise ConfigurationError(f"{PREFIX}{name.upper()} must be a whole number, not {raw!r}") from error
    return str(raw)


def _switch(name: str, raw: Any) -> bool:
    text = str(raw).strip().lower()
    if text in {"1", "on", "true", "yes"}:
        return True
    if text in {"0", "off", "false", "no", ""}:
        return False
    raise ConfigurationError(f"{PREFIX}{name.upper()} must be on or off, not {raw!r}")


def _completed(settings: Settings) -> Settings:
    for name, choices in CHOICES.items():
        value = getattr(settings, name)
        if value not in choices:
            raise ConfigurationError(f"{PREFIX}{name.upper()} must be one of {', '.join(choices)}, not {value!r}")
    if settings.trusted_proxies < 0:
        raise ConfigurationError(f"{PREFIX}TRUSTED_PROXIES must be 0 or more, not {settings.trusted_proxies}")
    _check_stores(settings)
    _check_prefix(settings.ocid_prefix)
    _check_base_url(settings.base_url)
    _check_oidc(settings)
    if settings.production and settings.demo:
        raise ConfigurationError("The demo's one-click sign-in is impossible in production: leave INCUBATOR_DEMO out")
    database_url = settings.database_url or f"sqlite:///{settings.instance / 'incubator.sqlite3'}"
    if database_url.startswith(("postgres://", "postgresql://")):
        database_url = "postgresql+psycopg://" + database_url.split("://", 1)[1]
    _check_queue(settings)
    return _replace(settings, database_url=database_url, secret_key=_secret_key(settings))


def _check_stores(settings: Settings) -> None:
    """What was written is not repeated: it may hold a password."""
    if settings.database_url and not settings.database_url.startswith(DATABASES):
        raise ConfigurationError(f"{PREFIX}DATABASE_URL must begin with postgresql:// or sqlite://")
    if not settings.rate_limit_storage.startswith(RATE_LIMIT_STORAGES):
        raise ConfigurationError(f"{PREFIX}RATE_LIMIT_STORAGE must be database://, memory:// or redis://host:port")


def _check_prefix(prefix: str) -> None:
    if not OCID_PREFIX.fullmatch(prefix):
        raise ConfigurationError(f"{PREFIX}OCID_PREFIX must look like ocds-a1b2c3, not {prefix!r}")


def _check_queue(settings: Settings) -> None:
    if settings.jobs != "procrastinate":
        return
    if not settings.database_url.startswith("postgres"):
        raise ConfigurationError(
            f"{PREFIX}JOBS=procrastinate needs PostgreSQL: "
            f"set {PREFIX}DATABASE_URL to postgresql://..., or leave {PREFIX}JOBS out"
        )
    if find_spec("procrastinate") is None:
        raise ConfigurationError(
            f"{PREFIX}JOBS=procrastinate needs a package that is not installed: "
            "pip install --require-hashes -r requirements-queue.lock"
        )


def _check_base_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        raise ConfigurationError(f"{PREFIX}BASE_URL must look like https://incubator.example.org, not {url!r}")


def _check_oidc(settings: Settings) -> None:
    """All of it or nothing, and safe: what the issuer says decides who comes in."""
    needed = {name: getattr(settings, name) for name in ("oidc_issuer", "oidc_client_id", "oidc_client_secret")}
    missing = [f"{PREFIX}{name.upper()}" for name, value in needed.items() if not value]
    if 0 < len(missing) < len(needed):
        raise ConfigurationError(f"Signing in with OpenID Connect also needs {', '.join(missing)}")
    if not missing:
        _check_issuer(settings)


def _check_issuer(settings: Settings) -> None:
    try:
        issuer = urlsplit(settings.oidc_issuer)
        valid = issuer.scheme in {"https", "http"} and bool(issuer.hostname) and not (issuer.query or issuer.fragment)
    except ValueError:
        valid = False
    if not valid:
        raise ConfigurationError(f"{PREFIX}OIDC_ISSUER must look like https://login.example.org/realm")
    if settings.production and issuer.scheme != "https":
        raise ConfigurationError(f"{PREFIX}OIDC_ISSUER must begin with https:// in production")


def _secret_key(settings: Settings) -> str:
    if settings.secret_key:
        if settings.production and len(settings.secret_key) < 32:
            raise ConfigurationError("INCUBATOR_SECRET_KEY is too short: production needs at least 32 characters")
        return settings.secret_key
    if settings.production:
        raise ConfigurationError(
            "Production needs INCUBATOR_SECRET_KEY: make one with "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(48))'` and keep it"
        )
    path = settings.instance / "secret_key"
    if not path.is_file():
        settings.instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def _replace(settings: Settings, **changes: Any) -> Settings:
    origin = dict(settings.origin)
    for name in changes:
        origin.setdefault(name, "made" if name == "secret_key" else "default")
    return replace(settings, **changes, origin=origin)
