"""For a WSGI server (`gunicorn wsgi:app`) and for `flask --app wsgi`, which knows the same commands as `incubator`."""

from incubator.app import create_app
from incubator.cli import GROUPS
from incubator.core import logs

app = create_app()
logs.configure(production=app.extensions["incubator"].production)
for command in GROUPS:
    app.cli.add_command(command)
