"""The register of results: of a group with what it learnt, and the counts over all groups for managers."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded, is_manager
from incubator.bids.messages import results as messages
from incubator.bids.queries import results as queries
from incubator.bids.rules import results as rules
from incubator.bids.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import files
from incubator.core.tables import csv_table


@pages.get("/cooperaties/<slug>/inschrijvingen/uitkomsten")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def results(group: Cooperative) -> ResponseReturnValue:
    """How the bids of a group ended, and what it learnt."""
    known = queries.results_of([group])
    return render_template(
        "bids/results.html",
        group=group,
        best=queries.best_answers(group),
        results=known,
        counts=rules.count(result.outcome for result in known),
        points=messages.points,
        reason=messages.reason_in_words,
        outcome=messages.outcome_in_words,
    )


@pages.get("/cooperaties/<slug>/inschrijvingen/uitkomsten.csv")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def results_file(group: Cooperative) -> Response:
    """The same as a table."""
    content = csv_table(messages.columns_of_group(), messages.rows_of_group(queries.results_of([group])))
    return files.made(content, f"uitkomsten-{group.slug}", files.CSV)


@pages.get("/beheer/inschrijvingen")
@guarded(is_manager)
def all_results() -> ResponseReturnValue:
    """How many bids of each group ended how. What groups wrote is theirs."""
    groups = queries.outcomes_by_group()
    return render_template(
        "bids/all_results.html",
        counted=messages.counts(groups),
        total=rules.count(outcome for _group, ended in groups for outcome in ended),
    )


@pages.get("/beheer/inschrijvingen.csv")
@guarded(is_manager)
def all_results_file() -> Response:
    """The counts as a table."""
    rows = messages.rows_of_all(messages.counts(queries.outcomes_by_group()))
    return files.made(csv_table(messages.columns_of_all(), rows), "inschrijvingen", files.CSV)
