"""Statements by a learned tagger: which words are content, cue and source, and which belong together."""
