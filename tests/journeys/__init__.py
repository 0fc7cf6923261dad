"""Journeys: the running application in a real browser."""
