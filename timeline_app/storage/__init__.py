"""The only room that speaks SQL: documents as SQLite files, rows as records, history, search, checks."""
