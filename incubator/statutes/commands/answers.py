"""`incubator statutes`: on files of answers and deeds: check, draft, compare, read back."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from incubator.cooperatives import queries as cooperatives_queries
from incubator.core import clock, word
from incubator.core.errors import RuleViolation
from incubator.core.failures import Failure, WrongInput, read_json, write_out
from incubator.core.i18n import explain
from incubator.core.quantities import write_day
from incubator.statutes import queries as statutes_queries
from incubator.statutes import rules
from incubator.statutes.documents import (
    DraftDetails,
    articles,
    as_numbered_text,
    draft_deed,
    findings_about,
    unused_findings,
)
from incubator.statutes.documents.comparing import compare_texts
from incubator.statutes.documents.papers import Paper, paper_document, paper_text
from incubator.statutes.documents.reading import read_deed, text_of
from incubator.statutes.documents.redline import KINDS, RedlineDetails, lines_of, redline, summary
from incubator.statutes.queries.in_force import in_force as terms_in_force
from incubator.statutes.services.pack import pack as notary_pack
from incubator.statutes.values import RuleFinding, Severity, Statutes, amending, read
from incubator.statutes.values.amended_deed import AmendedDeed
from incubator.statutes.values.changes import ArticleChange, Change, PieceKind
from incubator.statutes.values.schema import example as example_answers
from incubator.statutes.values.schema import problems_of
from incubator.statutes.values.schema import schema as answers_schema

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
MARKS = {Severity.ERROR: "FOUT", Severity.WARNING: "LET OP", Severity.INFO: "GOED OM TE WETEN"}

DEED = "deed"

group = click.Group("statutes", help="Statutes from answers: what the law asks of them, and the draft of the deed.")


@group.command("schema")
def schema() -> None:
    """Print the JSON Schema of a set of answers."""
    click.echo(json.dumps(answers_schema(), ensure_ascii=False, indent=2))


@group.command("example")
def example() -> None:
    """Print a complete valid set of answers of a fictional cooperative."""
    click.echo(json.dumps(example_answers(), ensure_ascii=False, indent=2))


@group.command("check")
@FILE
@click.option("--json", "as_json", is_flag=True, help="One JSON array with all findings.")
def check(file: Path, as_json: bool) -> None:
    """Check the answers in FILE against the law. Exit 1 when there is an error."""
    answers = read_json(file)
    findings = _shape(answers) + rules.check(read(answers), on=clock.today()) + unused_findings(answers)
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.severity]} {finding.rule} {finding.field}: {finding.message}")
            click.echo(f"   Wat te doen: {finding.remedy} ({finding.articles_in_words or 'vorm van het antwoord'})")
        click.echo(
            f"{len(findings)} bevindingen, getoetst aan de wet zoals bekend op {write_day(rules.STATE_OF_KNOWLEDGE)}."
        )
    if rules.has_errors(findings):
        sys.exit(1)


@group.command("draft")
@FILE
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The Word file to write.")
@click.option("--lang", type=click.Choice(["nl"]), default="nl", help="Language of the deed.")
@click.option(
    "--as", "form", type=click.Choice(["docx", "text"]), default="docx", help="`text` prints it instead of writing."
)
@click.option(
    "--paper",
    type=click.Choice([DEED, *map(str, Paper)]),
    default=DEED,
    show_default=True,
    help="A paper beside the deed.",
)
@click.option(
    "--amends",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The answers of the statutes in force: the deed is then one of amendment.",
)
def draft(file: Path, out: Path | None, *, lang: str, form: str, paper: str, amends: Path | None) -> None:
    """Write the draft of the deed from the answers in FILE. What is missing or wrong is listed at its end.

    Exit 1, and nothing written, when the answers are not in the shape of the schema.
    """
    statutes = _answered(file)
    if amends is not None:
        statutes = amending(statutes, _answered(amends))
    if form == "text":
        written = articles(statutes) if paper == DEED else paper_text(statutes, Paper(paper)).articles
        click.echo("\n".join(as_numbered_text(written)))
        return
    if out is None:
        raise click.UsageError("Say with --out where the document goes.")
    details = DraftDetails(clock.now(), write_day(clock.today()), statutes.name or "Oprichters")
    if paper == DEED:
        _write_deed(out, statutes, details, lang)
    else:
        write_out(out, word.to_bytes(paper_document(statutes, Paper(paper), details)))
        click.echo(f"{out}: ontwerp geschreven ({lang}); wat nog open is, staat achterin.")


def _answered(file: Path) -> Statutes:
    """The answers in a file. Leaves with exit 1 and a sentence for each answer that is not in the shape of the schema."""
    answers = read_json(file)
    problems = problems_of(answers)
    for path, sentence in problems:
        click.echo(f"{path}: {sentence}", err=True)
    if problems:
        sys.exit(1)
    return read(answers)


def _write_deed(out: Path, statutes: Statutes, details: DraftDetails, lang: str) -> None:
    findings = findings_about(statutes, rules.check(statutes, on=clock.today()))
    amended = None
    if statutes.amends is not None:
        amended = AmendedDeed(statutes.amends.deed.signed_on, statutes.amends.deed.notary_id)
    write_out(out, word.to_bytes(draft_deed(statutes, findings, details, amended)))
    # A draft with errors is written all the same: the notary is who decides, and the list is at its end.
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    click.echo(f"{out}: ontwerp geschreven ({lang}); {errors} fouten volgens de wet, zie de lijst achterin.")


GIVEN = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@group.command("compare")
@click.argument("before", type=GIVEN)
@click.argument("after", type=GIVEN)
@click.option("--json", "as_json", is_flag=True, help="One JSON array, an object an article.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A Word file with tracked changes to write."
)
def compare(before: Path, after: Path, as_json: bool, out: Path | None) -> None:
    """Compare two texts of statutes article by article: BEFORE and AFTER are answers or deeds in Word; - is standard input.

    Articles are matched by what they arrange, so also when their numbers moved. Exit 1, and nothing written, when one cannot be read.
    """
    with _in_dutch():
        changes = compare_texts(text_of(content_of(before)), text_of(content_of(after)))
    if out is not None:
        details = RedlineDetails(
            "twee teksten", before.name, after.name, "Vergelijking", clock.now(), write_day(clock.today())
        )
        write_out(out, word.to_bytes(redline(changes, details)))
    if as_json:
        click.echo(json.dumps([change.as_json() for change in changes], ensure_ascii=False))
        return
    for change in changes:
        if change.change is not Change.SAME:
            click.echo(f"Artikel {change.article}. {change.title}: {KINDS[change.change]}")
            _echo_lines(change)
    click.echo(summary(changes))


def _echo_lines(change: ArticleChange) -> None:
    """The lines that differ: what went between [- -], what came between {+ +}."""
    marks = {PieceKind.SAME: "{}", PieceKind.DELETED: "[-{}-]", PieceKind.INSERTED: "{{+{}+}}"}
    for line in lines_of(change):
        if any(piece.kind is not PieceKind.SAME for piece in line):
            click.echo("   " + "".join(marks[piece.kind].format(piece.text) for piece in line))


@group.command("read")
@click.argument("deed_file", metavar="DEED", type=GIVEN)
@click.option("--json", "as_json", is_flag=True, help="One JSON object with the articles and what is unknown.")
def read_back(deed_file: Path, as_json: bool) -> None:
    """Read a deed in Word back into articles, and say to which article of our library each corresponds; - is standard input.

    Exit 1 with a sentence when it cannot be read or holds no statutes.
    """
    with _in_dutch():
        document = read_deed(content_of(deed_file))
    if as_json:
        click.echo(json.dumps(document.as_json(), ensure_ascii=False))
        return
    for article in document.articles:
        state = "eigen tekst" if article.differs else "onze tekst"
        click.echo(f"{article.name} ({article.clause or 'onbekend'}, {state})")
    for loose in document.unknown:
        click.echo(f"Niet herkend: {loose.place} ({len(loose.text.split())} woorden)")


@group.command("in-force")
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day; today when left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def in_force(slug: str, on: datetime | None, as_json: bool) -> None:
    """Print what the statutes of a cooperative say on a day: each term with the article of the deed. Exit 1 without a deed by then."""
    cooperative = cooperatives_queries.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"No cooperative is called {slug!r}.")
    day = on.date() if on is not None else clock.today()
    terms = terms_in_force(cooperative, day)
    if terms is None:
        raise Failure(f"Op {write_day(day)} was er nog geen akte van {cooperative.name}.")
    if as_json:
        click.echo(json.dumps(terms.as_json(), ensure_ascii=False))
        return
    click.echo(f"Versie {terms.version}, akte van {write_day(terms.deed_on)}")
    for term in terms.terms:
        place = f"artikel {term.article}" if term.article else "staat niet in de akte"
        click.echo(f"{term.key}: {term.value} ({place})")


@group.command("pack")
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ZIP to write.")
def pack(slug: str, out: Path) -> None:
    """Write everything for the notary, of the newest version, as one ZIP. Exit 1 when there is no version yet."""
    cooperative = cooperatives_queries.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"No cooperative is called {slug!r}.")
    newest = next(iter(statutes_queries.versions(cooperative)), None)
    if newest is None:
        raise Failure(f"{cooperative.name} heeft nog geen versie van de statuten.")
    write_out(out, notary_pack(newest, now=clock.now()))
    click.echo(f"{out}: stukken voor de notaris, bij versie {newest.number}")


def content_of(file: Path) -> bytes:
    """What was given as a file, or on standard input. Raises `WrongInput` when it cannot be read."""
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise WrongInput(f"{file} cannot be read: {error.strerror}") from error


@contextmanager
def _in_dutch() -> Iterator[None]:
    """What cannot be read, as one Dutch sentence: that is the language of these commands."""
    try:
        yield
    except RuleViolation as broken_rule:
        with force_locale("nl"):
            raise Failure(explain(broken_rule)) from broken_rule


def _shape(answers: Any) -> list[RuleFinding]:
    """Answers in the wrong shape, in the same form as what the rules find."""
    return [
        RuleFinding(
            rule="SHAPE",
            name="answer-fits-the-schema",
            severity=Severity.ERROR,
            blocks=True,
            articles=(),
            field=path,
            message=sentence,
            remedy="Verbeter dit antwoord; zie `incubator statutes schema`.",
        )
        for path, sentence in problems_of(answers)
    ]
