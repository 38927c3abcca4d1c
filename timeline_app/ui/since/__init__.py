"""What became of a document since it was as its private copy is."""
