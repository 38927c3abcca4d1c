"""The documents that are measured, made once and kept between runs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import synthetic, un_votes
from timeline_app.storage import schema
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.synthetic import Shape
    from timeline_app.storage.store import Store


def folder() -> Path:
    """Name the folder in which they are kept; its owner may delete it at any time."""
    usual = os.environ.get("XDG_CACHE_HOME") or tempfile.gettempdir()
    return Path(os.environ.get("DEMARCHE_BENCH", Path(usual) / "demarche-bench"))


def synthetic_document(
    entries: int, seed: int = synthetic.SEED, shape: Shape = synthetic.USUAL, *, anew: bool = False
) -> Path:
    """Give the made-up document of this size."""
    name = f"synthetic-{entries}-{seed}"
    if shape != synthetic.USUAL:
        name += f"-{shape.parties}-lanes-{shape.days}" + "-open" * shape.lasts
    return _kept(name, lambda store: synthetic.fill(store, entries, seed, shape), anew=anew)


def un_votes_document(*, anew: bool = False) -> Path:
    """Give the document of the UN votes."""
    return _kept("un-votes", un_votes.load, anew=anew)


def _kept(name: str, fill: Callable[[Store], None], *, anew: bool) -> Path:
    """Make a document, unless it was made before by a program that writes the same schema."""
    built = schema.fingerprint_built_here()[:8]
    path = folder() / f"{name}-v{schema.VERSION}-{built}.demarche"
    if path.exists() and not anew:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        with create(part) as store:
            fill(store)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
