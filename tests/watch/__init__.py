"""Tests of watching: the engine, the pages, the mails, the command."""
