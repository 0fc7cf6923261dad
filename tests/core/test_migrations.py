"""Migrations run from empty to head and back on both databases, and equal the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from incubator.core.db import Base, db


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_app(request, make_app):
    """An application whose database has no table yet."""
    url = request.getfixturevalue("empty_postgresql") if request.param == "postgresql" else ""
    app = make_app(database_url=url) if url else make_app()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def ours(_object, name, kind, reflected, _compared):
    return not (kind == "table" and reflected and "_fts" in name) and "search_vector" not in name


def test_from_empty_to_head_equals_the_models_and_back_to_empty(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()


def test_the_full_text_index_comes_with_the_migration(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("SELECT count(*) FROM notices_fts")) == 0
        else:
            columns = [column["name"] for column in inspect(connection).get_columns("notices")]
            assert "search_vector" in columns
