"""Passages of many reports in, utterances with their witnesses and apparatus out; a quotation in, a check out."""

from onrecord.utterances.check import check
from onrecord.utterances.collate import collate_utterances
from onrecord.utterances.dating import dated_by_others
from onrecord.utterances.lines import changes_of_line
from onrecord.utterances.says import with_collated

__all__ = ["changes_of_line", "check", "collate_utterances", "dated_by_others", "with_collated"]
