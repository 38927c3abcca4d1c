"""Errors that are the user's to mend, apart from our own bugs; knows nothing of files, SQL or windows."""

from __future__ import annotations


class DemarcheError(Exception):
    """Something the user did or met, told in words fit to show: what happened, what is safe, what to do."""


class DateError(DemarcheError, ValueError):
    """A date that cannot be understood; the message shows one that can."""


class DocumentError(DemarcheError):
    """A document that cannot be opened, read or written."""


class ExchangeError(DemarcheError):
    """Data that cannot be taken in; nothing of it was."""


class FieldError(DemarcheError, ValueError):
    """A value that its field does not take."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message
