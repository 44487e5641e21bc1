"""What one wording is of another, read off an export of utterances: their readings, place by place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.data import Row

RANKS = ("identical", "cut", "spliced", "reworded")
PHRASE = 3  # words left out inside, from which on it is a cut
WHOLE = 0.9  # of a witness: a quotation that its cue interrupts may be labelled by its first half


class Home(NamedTuple):
    """A witness that holds half of a quotation, or half of which the quotation holds, and whether it holds all."""

    witness: Row
    is_whole: bool


def relations(pairs: Iterable[Row], utterances: Iterable[Row]) -> Iterator[Row]:
    """Name the relation of each pair that shares an utterance; what is typography to the labels is identical here."""
    known = {row["id"]: row for row in utterances}
    printed: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for utterance in known.values():
        for witness in utterance["witnesses"]:
            printed[witness["report"]].append((utterance["id"], witness))
    for pair in pairs:
        left, right = (_homes(pair[side], printed[pair[side]["report"]]) for side in ("a", "b"))
        shared = sorted(left.keys() & right.keys())
        if shared:
            found = [_relation(known[each], left[each], right[each]) for each in shared]
            if left.keys() != right.keys():
                found.append("cut")
            yield {"id": pair["id"], "same": True, "relation": max(found, key=RANKS.index)}


def _homes(side: Row, printed: Sequence[tuple[str, Row]]) -> dict[str, Home]:
    homes: dict[str, Home] = {}
    for utterance, witness in printed:
        common = sum(max(0, min(end, side["end"]) - max(start, side["start"])) for start, end in witness["spans"])
        length = sum(end - start for start, end in witness["spans"])
        if common and 2 * common >= min(side["end"] - side["start"], length):
            homes.setdefault(utterance, Home(witness, is_whole=WHOLE * length <= common))
    return homes


def _relation(utterance: Row, one: Home, other: Home) -> str:
    found: list[str] = ["identical", *("spliced" for each in (one, other) if _is_spliced(each))]
    if one.is_whole != other.is_whole:
        found.append("cut")
    for variant in utterance["apparatus"]:
        changes = [_change(utterance, variant, home.witness["siglum"]) for home in (one, other)]
        if changes[0] != changes[1]:
            found.append(_named({kind for kind, _ in filter(None, changes)}, variant["at"]))
    return max(found, key=RANKS.index)


def _named(kinds: set[str], at: Sequence[int]) -> str:
    if "not quoted" in kinds or (kinds == {"left out"} and at[1] - at[0] >= PHRASE):
        return "cut"
    return "spliced" if kinds == {"joined"} else "reworded"


def _is_spliced(home: Home) -> bool:
    return bool(home.witness["relation"] == "spliced")


def _change(utterance: Row, variant: Row, siglum: str) -> tuple[str, str] | None:
    """Give what a witness has at a place; it has nothing inside a stretch that it does not quote."""
    for each in utterance["apparatus"]:
        for reading in each["readings"]:
            if siglum in reading["sigla"] and (each is variant or _is_unquoted(each, reading, variant)):
                return reading["change"], reading["text"]
    return None


def _is_unquoted(around: Row, reading: Row, variant: Row) -> bool:
    (first, last), (start, end) = around["at"], variant["at"]
    return bool(reading["change"] == "not quoted" and first <= start and end <= last)
