"""`incubator bids espd`: the UEA of a cooperative as XML."""

import json
import sys
import uuid
from pathlib import Path
from typing import Any

import click

from incubator.bids.commands.group import group
from incubator.bids.messages import declarations as messages
from incubator.bids.queries.bidders import facts_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_codes import as_listed
from incubator.bids.rules.espd_facts import known_answers
from incubator.bids.rules.espd_own_request import ProcurementHeading, own_request
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, schema
from incubator.core.current import this_app
from incubator.core.errors import RuleViolation
from incubator.formats.espd_checking import check_response, not_as_given
from incubator.formats.espd_lots import real_lots
from incubator.formats.espd_numbers import check_numbers
from incubator.formats.espd_reading import read_request
from incubator.formats.espd_values import Answers, EspdOperator, EspdRequest, questions_of
from incubator.formats.espd_writing import write_response


@group.command("espd")
@click.option("--coop", "slug", required=True)
@click.option("--request", "request_path", type=click.Path(allow_dash=True), help="The UEA request of the buyer (XML).")
@click.option("--out", "path", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def espd(slug: str, request_path: str | None, path: Path, as_json: bool) -> None:
    """Write a UEA (ESPD response, XML): what the dossier knows is answered, everything else is listed as open.

    Without a request our own list of criteria is answered (version 4.1.0). Grounds for exclusion are never answered: a person declares
    them. Exit 1 when the request cannot be read or the file cannot be written, 2 when there is no such cooperative or request.
    """
    schema.require_current(this_app())
    cooperative = cooperatives.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"There is no cooperative {slug!r}.")
    try:
        request_xml = _request(request_path)
        request = read_request(request_xml)
        check_numbers(request)
    except RuleViolation as refused:
        raise click.ClickException(str(refused)) from refused
    answers, operator = _from_dossier(cooperative, request)
    number = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{slug}:{request.version}:{request.procedure}"))
    written = write_response(request_xml, operator, answers, lots=(), made_at=clock.local(clock.now()), number=number)
    _write(path, written)
    report = _report(path, request, answers, operator)
    findings = [*check_response(written, request_xml), *not_as_given(written, request, answers)]
    report["findings"] = list(map(str, findings))
    _tell(report, as_json=as_json)


def _request(path: str | None) -> bytes:
    if path is None:
        return own_request(ProcurementHeading("", "", ""))
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _from_dossier(cooperative: Cooperative, request: EspdRequest) -> tuple[Answers, EspdOperator]:
    facts = facts_of([cooperative])[cooperative.id]
    known = messages.known_of_group(facts)
    operator = EspdOperator(
        str(facts.get("identity.name") or cooperative.name),
        number=known.number,
        size=known.size,
        contact=str(facts.get("contact.name") or ""),
        email=str(facts.get("contact.email") or ""),
        phone=str(facts.get("contact.phone") or ""),
    )
    return as_listed(request, known_answers(request, known)), operator


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def _report(path: Path, request: EspdRequest, answers: Answers, operator: EspdOperator) -> dict[str, Any]:
    answered = []
    for criterion in request.criteria:
        name = criteria.words_of(criterion).name
        for question in questions_of(criterion):
            if question.id in answers:
                texts = [answer.text for answer in answers[question.id]]
                answered.append(
                    {"id": question.id, "what": criteria.question_in_dutch(question), "where": name, "answer": texts}
                )
    left = []
    for field in ("street", "postcode", "city", "number", "contact", "email"):
        if not getattr(operator, field):
            left.append({"id": field, "what": FIELDS[field], "where": "De ondernemer"})
    if len(real_lots(request)) > 1:
        left.append({"id": "lots", "what": "Op welke percelen wordt ingeschreven", "where": "De ondernemer"})
    for criterion, question in criteria.open_questions(request, answers):
        where = criteria.words_of(criterion).name
        left.append({"id": question.id, "what": criteria.question_in_dutch(question), "where": where})
    return {
        "path": str(path),
        "version": request.version,
        "criteria": len(request.criteria),
        "answered": answered,
        "open": left,
    }


FIELDS = {
    "street": "Straat en huisnummer",
    "postcode": "Postcode",
    "city": "Plaats",
    "number": "KVK-nummer",
    "contact": "Contactpersoon",
    "email": "E-mailadres",
}


def _tell(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    answered, left = len(report["answered"]), len(report["open"])
    click.echo(
        f"{report['path']}: ESPD {report['version']}, {report['criteria']} criteria, {answered} answered, {left} open"
    )
    for finding in report["findings"]:
        click.echo(f"  {finding}", err=True)
