"""The datasets, each described by the feature that knows its rows. A new one is one name here: address, files and texts follow."""

from incubator.anchors.documents.open_purchases import PURCHASES
from incubator.core.open_data import Dataset
from incubator.home.documents import RESULTS
from incubator.indicators.documents.open_figures import INDICATOR_FIGURES
from incubator.notices.documents import DATASETS as OF_NOTICES
from incubator.steps.documents.open_commitments import COMMITMENTS

VERSION = "1"  # of the addresses and shapes: more may be added, and what is taken away or changed is version 2
DATASETS: tuple[Dataset, ...] = (*OF_NOTICES, RESULTS, COMMITMENTS, PURCHASES, INDICATOR_FIGURES)


def dataset_with(key: str) -> Dataset | None:
    """The dataset with this key."""
    return {dataset.key: dataset for dataset in DATASETS}.get(key)
