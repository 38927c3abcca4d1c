"""From columns and a view to a scene in logical pixels; no widget, no file."""
