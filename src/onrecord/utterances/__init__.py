"""Passages of many reports in, utterances with their witnesses and apparatus out; a quotation in, a check out."""
