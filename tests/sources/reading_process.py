"""A process that reads one source, to be killed."""

from incubator.app import create_app
from incubator.core import connections
from incubator.core.http import Client
from incubator.core.web import settings
from incubator.sources import jobs


def main(instance: str, database_url: str, source_id: int) -> None:
    connections.pause = lambda _seconds: None
    app = create_app(
        instance=instance,
        database_url=database_url,
        secret_key="a-secret-for-tests-that-is-long-enough",
        allow_private_sources=True,
    )
    with app.app_context():
        jobs.read_source(source_id, Client.of(settings()))
