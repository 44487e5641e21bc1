"""The limits of reading: what is past them is a failure that says so, never a hang."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What reading will take on.

    ``longest_text`` bounds the text of one report in characters: the longest debates and hearings have a quarter of
    it. ``largest_item`` bounds one file, page or line in bytes, ``largest_package`` a Word file with its pictures, of
    whose text ``largest_item`` is the bound. What is packed may unpack to ``largest_unpacked``
    bytes in all, and past ``free_unpacked`` bytes to no more than ``steepest_ratio`` times its packed size: text packs
    four to ten times, repeated text a hundred times, a bomb a thousand times.
    """

    longest_text: int = 2_000_000
    largest_item: int = 20_000_000
    largest_package: int = 100_000_000
    largest_unpacked: int = 20_000_000_000
    free_unpacked: int = 50_000_000
    steepest_ratio: int = 200


DEFAULTS = Options()
