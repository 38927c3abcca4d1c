"""The command `demarche`: a command word goes to the command line, a file or nothing to the window."""

from __future__ import annotations

import sys

COMMAND_WORDS = frozenset(
    {
        "new",
        "import",
        "export",
        "render",
        "positions",
        "changes",
        "check",
        "backups",
        "schema",
        "examples",
        "--help",
        "-h",
        "--version",
    }
)


def main() -> int:
    """Run the program with the arguments of the process."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["columns"]:
        return prepare(arguments[1:])
    if arguments and arguments[0] in COMMAND_WORDS:
        from timeline_app.cli import run_cli

        return run_cli(arguments)
    from timeline_app.app import run

    return run(arguments)


def prepare(arguments: list[str]) -> int:
    """Read the columns of a document and keep them, for the window that asked; see `preparing`."""
    from pathlib import Path

    from timeline_app.domain.errors import DemarcheError
    from timeline_app.storage.column_cache import prepare_columns

    try:
        prepare_columns(Path(*arguments))
    except (DemarcheError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
