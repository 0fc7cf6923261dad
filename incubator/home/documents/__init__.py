"""The results of the incubator as files for the council, in Dutch whatever the reader's language, and as open data for everyone."""

from incubator.home.documents.open_results import RESULTS
from incubator.home.documents.results import MEDIA, export, file_name

__all__ = ["MEDIA", "RESULTS", "export", "file_name"]
