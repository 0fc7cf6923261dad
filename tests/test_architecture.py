"""Promises that tests keep, so that nobody has to remember them."""

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from incubator.config import ROOT
from incubator.core import i18n_commands
from incubator.core.db import Base
from incubator.core.guards import guard_of

CODE = sorted((ROOT / "incubator").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_imports_run_in_one_direction():
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert checked.returncode == 0, checked.stdout[-3000:]


def test_every_route_says_who_may_use_it(app):
    forgotten = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and guard_of(app.view_functions[rule.endpoint]) is None
    ]
    assert forgotten == []


def test_a_route_without_a_guard_is_refused(make_app):
    app = make_app()
    app.add_url_rule("/vergeten", view_func=lambda: "binnen", endpoint="forgotten")
    with app.app_context():
        assert app.test_client().get("/vergeten").status_code == 403


def test_every_template_compiles(app):
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def test_every_text_is_translated():
    assert list(i18n_commands.problems()) == []


def test_no_template_holds_scripts_or_styles_of_its_own():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    for path in (ROOT / "templates").rglob("*.html"):
        if path.parent.name != "mail":
            assert not inline.search(path.read_text(encoding="utf-8")), path


def test_every_table_is_known_to_the_application():
    """A models module that nobody imports is silently left out of migrations."""
    loaded = {mapper.class_.__module__ for mapper in Base.registry.mappers}
    written = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in CODE
        if re.search(r"^    __tablename__ = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert written <= loaded


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path):
    if "versions" not in path.parts:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"


def test_no_import_hides_inside_a_function():
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inside = [
                    statement for statement in ast.walk(node) if isinstance(statement, ast.Import | ast.ImportFrom)
                ]
                assert not inside, f"{path}: {node.name} imports"


def test_only_the_clock_knows_the_time():
    telling = re.compile(r"datetime\.now\(|datetime\.utcnow\(|date\.today\(")
    outside = [path for path in CODE if path.name != "clock.py" and telling.search(path.read_text(encoding="utf-8"))]
    assert outside == []


def test_a_day_is_one_of_the_calendar_in_the_netherlands():
    """Between midnight here and midnight in UTC the two differ, and a test fails that passes all day."""
    of_utc = re.compile(r"(?<![.\w])now\.date\(\)|clock\.now\(\)\.date\(\)")
    assert [path for path in [*CODE, *TESTS] if of_utc.search(path.read_text(encoding="utf-8"))] == []


def test_what_a_test_calls_today_is_not_asked_when_its_file_is_read():
    """Midnight may pass before the test is run; a week ahead is ahead on either day."""
    early = [f"{path}:{line}" for path in TESTS for line in _asked_on_import(ast.parse(path.read_text("utf-8")))]
    assert early == []


def _asked_on_import(module: ast.Module) -> list[int]:
    """The lines outside functions that ask for the day, but those that count from it."""
    lines, waiting = [], list(ast.iter_child_nodes(module))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp | ast.Lambda):
            continue
        if isinstance(node, ast.FunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults]
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "clock.today":
            lines.append(node.lineno)
        waiting += ast.iter_child_nodes(node)
    return lines


def test_modules_stay_readable():
    """Three hundred lines is what one can hold in mind; a module that grows past it has become two ideas."""
    lengths = Counter(
        {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    )
    too_long = {name: length for name, length in lengths.items() if length > 320 and "/versions/" not in name}
    assert too_long == {}


def test_services_never_commit():
    for path in CODE:
        if path.stem in {"services", "queries", "rules"} or "services" in path.parts:
            assert "session.commit()" not in path.read_text(encoding="utf-8"), path


# What holds a notice as JSON: only the formats and what stores it look inside.
OF_NOTICES = re.compile(
    r"\b(?:notice|publication|previous)\.data\b(?!\.)|\b(?:notice|publication|previous)\.data\.get\(|\bsaid\.get\("
)


@pytest.mark.parametrize("room", ["notices", "watch", "challenges", "bids", "home", "seed", "sources"])
def test_a_stored_notice_is_a_typed_value_above_the_formats(room):
    """`notice.content` is the publication; nobody picks in its JSON by key."""
    paths = [*(ROOT / "incubator" / room).rglob("*.py"), *(ROOT / "templates" / room).rglob("*.html")]
    picking = [str(path) for path in paths if OF_NOTICES.search(path.read_text(encoding="utf-8"))]
    assert [path for path in picking if not path.endswith("seed/notices.py")] == []
