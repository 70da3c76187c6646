"""Comparing a table of another office with the facts, cell by cell."""
