"""The record for people and programs: command line, pages, exports."""
