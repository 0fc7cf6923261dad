"""Links in a lesson to pages of this site: every group that reads it has to find something there."""

import re
from collections.abc import Collection

from incubator.core.i18n import mark as N_
from incubator.learning.values.written import FormatProblem

LINK = re.compile(r"\]\(\s*(/(?:leren|kennis)(?:[/?#][^)\s]*)?)")
END_OF_PATH = re.compile(r"[?#]")


def link_problems(text: str, pages: Collection[str]) -> list[FormatProblem]:
    """Each link to lessons or the knowledge centre that is none of these pages, which are written without a slash at the end."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        for address in LINK.findall(line):
            path = END_OF_PATH.split(address)[0].rstrip("/")
            if path not in pages:
                message = N_("there is no page %(address)s that every group can open")
                problems.append(FormatProblem(number, message, {"address": address}))
    return problems
