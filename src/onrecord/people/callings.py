"""Part two people of one name by what they are: a mayor in one story, a pitcher in another.

A person may have been both, over the years; then some report says so ("the former pitcher, now mayor"), and that report
holds the two together. Only callings that no report joins part a name, never reports of one story. A report that tells
no calling goes to the one of whom many more stories tell, if there is one, and else to neither.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from onrecord.people.voices import Voice

CALLINGS = {
    word: calling
    for line in files(__package__).joinpath("callings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for calling, words in [line.split("\t")]
    for word in words.split()
}
WORD = re.compile(r"[^\W\d_]+")
MANY_MORE = 3  # times the stories of another of that name
BESIDE = 3  # mentions of a name whose neighbours are read
AFTER = re.compile(
    r"""
      , [ ]+ (?: an? [ ] | the [ ] )? (?P<role> (?: [\w-]+ [ ] ){0,3}? [\w-]+ )     # John Roe, a left-handed pitcher
      (?= [ ] (?: of | for | at | in | with | and | who ) \b | [,.;] )              #   for the Harbor Nine
    """,
    re.VERBOSE,
)
BEFORE = re.compile(r"([^\W\d_]+)\.? $")  # the pitcher John Roe


def parted(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Part the voices of one name whose callings cannot be one person's.

    >>> from onrecord.model import Attribution, Origin, Report
    >>> def told(report, role):
    ...     said = [Attribution(report, f"{report}:0-1", "Joe Roe", "person", "named", role=role)]
    ...     return Voice(Report(report, "", Origin("", "", "")), "Joe Roe", "person", said)
    >>> [len(part) for part in parted([told("a", "Elm Mayor"), told("b", "pitcher"), told("c", "Mayor")])]
    [2, 1]
    """
    if len({voice.setting for voice in voices}) < 2:
        return [list(voices)]
    told = {voice: _callings(voice) for voice in voices}
    part_of = _linked((voice.setting, told[voice]) for voice in voices)
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


def _linked(told: Iterable[tuple[str, set[str]]]) -> dict[str, str]:
    """Give each story that tells a calling the least of the callings that are joined with it by some story."""
    callings: dict[str, set[str]] = defaultdict(set)
    for setting, found in told:
        callings[setting] |= found
    least = {calling: calling for calling in CALLINGS.values()}
    for found in callings.values():
        joined = {least[calling] for calling in found}
        least = {calling: min(joined) if root in joined else root for calling, root in least.items()}
    return {setting: least[min(found)] for setting, found in callings.items() if found}


def _callings(voice: Voice) -> set[str]:
    """Tell a person's callings from the printed roles and the words beside the name."""
    words = [word for role in [*voice.roles, *_beside(voice)] for word in WORD.findall(role.lower())]
    return {CALLINGS[word] for word in words if word in CALLINGS}


def _beside(voice: Voice) -> Iterator[str]:
    text, at = voice.report.text, -1
    for _ in range(BESIDE):
        at = text.find(voice.bare, at + 1)
        if at < 0:
            return
        before = BEFORE.search(text, max(0, at - 30), at)
        after = AFTER.match(text, at + len(voice.bare), at + len(voice.bare) + 80)
        yield from (found.group(1) for found in (before, after) if found)
