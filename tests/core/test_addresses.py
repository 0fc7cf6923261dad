"""An address is written as werkzeug writes it, the first time and after."""

from werkzeug.routing import Rule

VALUES = {"RowNumber": 7, "AuthorityAddress": "GM0344", "UnicodeConverter": "de tuin/é", "PathConverter": "a/b"}


def value_for(converter):
    choices = getattr(converter, "items", None)
    return next(iter(choices)) if choices else VALUES[type(converter).__name__]


def test_every_address_is_written_the_first_time_as_it_is_after(make_app):
    rules = list(make_app().url_map.iter_rules())
    assert len(rules) > 500
    for rule in rules:
        values = {name: value_for(rule._converters[name]) for name in rule.arguments if name in rule._converters}
        asked = {**values, "een_vraag": "a b"}
        expected = Rule._compile_builder(rule, True)(rule, **asked)
        assert [rule.build(asked), rule.build(asked)] == [expected, expected], rule
        assert rule.build(values, False) == Rule._compile_builder(rule, False)(rule, **values)
