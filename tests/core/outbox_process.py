"""One of several processes that empty the same outbox."""

from pathlib import Path

from incubator.app import create_app
from incubator.core.delivery import carrier
from incubator.core.outbox import deliver_due
from incubator.core.web import settings


def main(instance: str, database_url: str, mail_url: str, record: str) -> None:
    """Writes into the record how many mails it sent."""
    app = create_app(
        instance=instance,
        database_url=database_url,
        mail_url=mail_url,
        secret_key="a-secret-for-tests-that-is-long-enough",
    )
    with app.app_context():
        Path(record).write_text(str(deliver_due(carrier(settings())).sent), encoding="ascii")
