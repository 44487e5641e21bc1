"""The user's table of people, and how it joins voices: whoever bears a row's name or alias is that row's person.

An alias holds in every story, a bare surname too: the user has said so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.errors import SourceUnreadable
from onrecord.model import KnownPerson
from onrecord.people.parting import closest
from onrecord.people.typed import typed_name
from onrecord.people.voices import Voice
from onrecord.text.names import bare_name, folded
from onrecord.text.tables import read_table

COLUMNS = ("name", "aliases", "wikidata", "same as")
WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
Group = tuple[list[Voice], KnownPerson | None]


def read_known(data: bytes, location: str) -> tuple[KnownPerson, ...]:
    """Read a table of people.

    >>> read_known(b"name,aliases,wikidata\\nAna Ruiz,Annie Ruiz; A. R.,Q42\\n", "people.csv")
    (KnownPerson(name='Ana Ruiz', aliases=('Annie Ruiz', 'A. R.'), wikidata='Q42', same_as=None),)

    Raises:
        SourceUnreadable: it is no such table; the error names the line.
    """
    rows = list(read_table(data, location, COLUMNS, "; part aliases by ;"))
    if not rows:
        raise SourceUnreadable(location, "there are no people in it; write a row for each under name,aliases,wikidata")
    people: dict[int, KnownPerson] = {}
    for line, row in rows:
        people[line] = _person(row, f"{location}:{line}")
    _refuse_doubles(people, location)
    _refuse_loose_ends(people, location)
    return tuple(people.values())


def _person(row: Mapping[str, str], place: str) -> KnownPerson:
    wikidata = row.get("wikidata", "")
    if wikidata and not WIKIDATA.fullmatch(wikidata):
        raise SourceUnreadable(place, f"{wikidata[:20]} is no Wikidata id; write Q and a number, as Q42")
    if not row.get("name"):
        raise SourceUnreadable(place, "the name is missing")
    try:
        name, *aliases = (
            typed_name(each) for each in (row["name"], *row.get("aliases", "").split(";")) if each.strip()
        )
        return KnownPerson(
            name, tuple(aliases), wikidata or None, typed_name(same) if (same := row.get("same as")) else None
        )
    except ValueError as error:
        raise SourceUnreadable(place, str(error)) from error


def _refuse_doubles(people: Mapping[int, KnownPerson], location: str) -> None:
    lines: dict[str, int] = {}
    for line, person in people.items():
        for name in (person.name, *person.aliases):
            first = lines.setdefault(folded(name), line)
            if first != line:
                raise SourceUnreadable(f"{location}:{line}", f"{name} stands in line {first}, too; a name is one row's")


def _refuse_loose_ends(people: Mapping[int, KnownPerson], location: str) -> None:
    """Refuse a "same as" that leads to no row or in a circle, and rows of one person with two Wikidata ids."""
    line_of = {folded(person.name): line for line, person in people.items()}
    for line, person in people.items():
        if person.same_as and folded(person.same_as) not in line_of:
            raise SourceUnreadable(f"{location}:{line}", f"same as {person.same_as}: no row has that name")
    heads = _heads(people.values())
    bearers = {head.name: head for head in heads.values() if head.wikidata}
    for line, person in people.items():
        head = heads[folded(person.name)]
        if head.same_as:
            place = f"{location}:{line_of[folded(head.name)]}"
            raise SourceUnreadable(place, f"same as {head.same_as} leads in a circle")
        other = bearers.setdefault(head.name, person) if person.wikidata else person
        if other.wikidata != person.wikidata:
            raise SourceUnreadable(
                f"{location}:{line}", f"it has another Wikidata id than {other.name}, the same as which it is"
            )


def _heads(known: Iterable[KnownPerson]) -> dict[str, KnownPerson]:
    """Give the row at the end of the "same as" of each row, by folded names; of a circle one of its rows.

    >>> heads = _heads([KnownPerson("Ana Vale", same_as="Ana Roe"), KnownPerson("Ana Roe", wikidata="Q7")])
    >>> [(name, head.name) for name, head in sorted(heads.items())]
    [('anaroe', 'Ana Roe'), ('anavale', 'Ana Roe')]
    """
    rows = {folded(row.name): row for row in known}
    heads: dict[str, KnownPerson] = {}
    for name in rows:
        at = name
        passed: dict[str, None] = {}
        while at not in heads and at not in passed and (after := folded(rows[at].same_as or "")) in rows:
            passed[at] = None
            at = after
        head = heads.setdefault(at, rows[at])
        heads.update(dict.fromkeys(passed, head))
    return heads


def _persons_by_name(known: Sequence[KnownPerson]) -> dict[str, KnownPerson]:
    """Give the person behind each folded name and alias, rows that are the same as another taken together.

    What has no letter is folded to nothing, and so is "Dr." without its title: nothing is nobody's name.
    """
    heads = _heads(known)
    rows: dict[str, list[KnownPerson]] = {}
    for row in known:
        rows.setdefault(heads[folded(row.name)].name, []).append(row)
    persons: dict[str, KnownPerson] = {}
    for head, alike in rows.items():
        names = tuple(dict.fromkeys(name for row in alike for name in (row.name, *row.aliases)))
        wikidata = next((row.wikidata for row in alike if row.wikidata), None)
        persons |= dict.fromkeys((folded(name) for name in names if folded(name)), KnownPerson(head, names, wikidata))
    return persons


def named_by_user(groups: Iterable[list[Voice]], known: Sequence[KnownPerson]) -> list[Group]:
    """Join the voices that a row of the user's table names; who was joined with such a full name comes along."""
    person_of = _persons_by_name(known)
    taken: dict[KnownPerson, list[Voice]] = {person: [] for person in person_of.values()}
    others: list[Group] = []
    for group in groups:
        named = {voice: person for voice in group if (person := _named(voice, person_of))}
        parts: dict[KnownPerson, list[Voice]] = {}
        for voice, person in named.items():
            taken[person].append(voice)
            if voice.is_full:
                parts.setdefault(person, []).append(voice)
        rest = [voice for voice in group if voice not in named]
        if not parts:
            others += [(rest, None)] if rest else []
        elif rest:
            heads = list(parts)
            for voice, at in zip(rest, closest(rest, list(parts.values())), strict=True):
                taken[heads[at]].append(voice)
    return [*others, *((voices, person) for person, voices in taken.items() if voices)]


def _named(voice: Voice, person_of: Mapping[str, KnownPerson]) -> KnownPerson | None:
    return person_of.get(folded(voice.name)) or person_of.get(folded(bare_name(voice.name)))
