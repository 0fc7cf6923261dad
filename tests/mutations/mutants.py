"""The mistakes that someone could make in a module of rules, one at a time."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
FUNCTIONS = {"any": "all", "all": "any", "min": "max", "max": "min"}
SEVERITIES = {"ERROR": "WARNING", "WARNING": "INFO", "INFO": "ERROR"}
DECIDED = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant)  # conditions that are mutated as what they are
Change = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True)
class Mutant:
    """One statement of a module, wrong in one place. `lines` are those that a test must run to be able to notice."""

    line: int
    what: str
    lines: range
    statement: ast.stmt


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, by the statement at its top in which it stands."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        nodes = list(_nodes(statement, range(statement.lineno, statement.lineno + 1)))
        for place, (node, lines) in enumerate(nodes):
            for what, change in _changes(node):
                yield Mutant(node.lineno, what, lines, _changed(statement, place, change))


def _changed(statement: ast.stmt, place: int, change: Change) -> ast.stmt:
    """A copy of the statement in which the node at this place is another one."""
    other = copy.deepcopy(statement)
    node, _lines = list(_nodes(other, range(0)))[place]
    new = ast.copy_location(change(node), node)
    changed: ast.stmt = _Replacing(node, new).visit(other)
    return ast.fix_missing_locations(changed)


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.old:
            return self.new
        return self.generic_visit(node)


def _nodes(node: ast.AST, lines: range) -> Iterator[tuple[ast.AST, range]]:
    """All nodes that run, with the lines of their statement; no decorators, annotations and docstrings."""
    if isinstance(node, ast.stmt):
        lines = _own_lines(node)
    yield node, lines
    for name, value in ast.iter_fields(node):
        if name in {"decorator_list", "annotation", "returns", "bases", "ctx"}:
            continue
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST) and not _is_text(child):
                yield from _nodes(child, lines)


def _own_lines(statement: ast.stmt) -> range:
    """The lines of a statement without those of the statements in it."""
    inner = getattr(statement, "body", None)
    if isinstance(statement, ast.If | ast.For | ast.While | ast.With) and inner:
        return range(statement.lineno, max(statement.lineno + 1, inner[0].lineno))
    return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp():
            yield _swapped_word(node)
        case ast.UnaryOp(op=ast.Not()):
            yield "not removed", lambda old: old.operand  # type: ignore[attr-defined]
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield _arithmetic(node)
        case ast.Constant():
            yield from _constants(node)
        case ast.Name(id=name, ctx=ast.Load()) if name in FUNCTIONS:
            yield f"{name} became {FUNCTIONS[name]}", lambda _old: ast.Name(FUNCTIONS[name], ast.Load())
        case ast.Name(id=name, ctx=ast.Load()) if name in SEVERITIES:
            yield f"{name} became {SEVERITIES[name]}", _weighs_otherwise
        case ast.Raise():
            yield "raise removed", lambda _old: ast.Pass()
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "returns None", lambda _old: ast.Return(ast.Constant(None))
        case ast.Yield():
            yield "yield removed", lambda _old: ast.YieldFrom(ast.Tuple([], ast.Load()))
        case ast.If() | ast.IfExp() | ast.While() if not isinstance(node.test, DECIDED):
            yield "condition turned round", _with_condition_turned


def _weighs_otherwise(old: ast.AST) -> ast.AST:
    """Another severity, also where the module does not import that one by its name."""
    name: str = old.id  # type: ignore[attr-defined]
    kind = ast.Call(ast.Name("type", ast.Load()), [old], [])  # type: ignore[list-item]
    return ast.Attribute(kind, SEVERITIES[name], ast.Load())


def _with_condition_turned(old: ast.AST) -> ast.AST:
    new = copy.copy(old)
    new.test = ast.UnaryOp(ast.Not(), old.test)  # type: ignore[attr-defined]
    return new


def _comparisons(node: ast.Compare) -> Iterator[tuple[str, Change]]:
    for place, old_operator in enumerate(node.ops):
        for new_operator in COMPARISONS.get(type(old_operator), ()):
            yield (
                f"{type(old_operator).__name__} became {new_operator.__name__}",
                _with_operator(place, new_operator),
            )


def _with_operator(place: int, operator: type[ast.cmpop]) -> Change:
    def change(old: ast.AST) -> ast.AST:
        operators = list(old.ops)  # type: ignore[attr-defined]
        operators[place] = operator()
        return ast.Compare(old.left, operators, old.comparators)  # type: ignore[attr-defined]

    return change


def _swapped_word(node: ast.BoolOp) -> tuple[str, Change]:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    return f"{type(node.op).__name__} became {other.__name__}", lambda old: ast.BoolOp(other(), old.values)  # type: ignore[attr-defined]


def _arithmetic(node: ast.BinOp) -> tuple[str, Change]:
    other = ARITHMETIC[type(node.op)]
    what = f"{type(node.op).__name__} became {other.__name__}"
    return what, lambda old: ast.BinOp(old.left, other(), old.right)  # type: ignore[attr-defined]


def _constants(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} became {not value}", lambda _old: ast.Constant(not value)
    elif isinstance(value, int):
        yield f"{value} became {value + 1}", lambda _old: ast.Constant(value + 1)
        yield f"{value} became {value - 1}", lambda _old: ast.Constant(value - 1)
