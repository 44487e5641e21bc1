"""Bytes -> Report: files, folders, archives and standard input, each report out as soon as it is read.

>>> [item.why for item in read_sources(["no-such-file.txt"])]
['there is no such file or folder; check the spelling']
"""

from onrecord.read.options import Options
from onrecord.read.readers import read_payload
from onrecord.read.sources import find_payloads, read_sources

__all__ = ["Options", "find_payloads", "read_payload", "read_sources"]
