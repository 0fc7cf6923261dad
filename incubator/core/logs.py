"""Logs go to stderr, one line per event: for a person in development, JSON in production. Stdout belongs to the commands.

A traceback is shown without the values of variables: those hold what people typed.
"""

import logging
import sys

import structlog
from structlog.typing import Processor


class _ToStderr(logging.Handler):
    """Asks for stderr at each line, so that it follows when someone redirects it."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(self.format(record) + "\n")


def configure(*, production: bool) -> None:
    """Set up logging for this process. Entry points call it once; tests leave logging to pytest."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    handler = _ToStderr()
    handler.setFormatter(_formatter(shared, production))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("incubator").setLevel(logging.INFO)


def _formatter(shared: list[Processor], production: bool) -> structlog.stdlib.ProcessorFormatter:
    shown: list[Processor]
    if production:
        shown = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        plain = structlog.dev.plain_traceback
        shown = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown]
    )
