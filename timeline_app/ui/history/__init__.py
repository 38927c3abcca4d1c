"""What was done to the document, step by step."""
