"""`incubator users`: add, list, reset."""

import sys

import click

from incubator.accounts import messages, queries, rules, services
from incubator.accounts.models import Role, TokenPurpose
from incubator.accounts.services import openid, second_factor
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.failures import Failure
from incubator.core.mail import link

group = click.Group("users", help="The people with an account.")


@group.command("add")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.FOUNDER.value, show_default=True)
@click.option("--name", help="The name; by default the part of the address before the @.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.argument("email")
def add(email: str, role: str, name: str | None, password_stdin: bool) -> None:
    """Make an account, and print a link with which its owner chooses a password (or set it from standard input).

    The link works once, for 14 days. Exit 1, and no account, when EMAIL is no address or has an account already.
    """
    try:
        with transaction(actor=SYSTEM):
            address = rules.normal_address(email)
            user = services.make_user(name or address.split("@")[0], address, Role(role), now=clock.now())
            if password_stdin:
                services.set_password(user, sys.stdin.readline().rstrip("\n"))
                click.echo(f"{user.email} can sign in")
                return
            secret = services.issue_token(user, TokenPurpose.INVITATION, now=clock.now())
    except RuleViolation as broken_rule:
        raise Failure(str(broken_rule)) from broken_rule
    click.echo(link("accounts.choose_password", purpose="invitation", secret=secret))


@group.command("list")
def list_() -> None:
    """Print everyone with an account: number, role, address, name."""
    page, pages = 1, 1
    while page <= pages:
        users, pages = queries.users(page=page)
        for user in users:
            click.echo(f"{user.id}\t{user.role.value}\t{user.email}\t{user.name}")
        page += 1


@group.command("reset")
@click.argument("email")
def reset(email: str) -> None:
    """Print a link with which someone chooses a new password."""
    user = queries.by_email(email.strip().lower())
    if user is None:
        raise Failure("Nobody has this address.")
    with transaction(actor=SYSTEM):
        secret = services.issue_token(user, TokenPurpose.PASSWORD_RESET, now=clock.now())
    click.echo(link("accounts.choose_password", purpose="password-reset", secret=secret))


@group.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Take away the second step at sign-in of someone who lost their phone and their recovery codes; they get a mail.

    Their sessions end. Exit 1 when nobody has EMAIL, or when that account has no second step.
    """
    user = queries.by_email(email.strip().lower())
    if user is None:
        click.echo("Nobody has this address.", err=True)
        sys.exit(1)
    try:
        with transaction(actor=SYSTEM):
            second_factor.reset(user)
            messages.send_second_step_reset(user, by=None, at=clock.now())
    except RuleViolation as broken_rule:
        click.echo(str(broken_rule), err=True)
        sys.exit(1)
    click.echo(f"{user.email} signs in with the password alone")


@group.command("unlink")
@click.argument("email")
def unlink(email: str) -> None:
    """Forget as whom someone is known at the provider with which staff signs in: the next time their address decides again.

    Exit 1 when nobody has EMAIL.
    """
    user = queries.by_email(email.strip().lower())
    if user is None:
        click.echo("Nobody has this address.", err=True)
        sys.exit(1)
    with transaction(actor=SYSTEM):
        openid.forget(user, clock.now())
    click.echo(f"{user.email} is not linked")
