"""Opens the form that a draft of a row belongs to, wherever it was typed: in a list, or in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt

from timeline_app.storage.naming import table_words
from timeline_app.storage.rows import rows
from timeline_app.ui.forms.drafting import FRESH, ROW
from timeline_app.ui.forms.making import BY_TABLE, NewRecordDialog
from timeline_app.ui.forms.revising import RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.records import Record
    from timeline_app.drafts import Draft
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme


class Place(NamedTuple):
    """Where a draft belongs: the kind of row, and the uid of a saved one; empty for one yet to be made."""

    record_type: type[Record]
    uid: str


def place_of(draft: Draft) -> Place | None:
    """Tell to which form of a row a draft belongs; None if it is none that this program knows."""
    kind, _, rest = draft.key.partition(" ")
    table, _, uid = rest.partition(" ")
    if kind not in (ROW, FRESH) or table not in BY_TABLE:
        return None
    return Place(BY_TABLE[table], uid if kind == ROW else "")


def resume(draft: Draft, place: Place, session: Session, theme: Theme, parent: QWidget) -> None:
    """Open the form of a draft, with what was typed put back; say so where its row is gone."""
    if place.uid:
        record = next(rows(session.store, place.record_type, uid=place.uid), None)
        if record is None:
            gone = QCoreApplication.translate(
                "Drafts",
                "The {what} that this text belongs to was deleted. Undo brings it back; the text stays.",
            )
            session.failed.emit(gone.format(what=table_words(place.record_type)))
            return
        dialog = RecordDialog(record, session, theme, parent)
    else:
        dialog = NewRecordDialog(place.record_type(), session, theme, parent, key=draft.key)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
