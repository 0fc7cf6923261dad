"""The datasets that are given out, and what is made of them: files, a dictionary of their columns, and a description for machines."""

from incubator.opendata.documents.files import csv_heading, csv_lines, dictionary, json_lines, page_of
from incubator.opendata.documents.openapi import description
from incubator.opendata.documents.registry import DATASETS, dataset_with

__all__ = [
    "DATASETS",
    "csv_heading",
    "csv_lines",
    "dataset_with",
    "description",
    "dictionary",
    "json_lines",
    "page_of",
]
