"""What an editor types, made into rulings on statements; and which rulings have an effect on the record as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.errors import SourceMissing, UsageError
from onrecord.model import Finding, KnownOutlet, KnownPerson, Person, Ruling
from onrecord.people.joins import Anchors, contradictions, parted_voices
from onrecord.people.known import read_known
from onrecord.people.rulings import found_again, placed, report_of
from onrecord.people.typed import typed_name
from onrecord.people.voices import voices_of
from onrecord.stories.publishers import read_outlets
from onrecord.text.names import folded, may_be_one

SHOWN = 3  # persons of one name that an error lists


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


def giving_way(
    ruling: Ruling, rulings: Iterable[Ruling], findings: Sequence[Finding], person_of: Mapping[str, str]
) -> tuple[Ruling, ...]:
    """Give the rulings that a new one on a pair replaces: those about the same two speakers.

    Raises:
        UsageError: it contradicts the others; the error names one of them.
    """
    others = {each.id: each for each in rulings if each.id != ruling.id}
    alike = _anchors([*others.values(), ruling], findings, person_of).alike(ruling)
    replaced = tuple(others.pop(each) for each in alike if each in others)
    kept = others.values()
    for different, chain in contradictions(_anchors([*kept, ruling], findings, person_of)):
        if ruling.id in (each.id for each in (different, *chain)):
            earlier = others[chain[0].id if different.id == ruling.id else different.id]
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


def standing(
    rulings: Sequence[Ruling], findings: Sequence[Finding], person_of: Mapping[str, str]
) -> Iterator[tuple[Ruling, str | None]]:
    """Give each ruling with the reason why it has no effect, if it has none; ``findings`` are of their reports."""
    statements = _statements(findings)
    beaten = {
        different.id: chain[0] for different, chain in contradictions(_anchors(rulings, findings, person_of)) if chain
    }
    for ruling in rulings:
        yield ruling, _why_idle(ruling, statements, person_of, beaten.get(ruling.id))


def _why_idle(
    ruling: Ruling,
    statements: Mapping[str, Sequence[str]],
    person_of: Mapping[str, str],
    beaten_by: Ruling | None,
) -> str | None:
    for statement in (ruling.a, *([ruling.b] if ruling.b else ())):
        found = found_again(statement, statements.get(report_of(statement), ()))
        if found is None:
            return f"{statement} is not on record"
        if ruling.ruling != "speaker" and found not in person_of:
            return f"nobody is named as the speaker of {statement}"
    return f"it contradicts {beaten_by.id}" if beaten_by else None


def _anchors(rulings: Iterable[Ruling], findings: Sequence[Finding], person_of: Mapping[str, str]) -> Anchors:
    pairs = placed(rulings, _statements(findings))
    voices = voices_of(((finding.report, finding.attributions) for finding in findings), {})
    return Anchors((voice for voice in parted_voices(voices, pairs) if voice.first in person_of), pairs)


def _statements(findings: Iterable[Finding]) -> dict[str, list[str]]:
    return {finding.report.id: [each.id for each in finding.statements] for finding in findings}
