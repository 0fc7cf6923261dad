"""How the code reads: plain names, one decision a statement, small functions, short lines. What is measured here was agreed, not found."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from incubator.config import ROOT

# Words that say nothing of what they name: a loop variable is the noun, what was read is named after what it is.
EMPTY_NAMES = frozenset({"one", "told", "said", "says", "found", "wanted"})
CONDITIONAL_EXPRESSIONS = 12  # at most, per 1,000 lines
COMPREHENSIONS = 20  # at most, per 1,000 lines
COMMENTS = (0.02, 0.04)  # share of the lines
LONGEST_LINE = 140
COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
DECISION = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.match_case)
MOST_DECISIONS = 10
TESTED = ("statutes", "reviews", "cooperatives", "learning", "register")
LINES_OF_TEST = 0.6  # at least, per line of code

HOOKS = {"for-groups"}  # by which tests find a part of a page

MODULES = sorted(path for path in (ROOT / "incubator").rglob("*.py") if "versions" not in path.parts)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
TESTS = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests").rglob("*.py"))}


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def lines_of(paths: list[Path]) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def bound_names(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Everything that gets a name: variables, arguments, fields, functions and classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node
        elif isinstance(node, ast.arg):
            yield node.arg, node
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.alias):
            yield node.asname or node.name, node


@pytest.mark.parametrize("trees", [TREES, TESTS], ids=["incubator", "tests"])
def test_no_name_is_a_word_that_says_nothing(trees):
    empty = [
        f"{place(path, node)} {name}"
        for path, tree in trees.items()
        for name, node in bound_names(tree)
        if name in EMPTY_NAMES
    ]
    assert empty == []


def test_every_class_has_a_name_of_its_own():
    modules = defaultdict(list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                modules[node.name.lstrip("_")].append(str(path.relative_to(ROOT)))
    assert {name: places for name, places in modules.items() if len(places) > 1} == {}


@pytest.mark.parametrize(("kind", "most"), [((ast.IfExp,), CONDITIONAL_EXPRESSIONS), (COMPREHENSION, COMPREHENSIONS)])
def test_most_decisions_are_statements(kind, most):
    count = sum(isinstance(node, kind) for tree in TREES.values() for node in ast.walk(tree))
    assert count / lines_of(MODULES) * 1000 <= most


def test_a_statement_holds_one_conditional_expression_or_comprehension():
    dense = []
    for path, tree in TREES.items():
        for statement in ast.walk(tree):
            if isinstance(statement, ast.stmt) and not hasattr(statement, "body"):
                inner = sum(isinstance(node, (ast.IfExp, *COMPREHENSION)) for node in ast.walk(statement))
                dense += [place(path, statement)] if inner > 1 else []
    assert dense == []


def decisions(function: ast.AST) -> int:
    """Cyclomatic complexity, with each part of `and` and `or` as a decision."""
    branches = sum(isinstance(node, DECISION) for node in ast.walk(function))
    return 1 + branches + sum(len(node.values) - 1 for node in ast.walk(function) if isinstance(node, ast.BoolOp))


def test_no_function_decides_more_than_one_can_follow():
    functions = [
        (path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    assert [f"{place(path, node)} {node.name}" for path, node in functions if decisions(node) > MOST_DECISIONS] == []


def test_comments_say_why_and_not_too_often():
    comments = 0
    for path in MODULES:
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        comments += sum(token.type == tokenize.COMMENT for token in tokens)
    low, high = COMMENTS
    assert low <= comments / lines_of(MODULES) <= high


@pytest.mark.parametrize(
    "pattern", ["templates/**/*.html", "templates/**/*.txt", "static/styles/*.css", "static/scripts/*.js"]
)
def test_lines_of_pages_and_styles_fit_on_a_screen(pattern):
    paths = list(ROOT.glob(pattern))
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]
    assert paths
    assert long == []


def test_a_style_sheet_has_one_declaration_a_line():
    dense = [
        f"{path.name}:{number}"
        for path in (ROOT / "static" / "styles").glob("*.css")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.count(";") > 1 and "url(" not in line
    ]
    assert dense == []


def test_what_a_page_calls_by_a_class_has_a_style_or_a_script():
    """A class that was left behind, or whose style was never written, lets a page fall apart without anybody being told."""
    sheets = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static").rglob("*.[cj]s*"))
    unknown = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "templates").rglob("*.html")
        for written in re.findall(r'class="([^"{]*)"', path.read_text(encoding="utf-8"))
        for name in written.split()
        if name not in HOOKS and not re.search(rf"[.\"']{re.escape(name)}(?![\w-])", sheets)
    }
    assert unknown == set()


@pytest.mark.parametrize("feature", TESTED)
def test_the_heart_of_the_house_is_tested(feature):
    code = lines_of(list((ROOT / "incubator" / feature).rglob("*.py")))
    tests = lines_of(list((ROOT / "tests" / feature).rglob("*.py")))
    assert tests / code >= LINES_OF_TEST
