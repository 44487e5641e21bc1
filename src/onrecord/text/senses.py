"""What a change does to the sense: a negation, number, hedge, modal or name in or out, a reservation cut off."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files

from onrecord.model import Sense
from onrecord.text.weights import weight_of


def _read_senses() -> dict[str, tuple[str, ...]]:
    lines = files(__package__).joinpath("senses.tsv").read_text(encoding="utf-8").splitlines()
    phrases: dict[str, list[str]] = defaultdict(list)
    for kind, phrase in (line.split("\t") for line in lines if line and not line.startswith("#")):
        phrases[kind].append(phrase)
    return {kind: tuple(each) for kind, each in phrases.items()}


SENSES = _read_senses()
SENTENCE = 12  # words in or out together, from which on they are another sentence and no change of this one
LIGHT = 17
DUTIES = ("must", "should")  # that come or go; "will" comes and goes with the tense of who quotes
MODALS = (*DUTIES, "will", "hedge")


def sense_of(before: Sequence[str], after: Sequence[str], names: Iterable[str] = ()) -> Sense | None:
    """Tell what the change of some words into others does to the sense; a modal is a hedge of another kind.

    >>> sense_of(["is", "not"], ["is"]), sense_of(["10"], ["20"]), sense_of(["perhaps"], [])
    ('negation', 'number', 'hedge')
    >>> sense_of(["will", "sell"], ["should", "sell"]), sense_of(["will", "sell"], ["would", "sell"])
    ('hedge', None)
    >>> sense_of(["most"], ["all"]), sense_of(["million"], ["billion"]), sense_of(["march"], ["may"], {"may"})
    ('number', 'number', None)
    >>> sense_of(["bread"], ["cake"]) is None
    True
    """
    if max(len(before), len(after)) >= SENTENCE and not (before and after):
        return None
    if _negations(before) != _negations(after):
        return "negation"
    is_month = "may" in names
    if _hedges(before, is_month) != _hedges(after, is_month) or _changes_modal(before, after):
        return "hedge"
    if _count(before, "unless") != _count(after, "unless"):
        return "hedge"
    if _numbers(before) != _numbers(after) or _changes_quantity(before, after):
        return "number"
    return "name" if _changes_name(before, after, names) else None


def is_negated(keys: Sequence[str]) -> bool:
    """Tell whether some words are negated: twice is not at all.

    >>> is_negated("we will not sell".split()), is_negated("we never do not sell".split())
    (True, False)
    """
    return _negations(keys) % 2 == 1


def reservation_in(keys: Sequence[str]) -> bool:
    """Tell whether words that go on after a quotation take some of it back.

    >>> reservation_in("but only if the council agrees".split()), reservation_in("and we won".split())
    (True, False)
    >>> reservation_in("but also rope and tar".split())
    False
    """
    start = f"{' '.join(keys[:6])} "
    opens = tuple(f"{each} " for each in SENSES["reservation"])
    return start.startswith(opens) and not start.startswith(tuple(f"{each} " for each in SENSES["seeming"]))


def condition_in(keys: Sequence[str]) -> bool:
    """Tell whether words that stand before a quotation make it depend on something.

    >>> condition_in("if the council agrees".split()), condition_in("I think that".split())
    (True, False)
    """
    return f"{' '.join(keys[:3])} ".startswith(tuple(f"{each} " for each in SENSES["condition"]))


def _changes_name(before: Sequence[str], after: Sequence[str], names: Iterable[str]) -> bool:
    """Tell whether a name comes, goes or changes: "And" opens a sentence, and "there" stands for the place named."""
    named = {name for name in names if weight_of(name) > LIGHT}.difference(SENSES["calendar"])
    if named.intersection(before) == named.intersection(after):
        return False
    return all(not keys or any(weight_of(key) > LIGHT for key in keys) for keys in (before, after))


def _changes_modal(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether one modal stands for another, or a duty comes or goes."""
    if any(_count(before, duty) != _count(after, duty) for duty in DUTIES):
        return True
    modal = [sum(_count(keys, kind) for kind in MODALS) for keys in (before, after)]
    return all(modal) and _count(before, "will") != _count(after, "will")


def _negations(keys: Sequence[str]) -> int:
    """Count the negations: "no bread" has one, "no, it leaks" has none."""
    return _count(keys, "negation") - _count(keys, "affirmed")


def _hedges(keys: Sequence[str], is_month: bool) -> int:
    """Count the hedges: "about 40" has one, "about to sign" has none, nor has May if it is the month."""
    return _count(keys, "hedge") - _count(keys, "plain") - (keys.count("may") if is_month else 0)


def _count(keys: Sequence[str], kind: str) -> int:
    line = f" {' '.join(keys)} "
    return sum(line.count(f" {phrase} ") for phrase in SENSES[kind])


def _numbers(keys: Sequence[str]) -> list[str]:
    return sorted(key for key in keys if key in SENSES["number"] or any(letter.isdigit() for letter in key))


def _changes_quantity(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether one quantity stands for another: "most of it", "all of it"."""
    quantities = [sorted(key for key in keys if key in SENSES["quantity"]) for keys in (before, after)]
    return all(quantities) and quantities[0] != quantities[1]
