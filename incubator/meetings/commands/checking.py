"""`incubator meetings check`: the legality of a meeting and the results of its votes, of a file."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from incubator.challenges.rules.json_answers import MISSING
from incubator.cooperatives import queries as cooperatives
from incubator.core import schema
from incubator.core.current import this_app
from incubator.core.errors import RuleViolation
from incubator.core.failures import Failure, WrongInput, parse_json, read_text
from incubator.core.i18n import mark as N_
from incubator.meetings.commands.group import group
from incubator.meetings.messages import legality as words
from incubator.meetings.queries.registered import members_on
from incubator.meetings.queries.terms import terms_from, terms_on
from incubator.meetings.rules import json_parts
from incubator.meetings.rules.json_cases import case_from, day_of, keys_nobody_reads, members_of
from incubator.meetings.rules.legality import findings_of, is_lawful
from incubator.meetings.rules.results import result_of
from incubator.meetings.values.case import CaseMember, MeetingCase, MeetingTerms
from incubator.meetings.values.findings import ItemResult
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.values import InvalidAnswers, from_json

GIVEN = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
EITHER = N_("Give either “statutes” or “coop”.")
CALLED = {True: "as it should be", False: "not as it should be", None: "not known"}
ADOPTED = {True: "adopted", False: "not adopted", None: "undecided"}
VALID = {True: "valid", False: "not valid", None: "validity not known"}


@group.command("check")
@click.argument("file", type=GIVEN)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(file: Path, as_json: bool) -> None:
    """Say whether the meeting in FILE (JSON; - is standard input) was called as it should be, and what its votes came to.

    \b
    "statutes": answers as in `incubator statutes example`; or "coop": the slug of a cooperative, for the statutes in force
    that day, and its members where the file has no "members". Only then a database is needed.
    Needed: meeting.date, and members with id and from. What is left out or null is not known, and the answer says so.
    More keys of "meeting": kind (general, board), mode (physical, hybrid, digital), inspection_until, request {on, by},
    first_meeting (in which too few were there), electronic_voting, electronic_identifies, conditions_announced,
    outside, board_knew, accounts_from, auditor, committee, board, year_end, extension_months; of "sent": failed.
    More keys of an item: candidates [{name, votes, member}], seats, round, ballots, written, clauses, non_members,
    early [{on, for, against, blank, invalid}], overrides_nomination, effects [duties, agreements, fewer-rights],
    conflicted (directors, in a meeting of the board).
    "ok" and "valid" are null where something is not known. Changes nothing. Exit 0 whatever the verdict; 1 when the cooperative
    has no statutes in force that day; 2 when the file cannot be read or something in it is missing or wrong.
    """
    name = "stdin" if str(file) == "-" else str(file)
    try:
        case = _case(parse_json(read_text(file), name), name)
    except RuleViolation as broken_rule:
        raise WrongInput(f"{name}: {broken_rule}") from broken_rule
    findings = findings_of(case)
    lawful = is_lawful(findings)
    results = [result_of(item, case) for item in case.items]
    if as_json:
        click.echo(json.dumps(words.case_as_json(case, findings, lawful, results), ensure_ascii=False))
        return
    click.echo(f"convocation: {CALLED[lawful]}")
    for finding in findings:
        click.echo(f"  {finding.rule} {finding.severity.value}: {words.sentence(finding)}")
    for result in results:
        _print(result, case)


def _print(result: ItemResult, case: MeetingCase) -> None:
    article = words.article_of_result(result, case.terms)
    click.echo(
        f"{result.item}\t{ADOPTED[result.adopted]}\t{VALID[result.valid]}\t{words.sum_in_words(result) or '-'}"
        f"\t{result.majority or '-'}\t{article}"
    )
    for finding in result.findings:
        click.echo(f"  {finding.rule} {finding.severity.value}: {words.sentence(finding)}")


def _case(raw: Any, name: str) -> MeetingCase:
    """The case of a file. Raises `RuleViolation` with the key that is wrong."""
    on = day_of(raw)
    for key in keys_nobody_reads(raw):
        click.echo(f"{name}: {key!r} is not known and is left out", err=True)
    if (raw.get("statutes") is None) == (raw.get("coop") is None):
        raise RuleViolation(EITHER)
    members = members_of(raw)
    if raw.get("coop") is not None:
        terms, registered = _of_cooperative(raw["coop"], on, name)
        members = members if members is not None else registered
    else:
        terms = _terms(raw["statutes"], name)
    if members is None:
        raise RuleViolation(MISSING, key="members")
    return case_from(raw, terms, members)


def _terms(raw: Any, name: str) -> MeetingTerms:
    """The terms of answers, with or without the key around them that `statutes example` has."""
    json_parts.check_letters(json.dumps(raw, ensure_ascii=False), "statutes")
    if not isinstance(raw, Mapping) or not isinstance(raw.get("statutes"), Mapping):
        raw = {"statutes": raw}
    try:
        statutes = from_json(raw)
    except InvalidAnswers as error:
        raise WrongInput(f"{name}: {error}") from error
    return terms_from(statutes, as_articles(statutes))


def _of_cooperative(raw: Any, on: date, name: str) -> tuple[MeetingTerms, tuple[CaseMember, ...]]:
    """The statutes in force that day, and who was a member."""
    schema.require_current(this_app())
    cooperative = cooperatives.cooperative_by_slug(json_parts.number(raw, "coop"))
    if cooperative is None:
        raise WrongInput(f"{name}: there is no cooperative {raw!r}")
    terms = terms_on(cooperative, on)
    if terms is None:
        raise Failure(
            f"{name}: {cooperative.name} had no statutes in force on {on.isoformat()}: no deed was signed by then"
        )
    return terms, members_on(cooperative, on)
