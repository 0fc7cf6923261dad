import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from incubator import config
from incubator.app import create_app
from incubator.core.db import db


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / "config.toml").write_text('name = "Uit bestand"\nsign_up = "invitation"\n', encoding="utf-8")
    settings = config.load({"INCUBATOR_INSTANCE": str(tmp_path), "INCUBATOR_NAME": "Uit omgeving"})
    assert (settings.name, settings.sign_up) == ("Uit omgeving", "invitation")
    assert (settings.origin["name"], settings.origin["sign_up"]) == ("environment", "file")


def test_production_refuses_to_start_without_a_secret(tmp_path):
    with pytest.raises(config.ConfigurationError, match="INCUBATOR_SECRET_KEY"):
        config.load({"INCUBATOR_ENV": "production", "INCUBATOR_INSTANCE": str(tmp_path)})


def test_production_refuses_a_short_secret(tmp_path):
    with pytest.raises(config.ConfigurationError, match="32 characters"):
        config.load({"INCUBATOR_ENV": "production", "INCUBATOR_SECRET_KEY": "kort"}, instance=tmp_path)


def test_production_refuses_the_demo(tmp_path):
    with pytest.raises(config.ConfigurationError, match="impossible in production"):
        config.load(
            {"INCUBATOR_ENV": "production", "INCUBATOR_DEMO": "on", "INCUBATOR_SECRET_KEY": "x" * 40}, instance=tmp_path
        )


def test_development_keeps_the_secret_it_made(tmp_path):
    first = config.load({}, instance=tmp_path)
    assert first.secret_key == config.load({}, instance=tmp_path).secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INCUBATOR_TIMETABLE", "misschien"),
        ("INCUBATOR_TRUSTED_PROXIES", "veel"),
        ("INCUBATOR_ENV", "test"),
        ("INCUBATOR_SIGN_UP", "soms"),
        ("INCUBATOR_LOCALE", "fr"),
        ("INCUBATOR_BASE_URL", "example.org"),
        ("INCUBATOR_BASE_URL", "ftp://example.org"),
        ("INCUBATOR_BASE_URL", "https://"),
        ("INCUBATOR_BASE_URL", "http://[::1"),
        ("INCUBATOR_BASE_URL", "http://example.org:99999"),
        ("INCUBATOR_TRUSTED_PROXIES", "-1"),
        ("INCUBATOR_DATABASE_URL", "mysql://db/incubator"),
        ("INCUBATOR_DATABASE_URL", "incubator.sqlite3"),
        ("INCUBATOR_OCID_PREFIX", "ocds-A1B2C3"),
        ("INCUBATOR_OCID_PREFIX", "incubator"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path, name, value):
    with pytest.raises(config.ConfigurationError, match=name):
        config.load({name: value}, instance=tmp_path)


def test_an_unknown_setting_in_the_file_is_named(tmp_path):
    (tmp_path / "config.toml").write_text("naam = 1\n", encoding="utf-8")
    with pytest.raises(config.ConfigurationError, match="naam"):
        config.load({}, instance=tmp_path)


def test_postgresql_addresses_choose_the_installed_driver(tmp_path):
    settings = config.load({"INCUBATOR_DATABASE_URL": "postgresql://db/incubator"}, instance=tmp_path)
    assert settings.database_url == "postgresql+psycopg://db/incubator"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("INCUBATOR_SIGNUP", "INCUBATOR_SIGN_UP"), ("INCUBATOR_MAILURL", "INCUBATOR_MAIL_URL"), ("INCUBATOR_XYZ", "")],
)
def test_a_name_that_is_no_setting_is_refused(tmp_path, name, meant):
    with pytest.raises(config.ConfigurationError, match=f"^{name} is no setting.*{meant}"):
        config.load({name: "1"}, instance=tmp_path)


def test_the_names_of_other_programs_are_left_alone(tmp_path):
    given = {"PATH": "/bin", "INCUBATORS": "3", "incubator_name": "x", "INCUBATOR_SHARED_DATA": "/data"}
    assert config.load(given, instance=tmp_path).name == "Incubator voor werkcoöperaties"


def test_a_wrong_address_of_the_database_is_not_repeated(tmp_path):
    with pytest.raises(config.ConfigurationError) as refused:
        config.load({"INCUBATOR_DATABASE_URL": "mysql://user:geheim@db/incubator"}, instance=tmp_path)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "mail.example.org:25", "smtp://host:veel"])
def test_an_address_of_no_mail_server_stops_the_start(tmp_path, url):
    with pytest.raises(config.ConfigurationError, match="INCUBATOR_MAIL_URL"):
        create_app(config.load({"INCUBATOR_MAIL_URL": url}, instance=tmp_path))


@pytest.mark.both_databases
def test_an_error_of_the_database_holds_nothing_that_was_typed(app):
    with pytest.raises(DBAPIError) as failed:
        db.session.execute(text("SELECT * FROM nothing_like_this WHERE name = :name"), {"name": "Fatma Yilmaz"})
    db.session.rollback()
    assert "Fatma" not in str(failed.value)


def test_the_data_is_readable_by_its_owner_only(tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o755)
    create_app(config.load({}, instance=folder))
    assert folder.stat().st_mode & 0o077 == 0
    create_app(config.load({}, instance=tmp_path / "new"))
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
