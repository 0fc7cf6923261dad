"""The register of rules as a file: out of the desk and into it."""

from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.challenges.documents.regulation_files import read_file, written_file
from incubator.challenges.forms.regulations import RegulationFileForm
from incubator.challenges.messages import authorities as page_words
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules.regulation_table import COLUMNS
from incubator.challenges.services import registering
from incubator.challenges.views.blueprint import pages
from incubator.core import clock
from incubator.core.csv_files import MEND_FIRST
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.tables import CSV
from incubator.core.web import carry_out, form_page


@pages.get("/beheer/uitdaagrecht/register.csv")
@guarded(is_manager)
def desk_export() -> ResponseReturnValue:
    """Everything that is recorded, to change in a spreadsheet and bring back."""
    answer = Response(written_file(register.all_recorded()), mimetype=CSV)
    answer.headers["Content-Disposition"] = "attachment; filename=uitdaagrecht.csv"
    return answer


@pages.route("/beheer/uitdaagrecht/bestand", methods=["GET", "POST"])
@guarded(is_manager)
def desk_import() -> ResponseReturnValue:
    """Bring a file with the register: all of it is recorded, or nothing."""
    form = RegulationFileForm()
    if not form.is_submitted():
        return render_template("challenges/desk_import.html", form=form, columns=COLUMNS, problems=(), outcome=None)
    sent = request.files.get("file")
    content = sent.read() if sent is not None else b""
    read = read_file(content, clock.today())
    problems = [(problem.line, problem.column, explain(problem.broken_rule)) for problem in read.problems]
    outcome = None
    if problems:
        form.refuse(RuleViolation(MEND_FIRST))
    elif request.form.get("do") == "look":
        outcome = registering.compare(read.rules)
    else:
        done = carry_out(form, partial(registering.import_rules, read.rules, by=viewer(), now=clock.now()))
        if done is not None:
            flash(page_words.imported(done.value))
            return redirect(url_for("challenges.desk"))
    return form_page(
        "challenges/desk_import.html",
        form,
        columns=COLUMNS,
        problems=problems,
        outcome=outcome and page_words.compared(outcome),
    )
