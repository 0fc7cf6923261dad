import pytest

from incubator import config


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
