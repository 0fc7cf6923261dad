"""The results of the incubator as files for the council. Dutch, whatever the reader's language."""

from incubator.home.documents.results import MEDIA, export, file_name

__all__ = ["MEDIA", "export", "file_name"]
