"""The entries of a document as numpy arrays."""
