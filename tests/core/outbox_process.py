"""One of several processes that empty the same outbox: `python -m tests.core.outbox_process`."""

import sys

from incubator.app import create_app
from incubator.core.delivery import carrier
from incubator.core.outbox import deliver_due
from incubator.core.web import settings


def main(instance: str, database_url: str, mail_url: str) -> None:
    app = create_app(
        instance=instance,
        database_url=database_url,
        mail_url=mail_url,
        secret_key="a-secret-for-tests-that-is-long-enough",
    )
    with app.app_context():
        print(deliver_due(carrier(settings())).sent)


if __name__ == "__main__":
    main(*sys.argv[1:])
