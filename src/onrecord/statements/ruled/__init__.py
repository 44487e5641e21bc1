"""Statements by rule: quotation marks first, then cue, source and clause around them."""
