"""The limits of reading: what is past them is a failure that says so, never a hang."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What reading will take on. The defaults are far above any report, book-length transcripts included.

    ``longest_text`` is in characters and bounds the text of one report (and of one JSON line, in bytes, fourfold).
    ``largest_page`` is in bytes. An archive may unpack to ``largest_unpacked`` bytes, and each of its members to
    ``steepest_ratio`` times its packed size.
    """

    longest_text: int = 5_000_000
    largest_page: int = 20_000_000
    largest_unpacked: int = 2_000_000_000
    steepest_ratio: int = 200
