"""The record: one SQLite file that keeps what was read and found."""
