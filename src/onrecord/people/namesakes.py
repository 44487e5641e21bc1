"""Join the full names of one surname that are one person's.

Strings allow much: J. Roe may be Jane or John. Names join when they agree on which others they may be one with, so that
a name that two others share joins neither. A name that is doubtful among all may be plain among those that share a
story or a role with it: among these it is asked again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.people.voices import Voice
from onrecord.text.names import NICKNAMES, folded, is_initial, may_be_one, parse_name

SONS = ("jr", "sr")
Names = tuple[str, ...]
Partners = Mapping[str, set[str]]


def joined_full_names(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Join the voices of one surname whose full names are one person's.

    >>> from onrecord.model import Report, Origin
    >>> report = Report("a", "", Origin("", "", ""))
    >>> voices = [Voice(report, name, "person") for name in ("Joe Roe", "J. Roe", "Joseph Roe", "Ann Roe")]
    >>> [[voice.name for voice in group] for group in joined_full_names(voices)]
    [['Ann Roe'], ['J. Roe', 'Joe Roe', 'Joseph Roe']]
    """
    by_name: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        by_name[voice.compared].append(voice)
    partners = _partners(sorted(by_name))
    classes = _twins({(name,): {(name,), *((other,) for other in partners[name])} for name in partners})
    marks = {each: {mark for name in each for voice in by_name[name] for mark in _marks(voice)} for each in classes}
    classes = _twins(_near_classes(classes, marks, partners))
    return [[voice for name in each for voice in by_name[name]] for each in classes]


def _marks(voice: Voice) -> Iterator[str]:
    """Give what a voice can share with others: its story, and roles that are more than a word ("Elm council clerk")."""
    yield f"in {voice.setting}"
    yield from (f"as {role.lower()}" for role in voice.roles if " " in role)


def _twins(near: Mapping[Names, set[Names]]) -> list[Names]:
    """Join the classes of names that are near the same classes, themselves included."""
    joined: dict[tuple[Names, ...], list[str]] = {}
    for each in sorted(near):
        joined.setdefault(tuple(sorted(near[each])), []).extend(each)
    return [tuple(sorted(names)) for names in joined.values()]


def _near_classes(
    classes: Iterable[Names], marks: Mapping[Names, set[str]], partners: Partners
) -> dict[Names, set[Names]]:
    """Give the classes that share a mark with each class, and all of whose names may be one with all of its names."""
    class_of = {name: each for each in classes for name in each}
    near: dict[Names, set[Names]] = {}
    for each in class_of.values():
        met = {class_of[other] for name in each for other in partners[name]} - {each}
        near[each] = {each} | {
            other
            for other in met
            if marks[each] & marks[other] and all(partners[name].issuperset(other) for name in each)
        }
    return near


def _partners(names: Sequence[str]) -> dict[str, set[str]]:
    """Give the names that each of some names of one surname may be one with."""
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in _found_under(name):
            index[key].append(name)
    sons = told_from_fathers(names)
    partners: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        for other in {other for key in _sought_under(name) for other in index.get(key, ())} - {name}:
            if may_be_one(name, other) and (name in sons) == (other in sons):
                partners[name].add(other)
                partners[other].add(name)
    return partners


def told_from_fathers(names: Iterable[str]) -> set[str]:
    """Give the juniors of whom the same name without "Jr." is printed, too: Joe P. Roe is then not Joe Roe Jr."""
    parsed = {name: parse_name(name) for name in names}
    plain = {tuple(map(folded, parts.given)) for parts in parsed.values() if parts.suffix not in SONS}
    return {name for name, parts in parsed.items() if parts.suffix in SONS and tuple(map(folded, parts.given)) in plain}


def _found_under(name: str) -> Iterator[str]:
    """Give the keys that other names look for: how the first and the later given names may be printed."""
    for at, word in enumerate(parse_name(name).given):
        if at == 0:
            yield f"{folded(word)[:1]}*"  # J. Roe looks for all that begin with J
        if at == 0 or not is_initial(word):
            yield from (f"{form} {min(at, 1)}" for form in _forms(word))


def _sought_under(name: str) -> Iterator[str]:
    """Give the keys under which the names that may be one with a name are found."""
    first, *later = parse_name(name).given
    if is_initial(first):
        yield f"{folded(first)}*"
    for form in (*_forms(first), folded(first)[:1]):
        yield from (f"{form} 0", f"{form} 1")
    for word in later:
        if not is_initial(word):
            yield from (f"{form} 0" for form in _forms(word))


def _forms(word: str) -> tuple[str, ...]:
    """Give a given name and the numbers of the short forms it goes with: Bill, Will and William share one."""
    return (folded(word), *map(str, sorted(NICKNAMES.get(folded(word), ()))))
