"""The console script `incubator`: the command groups of all features."""

import os
from typing import Any

import click
from flask.cli import FlaskGroup, ScriptInfo

from incubator.accounts import commands as accounts_commands
from incubator.app import create_app
from incubator.bids import commands as bids_commands
from incubator.capital import commands as capital_commands
from incubator.challenges import commands as challenges_commands
from incubator.cooperatives import commands as cooperatives_commands
from incubator.core import commands as core_commands
from incubator.core import failures, i18n_commands, job_commands, logs, schema
from incubator.home import commands as home_commands
from incubator.knowledge import commands as knowledge_commands
from incubator.learning import commands as learning_commands
from incubator.meetings import commands as meetings_commands
from incubator.notices import commands as notices_commands
from incubator.register import commands as register_commands
from incubator.sources import commands as sources_commands
from incubator.statutes import commands as statutes_commands
from incubator.watch import commands as watch_commands

GROUPS: tuple[click.Command, ...] = (
    *core_commands.COMMANDS,
    job_commands.group,
    accounts_commands.group,
    cooperatives_commands.group,
    home_commands.group,
    home_commands.results,
    statutes_commands.group,
    register_commands.group,
    learning_commands.group,
    knowledge_commands.group,
    notices_commands.group,
    sources_commands.group,
    challenges_commands.group,
    watch_commands.group,
    bids_commands.group,
    meetings_commands.group,
    i18n_commands.group,
)
ANY_SCHEMA = {
    "db",
    "doctor",
    "backup",
    "restore",
    "serve",
    "i18n",
    "statutes",
    "learning",
    "knowledge",
    "challenges",
    "bids",
    "register",
    "meetings",
}  # they look after the schema themselves


class OurCommands(FlaskGroup):
    """Only our own commands: those of installed extensions (Flask-Migrate's `db`) would take the place of ours."""

    def _load_plugin_commands(self) -> None:
        return

    def list_commands(self, _context: click.Context) -> list[str]:
        """For `--help`, which must work whatever the settings are."""
        return sorted(self.commands)

    def invoke(self, context: click.Context) -> Any:
        """What is expected to go wrong ends in one sentence and an exit status, in every command."""
        with failures.in_a_sentence():
            return super().invoke(context)


@click.group(cls=OurCommands, create_app=create_app, add_default_commands=False, add_version_option=False)
@click.pass_context
def cli(context: click.Context) -> None:
    """The incubator for worker cooperatives. Each command tells with --help what it reads, writes and returns."""
    app = context.ensure_object(ScriptInfo).load_app()
    context.with_resource(app.app_context())
    if app.extensions["incubator"].production:
        logs.configure(production=True)  # also when the settings come from a file
    if context.invoked_subcommand not in ANY_SCHEMA:
        schema.require_current(app)


for group in GROUPS:
    cli.add_command(group)
# The register may not know what stands on it; people look for it there.
register_commands.group.add_command(capital_commands.distribute)


def main() -> None:
    """Run a command."""
    logs.configure(production=os.environ.get("INCUBATOR_ENV") == "production")
    cli()
