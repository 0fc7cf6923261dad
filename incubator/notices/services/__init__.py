"""Storing what was read: batches in, notices with families and organisations out."""

from incubator.notices.services.importing import BATCH, READER, Document, ImportResult, batches, import_documents

__all__ = ["BATCH", "READER", "Document", "ImportResult", "batches", "import_documents"]
