"""What an editor types, made into rulings on statements; and which rulings have an effect on the record as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from onrecord.errors import SourceMissing, UsageError
from onrecord.joining import Link, alike, contradictions
from onrecord.model import Finding, KnownOutlet, KnownPerson, Person, Ruling
from onrecord.people.joins import Anchors, parted_voices
from onrecord.people.known import read_known
from onrecord.people.rulings import found_again, placed, report_of
from onrecord.people.typed import typed_name
from onrecord.people.voices import Voice, voices_of
from onrecord.stories.publishers import read_outlets
from onrecord.text.names import folded, may_be_one

SHOWN = 3  # persons of one name that an error lists


class Matter(Protocol):
    """What rulings of a kind are about, on the record as it is."""

    def links_of(self, rulings: Iterable[Ruling]) -> Sequence[Link[Any]]:
        """Give the rulings with the two that each is about, where both are on record."""

    def why_idle(self, ruling: Ruling) -> str | None:
        """Tell why a ruling has no effect, if it has none; contradictions aside."""


class Speakers:
    """The speakers of some reports' statements, which rulings on persons are about; ``person_of`` has who they are."""

    def __init__(self, findings: Sequence[Finding], person_of: Mapping[str, str]) -> None:
        self._findings = findings
        self._person_of = person_of
        self._statements = {finding.report.id: [each.id for each in finding.statements] for finding in findings}

    def links_of(self, rulings: Iterable[Ruling]) -> list[Link[Voice]]:
        """Give the rulings with the two voices that each is about."""
        pairs = placed(rulings, self._statements)
        voices = voices_of(((finding.report, finding.attributions) for finding in self._findings), {})
        return Anchors((voice for voice in parted_voices(voices, pairs) if voice.first in self._person_of), pairs).links

    def why_idle(self, ruling: Ruling) -> str | None:
        """Tell why a ruling has no effect, if it has none; contradictions aside."""
        for statement in (ruling.a, *([ruling.b] if ruling.b else ())):
            found = found_again(statement, self._statements.get(report_of(statement), ()))
            if found is None:
                return f"{statement} is not on record"
            if ruling.ruling != "speaker" and found not in self._person_of:
                return f"nobody is named as the speaker of {statement}"
        return None


def known_outlets(path: str | Path) -> tuple[KnownOutlet, ...]:
    """Read a table of outlets: outlet, publisher.

    Raises:
        SourceMissing: there is no such file.
        SourceUnreadable: it is no such table; the error names the line.
    """
    return read_outlets(_table(path, "outlets"), str(path))


def known_people(path: str | Path) -> tuple[KnownPerson, ...]:
    """Read a table of people: name, aliases (parted by ";"), wikidata, same as.

    Raises:
        SourceMissing: there is no such file.
        SourceUnreadable: it is no such table; the error names the line.
    """
    return read_known(_table(path, "people"), str(path))


def _table(path: str | Path, what: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise SourceMissing(str(path), f"there is no such file; give a table of {what}, as {what}.csv") from error


def person_named(wanted: str, people: Sequence[Person]) -> Person:
    """Give the person of an id, or the only one of a name.

    Raises:
        UsageError: nobody answers to that, or more than one person does.
    """
    found = _answering(wanted, people)
    if not found:
        raise UsageError(f"there is no person or statement {wanted} on record; `onrecord export people` lists them")
    if len(found) > 1:
        ids = _few(person.id for person in found)
        raise UsageError(f"{wanted}: {len(found)} persons on record bear that name; name one by its id: {ids}")
    return found[0]


def anchor_of(wanted: str, person: Person, called: Mapping[str, str]) -> str:
    """Give the statement that stands for a person under the name, or the id, by which an editor wants them.

    Several names may be one person's by a ruling that is taken back later: the statement is one whose own report calls
    its speaker so, if there is one. ``called`` are the names that the reports give the speakers of the statements.

    >>> ana = Person("ana-ruiz", "Ana Ruiz", "person", ("Ana Ruiz", "Bo Vale"), (), ("r0:0-9", "r1:0-9"))
    >>> called = {"r0:0-9": "Bo Vale", "r1:0-9": "Ana Ruiz"}
    >>> [anchor_of(wanted, ana, called) for wanted in ("ana-ruiz", "ana ruiz", "Bo Vale")]
    ['r1:0-9', 'r1:0-9', 'r0:0-9']
    """
    name = person.name if wanted == person.id else wanted
    names = {statement: called[statement] for statement in person.statements if statement in called}
    same = [statement for statement, other in names.items() if folded(other) == folded(name)]
    like = [statement for statement, other in names.items() if not same and may_be_one(name, other)]
    return next(iter([*same, *like, *person.statements]))


def _answering(wanted: str, people: Sequence[Person]) -> list[Person]:
    """Give the person of an id, or those of a name."""
    same = folded(wanted)
    return [person for person in people if person.id == wanted] or [
        person for person in people if same and any(folded(name) == same for name in (person.name, *person.names))
    ]


def _few(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:SHOWN] + ["..."] * (len(shown) > SHOWN))


def why_one(statement: str, rulings: Iterable[Ruling], people: Iterable[Person]) -> str:
    """Tell how to part what is one person: by taking back the ruling that joined them, else by two statements."""
    theirs = next((set(person.statements) for person in people if statement in person.statements), set())
    joined = [each for each in rulings if each.ruling == "same" and theirs.intersection((each.a, str(each.b)))]
    if joined:
        return f"ruled to be the same by {joined[0].id}; take that back with: onrecord rule undo {joined[0].id}"
    return "one already; to part a person name two statements of theirs"


def speaker_named(wanted: str, people: Sequence[Person]) -> str:
    """Give the name to rule a speaker by: that of the person of an id, else the words given.

    >>> ana = Person("ana-ruiz", "Ana Ruiz", "person", ("Ana Ruiz", "Ruiz"), (), ("r1:0-9",))
    >>> [speaker_named(wanted, [ana]) for wanted in ("ana-ruiz", "Ruiz", "Ben Vale")]
    ['Ana Ruiz', 'Ruiz', 'Ben Vale']

    Raises:
        UsageError: the words are a part of the names of several persons, or no name at all.
    """
    try:
        words = typed_name(wanted)
    except ValueError as error:
        raise UsageError(f"{error}; for nobody that can be named there is --nobody") from error
    found = _answering(words, people)
    names = dict.fromkeys(person.name for person in found)
    if len(names) > 1 and words not in names:
        raise UsageError(f"{words}: {len(names)} persons on record bear that name; give one in full: {_few(names)}")
    return found[0].name if found and found[0].id == words else words


def giving_way(ruling: Ruling, rulings: Iterable[Ruling], matter: Matter) -> tuple[Ruling, ...]:
    """Give the rulings that a new one on a pair replaces: those about the same two.

    Raises:
        UsageError: it contradicts the others; the error names one of them.
    """
    others = {each.id: each for each in rulings if each.id != ruling.id}
    same_two = alike(ruling, matter.links_of([*others.values(), ruling]))
    replaced = tuple(others.pop(each) for each in same_two if each in others)
    for parting, chain in contradictions(matter.links_of([*others.values(), ruling])):
        if ruling.id in (each.id for each in (parting, *chain)):
            earlier = others[chain[0].id if parting.id == ruling.id else parting.id]
            raise UsageError(
                f"this contradicts the ruling {earlier.id} ({told(earlier)});"
                f" take that back first with: onrecord rule undo {earlier.id}"
            )
    return replaced


def ruling_named(wanted: str, rulings: Sequence[Ruling]) -> Ruling:
    """Find the ruling of an id, or of the beginning of one.

    Raises:
        UsageError: there is none, or more than one.
    """
    found = [ruling for ruling in rulings if wanted and ruling.id.startswith(wanted)]
    if len(found) != 1:
        count = f"{len(found)} rulings begin with" if found else "there is no ruling"
        raise UsageError(f"{count} {wanted}; `onrecord rule list` lists them")
    return found[0]


def told(ruling: Ruling) -> str:
    """Tell a ruling in the words of the command.

    >>> told(Ruling("1f", "same", "r1:0-9", "r2:0-9")), told(Ruling("2e", "speaker", "r1:0-9", speaker="Ana Ruiz"))
    ('same r1:0-9 r2:0-9', 'speaker r1:0-9 "Ana Ruiz"')
    """
    if ruling.ruling == "speaker":
        return f'speaker {ruling.a} "{ruling.speaker}"' if ruling.speaker else f"speaker {ruling.a} --nobody"
    return f"{ruling.ruling} {ruling.a} {ruling.b}"


def reports_of(rulings: Iterable[Ruling]) -> set[str]:
    """Give the reports that rulings are about."""
    return {report_of(each) for ruling in rulings for each in (ruling.a, ruling.b) if each}


def standing(rulings: Sequence[Ruling], matter: Matter) -> Iterator[tuple[Ruling, str | None]]:
    """Give each ruling with the reason why it has no effect, if it has none."""
    beaten = {parting.id: chain[0] for parting, chain in contradictions(matter.links_of(rulings)) if chain}
    for ruling in rulings:
        contradicted = f"it contradicts {beaten[ruling.id].id}" if ruling.id in beaten else None
        yield ruling, matter.why_idle(ruling) or contradicted
