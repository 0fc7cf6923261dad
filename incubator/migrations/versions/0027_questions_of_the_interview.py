"""The interview asks one decision at a time: what was answered, is not known yet and still waits, by question instead of by page.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# The questions that took the place of each page, in the order in which they are put.
QUESTIONS_OF_PAGE = {
    "naam": ["naam", "aansprakelijkheid", "zetel"],
    "doel": ["behoeften", "bedrijf", "overeenkomsten", "doel", "niet-leden"],
    "leden": ["eisen", "toelating", "alsnog", "open"],
    "plichten": ["plichten", "plichten-erbij"],
    "vertrek": ["opzeggen", "opzegging-coop", "ontzetting", "beroep"],
    "inleg": ["inleg", "inleg-delen", "terug", "terugbetalen"],
    "bestuur": ["aantal-bestuurders", "van-buiten", "benoeming", "termijn", "allen-weg", "tekenen"],
    "vergadering": ["oproep-hoe", "oproep-termijn", "wijziging", "wijziging-quorum"],
    "stemmen": ["volmacht", "volmacht-aantal", "online", "online-voorwaarden"],
    "overschot": ["boekjaar", "verdelen", "reserve", "bestemming", "verhouding"],
    "oprichters": ["oprichters", "eerste-bestuur", "eerste-boekjaar"],
}
DRAFTS = sa.table(
    "statutes_drafts",
    sa.column("id", sa.Integer),
    sa.column("answered", sa.JSON),
    sa.column("waiting", sa.JSON),
)


def upgrade() -> None:
    with op.batch_alter_table("statutes_drafts") as drafts:
        drafts.add_column(sa.Column("undecided", sa.JSON(), nullable=False, server_default="[]"))
        drafts.add_column(sa.Column("waiting", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("statutes_versions") as versions:
        versions.add_column(sa.Column("undecided", sa.JSON(), nullable=False, server_default="[]"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(DRAFTS.c.id, DRAFTS.c.answered)).all():
        pages = [page for page in QUESTIONS_OF_PAGE if page in row.answered]
        answered = [question for page in pages for question in QUESTIONS_OF_PAGE[page]]
        waiting = [
            question
            for page, questions in QUESTIONS_OF_PAGE.items()
            for question in questions
            if page not in row.answered
        ]
        changed = sa.update(DRAFTS).where(DRAFTS.c.id == row.id).values(answered=sorted(answered), waiting=waiting)
        connection.execute(changed)


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(DRAFTS.c.id, DRAFTS.c.answered)).all():
        pages = [page for page, questions in QUESTIONS_OF_PAGE.items() if set(questions) <= set(row.answered)]
        connection.execute(sa.update(DRAFTS).where(DRAFTS.c.id == row.id).values(answered=pages))
    with op.batch_alter_table("statutes_versions") as versions:
        versions.drop_column("undecided")
    with op.batch_alter_table("statutes_drafts") as drafts:
        drafts.drop_column("waiting")
        drafts.drop_column("undecided")
