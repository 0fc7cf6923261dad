"""Does the database answer, and does it fit this program?"""

from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from incubator.core import schema
from incubator.core.db import db
from incubator.core.health.findings import HealthFinding, broken, good


def check_database() -> list[HealthFinding]:
    try:
        state = schema.state()
    except SQLAlchemyError as error:
        sentence = _("The database does not answer: %(reason)s", reason=schema.reason_of(error))
        remedy = _("Check INCUBATOR_DATABASE_URL, and whether the database server runs.")
        return [broken("database", sentence, remedy)]
    if state.empty:
        return [broken("database", _("The database has no tables yet."), _("Run: incubator db upgrade"))]
    if state.newer:
        sentence = _("This program is older than its database (which is at %(current)s).", current=state.current)
        return [broken("database", sentence, _("Install the version that upgraded it, or restore a backup of before."))]
    if not state.queue:
        return [broken("database", _("The database misses the tables of the queue."), _("Run: incubator db upgrade"))]
    if not state.up_to_date:
        sentence = _("The database is not up to date.")
        return [broken("database", sentence, _("Make a backup and run: incubator db upgrade"))]
    return [good("database", _("The database answers and is up to date (%(kind)s).", kind=db.engine.dialect.name))]
