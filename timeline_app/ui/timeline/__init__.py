"""The lanes on screen."""
