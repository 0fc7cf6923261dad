"""Notices as data for others: releases of OCDS, and a table with a row for each."""

from incubator.notices.documents.datasets import DATASETS
from incubator.notices.documents.releases import NoticeExport, of_notice

__all__ = ["DATASETS", "NoticeExport", "of_notice"]
