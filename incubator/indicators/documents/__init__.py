"""Figures as a picture, as rows of a page or a sheet, as a report, and as open data."""
