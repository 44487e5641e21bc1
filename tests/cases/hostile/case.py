"""A hostile input: what it is, how its bytes are made, and what must come out."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.read import Options

PROSE = "The mayor of Gullhaven said on Tuesday that the gate would be mended before the next spring tide."
QUOTED = f"{PROSE} “It held for ninety years,” she said."
# Small enough that what is past them is made in no time; the ratio is the one that users have.
TIGHT = Options(
    longest_text=200_000,
    largest_item=2_000_000,
    largest_package=4_000_000,
    largest_unpacked=30_000_000,
    free_unpacked=4_000_000,
)
MORE = "…"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file that was made to do harm, or that is as badly broken.

    ``texts`` has for each report that must come out, in their order, words of its text; ``fails`` for each failure
    words of its reason, as a pattern; MORE stands for any number that are like the one before. ``never`` are words that
    no report may hold.
    """

    name: str
    file: str
    data: bytes | Callable[[], bytes]
    texts: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    options: Options = TIGHT

    @property
    def content(self) -> bytes:
        """The bytes; the large ones are made when they are asked for."""
        return self.data if isinstance(self.data, bytes) else self.data()


def reads(name: str, file: str, data: bytes | Callable[[], bytes], *texts: str, never: tuple[str, ...] = ()) -> Hostile:
    """Give a case that must give reports with these words, and no failure."""
    return Hostile(name, file, data, texts=texts or ("Gullhaven",), never=never)


def fails(name: str, file: str, data: bytes | Callable[[], bytes], *why: str) -> Hostile:
    """Give a case that must give failures for these reasons, and no report."""
    return Hostile(name, file, data, fails=why)
