"""Storing what was read: batches in, notices with families and organisations out."""

from incubator.notices.services.importing import BATCH, READER, ImportResult, batches, import_documents
from incubator.notices.values import SourceDocument

__all__ = ["BATCH", "READER", "ImportResult", "SourceDocument", "batches", "import_documents"]
