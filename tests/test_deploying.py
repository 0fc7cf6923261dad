"""What is shipped for running it - image, compose file, units, descriptions - agrees with the program."""

import configparser
import json
import re
import shlex
import subprocess
import sys

import click
import pytest
import yaml
from click.testing import CliRunner

from incubator import cli as console
from incubator.config import ROOT, Settings
from incubator.core.rotation import Keeping

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SETTINGS = {f"INCUBATOR_{name.upper()}" for name in Settings.__dataclass_fields__}


def instructions():
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.split(maxsplit=1) for line in joined.splitlines() if line and not line.startswith("#")]


def test_the_image_runs_without_root_and_says_how_it_is():
    lines = instructions()
    names = [name for name, _rest in lines]
    assert [rest for name, rest in lines if name == "USER"] == ["incubator"]
    assert names.index("USER") < names.index("CMD")
    assert "HEALTHCHECK" in names
    assert "/gezond" in DOCKERFILE


def test_the_image_is_of_a_named_version_and_copies_what_is_there():
    (base,) = [rest for name, rest in instructions() if name == "FROM"]
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", base)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for name, rest in instructions():
        if name == "COPY":
            for source in rest.split()[:-1]:
                path = source.removeprefix("./")
                assert (ROOT / path).exists(), path
                assert f"!{path}" in ignored


def commands_of_compose():
    return [service["command"] for service in COMPOSE["services"].values() if "command" in service]


def test_the_services_use_known_settings_and_commands():
    for service in COMPOSE["services"].values():
        names = {name for name in service["environment"] if name.startswith("INCUBATOR_")}
        assert names <= SETTINGS
    commands = commands_of_compose()
    assert ["incubator", "jobs", "work"] in commands
    for _program, *words in commands:
        assert CliRunner().invoke(console.cli, [*words, "--help"]).exit_code == 0


def test_no_service_of_ours_is_open_to_the_world_or_may_more_than_it_must():
    for name, service in COMPOSE["services"].items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
        if name != "database":
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]


def test_no_secret_stands_in_the_compose_file():
    environment = COMPOSE["services"]["web"]["environment"]
    assert all("${" in str(value) for name, value in environment.items() if name not in {"INCUBATOR_ENV"})


def unit(path):
    parser = configparser.RawConfigParser(strict=True, delimiters=("=",))
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_a_unit_runs_without_root_and_writes_where_it_must(path):
    service = unit(path)["Service"]
    assert service["User"] == "incubator"
    assert service["UMask"] == "0077"
    assert service["ProtectSystem"] == "strict"
    program, *words = service["ExecStart"].split()
    if program.endswith("/incubator"):
        names = [word for word in words if word.isalpha()]
        assert CliRunner().invoke(console.cli, [*names, "--help"]).exit_code == 0


def test_the_nightly_backup_is_kept_as_written():
    started = unit(ROOT / "deploy" / "systemd" / "incubator-backup.service")["Service"]["ExecStart"]
    written = re.search(r"--keep (\S+)", started)[1]
    assert Keeping.read(written).numbers == {"d": 7, "w": 4, "m": 12}
    assert "OnCalendar" in unit(ROOT / "deploy" / "systemd" / "incubator-backup.timer")["Timer"]


def test_the_description_for_catalogues_has_what_the_standard_asks():
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert needed | {"legal", "maintenance", "localisation"} <= set(described)
    for language in ("nl", "en"):
        texts = described["description"][language]
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in texts["features"])
    assert described["legal"]["license"] == "EUPL-1.2"


def test_the_bill_of_materials_names_every_library_of_the_lock_with_its_hashes():
    made = subprocess.run([sys.executable, ROOT / ".ci" / "sbom.py"], capture_output=True, text=True, check=True)
    document = json.loads(made.stdout)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+==[^ \\;]+)", lock, re.MULTILINE))
    assert {f"{each['name']}=={each['version']}" for each in document["components"]} == {
        name.lower() for name in pinned
    }
    assert all(each["hashes"] for each in document["components"])
    assert lock.count("--hash=sha256:") == sum(len(each["hashes"]) for each in document["components"])


def test_the_guide_for_operators_knows_every_subject_of_the_doctor():
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "incubator" / "core" / "health").glob("*.py"))
    subjects = set(re.findall(r'\b(?:good|note|attention|broken|make)\(\s*"(\w+)"', code))
    assert subjects >= {"database", "jobs", "outbox"}
    table = guide.partition("## When the doctor complains")[2]
    assert [subject for subject in sorted(subjects) if subject not in table] == []


def commands_of_the_guide():
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    inline = re.findall(r"`(?:[^`\n]* )?incubator ([^`\n]+)`", guide)
    return sorted({*inline, *re.findall(r"^    .* incubator (.+)$", guide, re.MULTILINE)})


@pytest.mark.parametrize("words", commands_of_the_guide())
def test_the_guide_names_commands_and_options_that_are_there(words):
    command, left = console.cli, shlex.split(words)
    while isinstance(command, click.Group):
        name = left.pop(0)
        command = command.get_command(click.Context(command), name)
        assert command is not None, f"there is no {name} in: incubator {words}"
    context = click.Context(command)
    given, unknown, _order = command.make_parser(context).parse_args(left)
    needed = {each.name for each in command.params if isinstance(each, click.Argument) and each.required}
    assert unknown == []
    assert {name for name, value in given.items() if value} >= needed, words


def test_readme_and_program_know_the_same_settings():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(INCUBATOR_\w+)`", readme, re.MULTILINE))
    assert listed >= SETTINGS - {"INCUBATOR_ORIGIN"}
