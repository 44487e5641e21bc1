"""Part two people of one name by what they are: a mayor in one story, a pitcher in another; a senator of another state.

A person may have been both, over the years; then some report says so ("the former pitcher, now mayor"), and that report
holds the two together. Only what no report joins parts a name, never reports of one story. A report that tells nothing
goes to the one of whom many more stories tell, if there is one, and else to neither.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files

from onrecord.people.voices import Voice

Tell = Callable[[str], set[str]]


def _rows(table: str) -> list[list[str]]:
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


CALLINGS = {word: calling for calling, words in _rows("callings.tsv") for word in words.split()}
STATES = {form: state for state, forms in _rows("states.tsv") for form in (state, *forms.split())}
STATE = re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in sorted(STATES, key=len, reverse=True))})\b")
WORD = re.compile(r"[^\W\d_]+")
GOVERNOR = re.compile(r"\bgov(?:ernor)?\b", re.IGNORECASE)
CONGRESS = re.compile(r"\b(?:sens?|reps?|senator|representative|congress(?:wo)?man)\b", re.IGNORECASE)
TOWN = re.compile(r"((?:[A-Z][\w.'’-]* )+)[Mm]ayor\b")  # New York City Mayor Joe Roe
NO_TOWNS = frozenset(
    {"democratic", "republican", "former", "deputy", "vice", "lord", "acting", "then", "the", "longtime"}
)
FORMER = re.compile(r"\b(?:former|ex|retired|late|onetime|one-time)\b", re.IGNORECASE)
MANY_MORE = 3  # times the stories of another of that name
BESIDE = 3  # mentions of a name whose neighbours are read
REACH = 90  # characters beside a name that are read
BEFORE = re.compile(r"((?:former |retired |ex-)?[^\W\d_]+)\.? $", re.IGNORECASE)  # the former pitcher John Roe
AFTER = re.compile(
    r"""
      [ ]? [(,] [ ]? [RDI] [-–] (?P<state> [A-Z] [\w.]* (?: [ ] [A-Z] \w+ )? )            # Joe Roe (D-N.H.)
    | , [ ]+ (?: an? [ ] | the [ ] )? (?P<role> (?: [\w-]+ [ ] ){0,3}? [\w-]+ )           # John Roe, the former mayor
      (?: [ ] of (?P<town> (?: [ ] [A-Z] [\w.'’-]* )+ ) )?                                #   of Elm
      (?= [ ] (?: of | for | at | in | with | and | who ) \b | [,.;] )
    """,
    re.VERBOSE,
)


def parted(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Part the voices of one name who cannot be one person.

    >>> from onrecord.model import Attribution, Origin, Report
    >>> def told(report, role):
    ...     said = [Attribution(report, f"{report}:0-1", "Joe Roe", "person", "named", role=role)]
    ...     return Voice(Report(report, "", Origin("", "", "")), "Joe Roe", "person", said)
    >>> [len(part) for part in parted([told("a", "Elm Mayor"), told("b", "pitcher"), told("c", "Mayor")])]
    [2, 1]
    """
    if len({voice.setting for voice in voices}) < 2:
        return [list(voices)]
    described = {voice: [*voice.roles, *_beside(voice)] for voice in voices}
    parts = [list(voices)]
    for tell in (_callings, _towns, _governed, _represented):
        parts = [smaller for part in parts for smaller in _parted_by(tell, part, described)]
    return parts


def _parted_by(tell: Tell, voices: list[Voice], described: dict[Voice, list[str]]) -> list[list[Voice]]:
    """Part voices by one of the things that are told of them."""
    part_of = _linked(tell, ((voice.setting, described[voice]) for voice in voices))
    parts: dict[str | None, list[Voice]] = defaultdict(list)
    for voice in voices:
        parts[part_of.get(voice.setting)].append(voice)
    silent = parts.pop(None, [])
    ordered = sorted(parts.values(), key=lambda part: (-_stories(part), part[0].first))
    if not silent or not ordered:
        return ordered or [silent]
    if len(ordered) > 1 and _stories(ordered[0]) < MANY_MORE * _stories(ordered[1]):
        return [*ordered, silent]
    return [sorted([*ordered[0], *silent], key=lambda voice: voice.first), *ordered[1:]]


def _stories(voices: Iterable[Voice]) -> int:
    return len({voice.setting for voice in voices})


def _linked(tell: Tell, described: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    """Give each story that tells something of today the least of the things that stories join with it.

    What somebody was once joins, but parts nobody.
    """
    now: dict[str, set[str]] = defaultdict(set)
    ever: dict[str, set[str]] = defaultdict(set)
    for setting, descriptions in described:
        for each in descriptions:
            ever[setting] |= tell(each)
            now[setting] |= set() if FORMER.search(each) else tell(each)
    least = {each: each for found in ever.values() for each in found}
    for found in ever.values():
        joined = {least[each] for each in found}
        least = {each: min(joined) if root in joined else root for each, root in least.items()}
    return {setting: least[min(found)] for setting, found in now.items() if found}


def _callings(description: str) -> set[str]:
    return {CALLINGS[word] for word in WORD.findall(description.lower()) if word in CALLINGS}


def _towns(description: str) -> set[str]:
    """Give the words of the towns of which somebody is the mayor: New York is New York City."""
    words = {word for towns in TOWN.findall(description) for word in WORD.findall(towns.lower())}
    return words - NO_TOWNS


def _governed(description: str) -> set[str]:
    return _states(description) if GOVERNOR.search(description) else set()


def _represented(description: str) -> set[str]:
    return _states(description) if CONGRESS.search(description) else set()


def _states(description: str) -> set[str]:
    return {STATES[form] for form in STATE.findall(description)}


def _beside(voice: Voice) -> Iterator[str]:
    """Give the descriptions that stand beside the first mentions of a name: "pitcher", "Elm mayor", "Ohio Rep."."""
    text, at = voice.report.text, -1
    for _ in range(BESIDE):
        at = text.find(voice.bare, at + 1)
        if at < 0:
            return
        end = at + len(voice.bare)
        before = BEFORE.search(text, max(0, at - REACH), at)
        after = AFTER.match(text, end, end + REACH)
        if before:
            yield before.group(1)
        if after:
            state, role, town = after.group("state", "role", "town")
            yield f"{state} Rep." if state else f"{town or ''} {role}".strip()
