"""Demarche: who stood where, on what, on that day, on what condition, and how do we know."""

__version__ = "0.1.0"
