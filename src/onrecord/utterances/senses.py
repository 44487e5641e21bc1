"""What a change does to the sense: a negation, a number, a hedge or a name in or out."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

from onrecord.model import Sense


def _read_senses() -> dict[str, Sense]:
    kinds: dict[str, Sense] = {"negation": "negation", "hedge": "hedge"}
    lines = files(__package__).joinpath("senses.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {phrase: kinds[kind] for kind, phrase in rows}


SENSES = _read_senses()
RESERVATIONS = ("but only if", "only if", "unless", "except", "provided", "if the", "if we", "if they", "as long as")


def sense_of(before: Sequence[str], after: Sequence[str], names: Iterable[str] = ()) -> Sense | None:
    """Tell what the change of some words into others does to the sense.

    >>> sense_of(["is", "not"], ["is"]), sense_of(["10"], ["20"]), sense_of(["perhaps"], [])
    ('negation', 'number', 'hedge')
    >>> sense_of(["bread"], ["cake"]) is None
    True
    """
    for wanted in ("negation", "hedge"):
        if _count(before, wanted) != _count(after, wanted):
            return "negation" if wanted == "negation" else "hedge"
    if _numbers(before) != _numbers(after):
        return "number"
    return "name" if set(names).intersection(before) != set(names).intersection(after) else None


def reservation_in(keys: Sequence[str]) -> bool:
    """Tell whether words that go on after a quotation take some of it back.

    >>> reservation_in("but only if the council agrees".split()), reservation_in("and we won".split())
    (True, False)
    """
    start = " ".join(keys[:6])
    return any(start.startswith((each, f"but {each}")) for each in RESERVATIONS)


def _count(keys: Sequence[str], sense: Sense) -> int:
    line = f" {' '.join(keys)} "
    return sum(line.count(f" {phrase} ") for phrase, kind in SENSES.items() if kind == sense)


def _numbers(keys: Sequence[str]) -> list[str]:
    return sorted(key for key in keys if any(letter.isdigit() for letter in key))
