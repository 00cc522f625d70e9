"""Pathway: answers, plans and reminders for international medical graduates on their way to a Canadian residency."""

__version__ = "0.1.0"
