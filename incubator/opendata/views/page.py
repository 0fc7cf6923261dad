"""The page that says which data there is, what it means, and what is left out."""

from flask import render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import public
from incubator.core.web import settings
from incubator.opendata.documents import DATASETS
from incubator.opendata.rules import DEFAULT_LIMIT, MOST
from incubator.opendata.views.blueprint import pages
from incubator.opendata.views.data import addresses_of

LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
}


@pages.get("")
@public
def index() -> ResponseReturnValue:
    """All datasets with their files, filters and columns."""
    return render_template(
        "opendata/index.html",
        datasets=DATASETS,
        addresses={dataset.key: addresses_of(dataset) for dataset in DATASETS},
        licences=LICENCES,
        prefix=settings().ocid_prefix,
        usual=DEFAULT_LIMIT,
        most=MOST,
    )
