"""For a WSGI server (`gunicorn wsgi:app`) and for `flask --app wsgi`, which knows the same commands as `incubator`."""

from incubator.app import create_app
from incubator.cli import GROUPS

app = create_app()
for command in GROUPS:
    app.cli.add_command(command)
