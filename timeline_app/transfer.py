"""Joins the exchange formats to storage: import, export, and the bundled examples as documents. No window."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from timeline_app import locations
from timeline_app.domain.errors import DocumentError, ExchangeError
from timeline_app.domain.records import Source
from timeline_app.exchange import FORMATS, Format
from timeline_app.exchange.content import Piece
from timeline_app.storage.backups import before
from timeline_app.storage.bulk import take_in
from timeline_app.storage.contents import all_records, uids_known
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.pieces import all_pieces, keep_pieces
from timeline_app.storage.subset import records_about

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from timeline_app.domain.records import Record
    from timeline_app.storage.history import Change
    from timeline_app.storage.store import Store

    Progress = Callable[[int, int], None]

SUFFIX = ".demarche"


def format_of(path: Path) -> Format:
    """Find the exchange format of a file by its ending.

    Raises
    ------
    ExchangeError
        If it is not one of ours.
    """
    for found in FORMATS:
        if path.suffix.lower() in found.suffixes:
            return found
    endings = ", ".join(suffix for f in FORMATS for suffix in f.suffixes)
    raise ExchangeError(f"“{path.name}” has an unknown ending. Nothing was done. Known endings: {endings}.")


def import_file(store: Store, path: Path, *, progress: Progress | None = None) -> Change:
    """Take the rows of a file into a document as one step, all or none.

    Parameters
    ----------
    store : Store
        The document.
    path : Path
        The file.
    progress : callable, optional
        Is told how many rows are written, of how many; what it raises stops the import, and nothing is done.

    Raises
    ------
    ExchangeError
        If the file cannot be read or understood, or holds what is already there.
    DocumentError
        If the document cannot be backed up before, or not be written.
    """
    chosen = format_of(path)
    content = chosen.read(_bytes_of(path))
    known = uids_known(store, content.records)
    if known:
        raise ExchangeError(
            f"{known} of the rows of “{path.name}” are in the timeline already. Nothing was imported and "
            "nothing was changed. Import it into a new timeline, or take these rows out of the file."
        )
    before(store, "import")
    total = len(content.records)
    counted = partial(_count, progress, total) if progress else None
    with store.step(f"Import {path.name}") as step:
        take_in(step, content.records, progress=counted)
        keep_pieces(step, content.pieces)
    if step.change is None:
        raise ExchangeError(f"“{path.name}” holds no rows. Nothing was imported.")
    return step.change


def _count(progress: Progress, total: int, done: int) -> None:
    progress(done, total)


def _bytes_of(path: Path) -> bytes:
    """Read a file that is a file, not a pipe or device that might never end."""
    if path.exists() and not path.is_file():
        raise ExchangeError(f"{path} cannot be read: it is not a file. Nothing was imported.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror}. Nothing was imported.") from error


def export_file(
    store: Store,
    path: Path,
    *,
    entries: Collection[int] | None = None,
    leaves_out: Callable[[Record], bool] | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a document into a file, which is complete or not there.

    Parameters
    ----------
    store : Store
        The document.
    path : Path
        The file.
    entries : collection of int, optional
        Ids of the entries to write with what belongs to them; all there is without.
    leaves_out : callable, optional
        Tells of a record that it is not to be written; nothing else may refer to such a one.
    progress : callable, optional
        Is told how many rows are read, of an unknown number (0); what it raises stops the export.

    Raises
    ------
    ExchangeError
        If the file cannot be written.
    """
    found = all_records(store) if entries is None else records_about(store, entries)
    records = [one for one in _counted(found, progress) if not (leaves_out and leaves_out(one))]
    kept = {record.original_sha256 for record in records if isinstance(record, Source)}
    pieces = (Piece(*row) for row in all_pieces(store) if entries is None or row[0] in kept)
    write_whole(path, format_of(path).write(records, pieces))


def write_whole(path: Path, text: str) -> None:
    """Write a text into a file, which is complete or as it was.

    Raises
    ------
    ExchangeError
        If the file cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExchangeError(
            f"{path} cannot be written: {error.strerror}. What was there before is unchanged; "
            "choose a folder that you can write to."
        ) from error


def _counted(records: Iterator[Record], progress: Progress | None) -> Iterator[Record]:
    for number, record in enumerate(records, start=1):
        if progress and number % 100 == 0:
            progress(number, 0)
        yield record


def example_names() -> list[str]:
    """List the bundled examples."""
    return sorted(path.stem for path in locations.EXAMPLES.glob("*.json"))


def copy_example(name: str, target: Path) -> None:
    """Make a document of an example; a failure leaves none behind."""
    try:
        with create(target) as store:
            import_file(store, locations.EXAMPLES / f"{name}.json")
            store.forget_history()
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def own_example(name: str) -> Path:
    """Give the user's own copy of an example, made when first asked for.

    Raises
    ------
    DocumentError
        If the user's folder cannot be written to.
    """
    path = locations.documents_folder() / f"{name}{SUFFIX}"
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DocumentError(
                f"The folder {path.parent} for your timelines cannot be created: {error.strerror}. "
                "Nothing was changed. Create it yourself, or set DEMARCHE_HOME to a folder you can write to."
            ) from error
        copy_example(name, path)
    return path


def path_of(file: str) -> Path:
    """Give the document that a path or an example's name means, for a window.

    Raises
    ------
    DocumentError
        If it is neither.
    """
    path = Path(file)
    if path.exists() or path.suffix:
        return path
    if file in example_names():
        return own_example(file)
    raise _neither(file)


def _neither(file: str) -> DocumentError:
    names = ", ".join(example_names())
    return DocumentError(
        f"“{file}” is neither a file here nor an example. Nothing was changed. Examples are: {names}."
    )


@contextmanager
def opened(file: str) -> Iterator[Store]:
    """Open what a path or an example's name means to read it; an example as it is bundled."""
    if file in example_names() and not Path(file).exists():
        with TemporaryDirectory(prefix="demarche-") as folder:
            path = Path(folder, f"{file}{SUFFIX}")
            copy_example(file, path)
            with open_store(path) as store:
                yield store
        return
    if not Path(file).exists() and not Path(file).suffix:
        raise _neither(file)
    with open_store(Path(file), read_only=True) as store:
        yield store
