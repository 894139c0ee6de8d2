"""SQLite files. The only room that knows sqlite3."""
