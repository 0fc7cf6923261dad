"""Tracks, lessons and exercises: what a group learns, writes down and has reviewed on its way to a first contract."""
