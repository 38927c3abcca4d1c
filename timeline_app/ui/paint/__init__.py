"""Painting a scene with QPainter: one pure function for screen, pictures and print; no widget."""
