"""Tests of meetings: called, held, counted, written down."""
