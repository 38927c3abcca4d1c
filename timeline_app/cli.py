"""The command line: documents, pictures, backups, the JSON format; no window, and Qt only to render."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from timeline_app import __version__
from timeline_app.domain.dates import understand
from timeline_app.domain.errors import DateError, DemarcheError
from timeline_app.domain.horizon import HiddenBy  # noqa: TC001 - read by typer
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.vocabulary import Grouping  # noqa: TC001 - read by typer
from timeline_app.exchange.json_shape import schema_text
from timeline_app.exchange.listing import ListFormat
from timeline_app.platform_check import apt_line, missing_libraries
from timeline_app.storage.backup_policy import REASONS
from timeline_app.storage.backups import Backup, all_backups, backups_of
from timeline_app.storage.checkup import check as check_store
from timeline_app.storage.opening import create, open_store
from timeline_app.transfer import example_names, export_file, import_file, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

cli = typer.Typer(
    name="demarche",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Who stood where, on what, on that day, on what condition, and how do we know? "
    "Without a command word, a window opens: demarche [FILE].",
)

Doc = Annotated[Path, typer.Argument(metavar="DOC", help="A timeline (.demarche).")]
Readable = Annotated[str, typer.Argument(metavar="FILE", help="A timeline, or an example's name.")]
ThemeWord = Literal["light", "dark"]
Form = Annotated[ListFormat, typer.Option("--format", help="A table of text, JSON, CSV or Markdown.")]


def run_cli(arguments: list[str]) -> int:
    """Run a command; errors of the user become one message and exit code 1."""
    try:
        cli(arguments, standalone_mode=True, prog_name="demarche")
    except DemarcheError as error:
        print(error, file=sys.stderr)
        return 1
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    return 0


def _show_version(asked: bool) -> None:
    if asked:
        print(f"demarche {__version__}")
        raise typer.Exit


@cli.callback()
def before_any_command(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Take the options that stand before a command; the help text is the program's."""


@cli.command()
def new(
    doc: Doc, title: Annotated[str, typer.Option(help="Its title; the file's name if left out.")] = ""
) -> None:
    """Make an empty timeline."""
    create(doc, title or doc.stem).close()
    print(f"{doc} was created.")


@cli.command("import")
def import_(
    doc: Doc, file: Annotated[Path, typer.Argument(metavar="FILE.json", help="What to take in.")]
) -> None:
    """Take a file's rows into a timeline, all or none, as one step that can be undone."""
    with open_store(doc) as store:
        change = import_file(store, file)
        rows = sum(part.last_id - part.first_id + 1 for part in change.rows)
    print(f"{rows} rows of {file} were taken into {doc}.")


@cli.command()
def export(
    file: Readable,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.json", help="Where to write.")],
) -> None:
    """Write a whole timeline as JSON, without its history."""
    with opened(file) as store:
        export_file(store, output)
    print(f"{output} was written.")


@cli.command()
def render(
    file: Readable,
    output: Annotated[Path, typer.Option("-o", "--output", help="A .png, .svg or .pdf.")],
    from_: Annotated[str, typer.Option("--from", help="First day shown.")] = "",
    to: Annotated[str, typer.Option("--to", help="Last day shown.")] = "",
    size: Annotated[str, typer.Option(help="Width x height in pixels.")] = "1600x900",
    theme: Annotated[ThemeWord, typer.Option(help="Colours.")] = "light",
    as_of: Annotated[str, typer.Option("--as-of", help="Day at whose end positions are claimed.")] = "",
    group_by: Annotated[Grouping, typer.Option(help="What makes a lane.")] = "state",
    hide_future: Annotated[
        HiddenBy | None, typer.Option(help="Leave out what was said, or published, after the as-of day.")
    ] = None,
) -> None:
    """Draw a timeline into a picture; needs no display."""
    missing = missing_libraries(window=False)
    if missing:
        raise DemarcheError(f"Libraries are missing. Install them with:\n{apt_line(missing)}")
    width, height = _size(size)
    start, end = _day("--from", from_, first=True), _day("--to", to)
    if start is not None and end is not None and end < start:
        raise DemarcheError("--to is before --from. Nothing was drawn.")
    from timeline_app.ui.pictures import Picture, draw

    day = _day("--as-of", as_of)
    if hide_future is not None and day is None:
        raise DemarcheError("--hide-future needs a day: give --as-of, too. Nothing was drawn.")
    picture = Picture(width, height, theme, start, end, day, group_by, hide_future)
    draw(file, output, picture)
    print(f"{output} was drawn.")


@cli.command()
def positions(
    file: Readable,
    as_of: Annotated[
        str, typer.Option("--as-of", help="Day; else collected through, or the last with evidence.")
    ] = "",
    compare: Annotated[str, typer.Option(help="Another day, to see what changed between.")] = "",
    form: Form = "table",
) -> None:
    """Say who stands where, on what, as of the end of a day."""
    from timeline_app.standing import compared_rows, day_by_default, position_rows
    from timeline_app.standing_lists import list_comparison, list_positions

    day, other = _day("--as-of", as_of), _day("--compare", compare)
    with opened(file) as store:
        day = day_by_default(store) if day is None else day
        if other is None:
            _print(list_positions(position_rows(store, day), form))
        else:
            _print(list_comparison(compared_rows(store, day, other), form))


@cli.command()
def changes(
    file: Readable,
    from_: Annotated[str, typer.Option("--from", help="First day.")] = "",
    to: Annotated[str, typer.Option("--to", help="Last day; else the last one with evidence.")] = "",
    form: Form = "table",
) -> None:
    """List who moved when, by which entry: the changes of all positions, by date."""
    from timeline_app.standing import change_rows, last_day
    from timeline_app.standing_lists import list_changes

    first, last = _day("--from", from_, first=True), _day("--to", to)
    with opened(file) as store:
        last = last_day(store) if last is None else last
        if first is not None and last < first:
            raise DemarcheError(
                "--from is after --to, or after the last day with evidence. Nothing is listed."
            )
        _print(list_changes(change_rows(store, first, last), form))


@cli.command()
def check(file: Readable) -> None:
    """Check a timeline from end to end; exit code 1 if something is wrong."""
    with opened(file) as store:
        found = check_store(store)
    print("\n".join(found) if found else f"{file} is in order.")
    if found:
        raise typer.Exit(1)


@cli.command()
def backups(
    doc: Annotated[str | None, typer.Argument(metavar="[DOC]", help="Only of this timeline.")] = None,
) -> None:
    """List the backups that were kept, the newest first, each with its file, to be copied elsewhere."""
    if doc is None:
        found = all_backups()
    else:
        with opened(doc) as store:
            found = backups_of(store)
    print("\n\n".join(map(_backup_in_words, found)) if found else "There are no backups yet.")


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the files that are imported and exported."""
    print(schema_text(), end="")


@cli.command()
def examples() -> None:
    """List the bundled examples."""
    print("\n".join(example_names()))


def _print(pieces: Iterable[str]) -> None:
    """Print what may hold any letter, into whatever takes it: a file is UTF-8 on every system."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.writelines(pieces)


def _backup_in_words(backup: Backup) -> str:
    made_at = backup.made_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    counts = ", ".join(f"{count} {word}" for word, count in backup.counts.items())
    size = f"{backup.size / 1e6:.1f} MB"
    title = one_line(backup.title)
    return f"{made_at}  {title} ({REASONS[backup.reason]}; {counts}; {size})\n  {backup.path}"


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise DemarcheError(f"“{text}” is not a size such as 1600x900.")
    if not (400 <= int(width) <= 20_000 and 300 <= int(height) <= 20_000):
        raise DemarcheError(f"{text} is too small or too large: sizes go from 400x300 to 20000x20000.")
    return int(width), int(height)


def _day(option: str, typed: str, *, first: bool = False) -> int | None:
    """Understand a day of the command line: the first or last one that the date may mean."""
    if not typed:
        return None
    try:
        bounds = understand(typed).bounds
    except DateError as error:
        raise DemarcheError(f"{option}: {error}") from error
    day = bounds and (bounds.begin_lo if first else bounds.end_hi)
    if day is None:
        raise DemarcheError(f"{option}: “{typed}” does not name a day. Write, for example, 2 Dec 2024.")
    return day
