"""`create_app()` beside the imports that it cannot do without, each in a fresh process.

Baseline: an interpreter that imports the libraries the application is built on (Flask and its extensions, SQLAlchemy, WTForms,
APScheduler, python-docx, lxml, feedparser, requests). Ours: an interpreter that makes the application.
"""

import os
import subprocess
import sys
import tempfile

from incubator.config import ROOT
from tests.benchmarks.measuring import Result, in_turn

LIBRARIES = (
    "flask", "flask_sqlalchemy", "sqlalchemy.orm", "flask_migrate", "flask_wtf", "wtforms", "flask_login", "flask_limiter", "flask_babel",
    "apscheduler.schedulers.background", "docx", "feedparser", "lxml.etree", "requests", "argon2", "structlog", "waitress",
    "openpyxl", "icalendar", "markdown_it", "nh3", "Stemmer", "jsonschema", "heroicons.jinja", "ocdsmerge",
)  # fmt: skip


def run() -> Result:
    with tempfile.TemporaryDirectory() as instance:
        environment = {**os.environ, "INCUBATOR_INSTANCE": instance, "INCUBATOR_TIMETABLE": "off"}

        def python(code: str) -> None:
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)

        ours, baseline = in_turn(
            lambda: python("from incubator.app import create_app; create_app()"),
            lambda: python("import " + ", ".join(LIBRARIES)),
        )
    return Result("create_app()", ours, baseline, 2.0, "beside importing the libraries it is built on")
