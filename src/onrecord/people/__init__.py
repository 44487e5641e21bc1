"""Statements in, attributions out; attributions of many reports in, persons out."""
