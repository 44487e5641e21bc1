"""What a report says now and what it said before, as values: which statements are new, gone or other, and in what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from onrecord.model import Attribution, Finding, Report, ReportChange, Ruling, Span, Statement, StatementChange
from onrecord.people.rulings import report_of, rule_pair, rule_speaker
from onrecord.pipeline.stages import pairs_of
from onrecord.text.places import place_of, shared_length

NAMES = frozenset(("id", "report", "statement", "origin"))  # fields that only name a thing
CALLED = {"content": "borders", "kind": "kind of speaker"}  # fields that users know by another name
Told = tuple[Statement, Attribution]


def report_change(before: Report, after: Report) -> ReportChange | None:
    """Tell in what a report differs from what it was, if it does.

    >>> from onrecord.model import Origin
    >>> origin = Origin("a.html", "", "text/html")
    >>> report_change(Report("r", "Owls.", origin), Report("s", "Owls fly.", origin, outlet="Elm Times")).what
    ('text', 'outlet')
    """
    what = tuple(
        field.name
        for field in fields(Report)
        if field.name not in NAMES and getattr(before, field.name) != getattr(after, field.name)
    )
    return ReportChange(before.id, after.id, what) if what or before.id != after.id else None


def statement_changes(before: Finding, after: Finding) -> Iterator[StatementChange]:
    """Tell which statements of a report are new, gone or other.

    Where the text is the same, a statement is the same if it stands at the same place, and has other borders if it
    shares some of it with one that is gone; where it is not, it is the same if it has the same words.
    """
    same_text = before.report.text == after.report.text
    old, new = _by_name(before, same_text), _by_name(after, same_text)
    gone = {name: old[name] for name in old if name not in new}
    for name, told in new.items():
        earlier = old.get(name) or (_taken_overlapping(told[0], gone) if same_text else None)
        if earlier is None:
            yield StatementChange(None, told[0].id)
        elif what := _differences(earlier, told, before.report.text, after.report.text, same_text):
            yield StatementChange(earlier[0].id, told[0].id, what)
    for statement, _ in gone.values():
        yield StatementChange(statement.id, None)


def carried_rulings(rulings: Mapping[str, Ruling], before: Report, after: Report) -> dict[str, Ruling]:
    """Give rulings on a report, by the ids that they had, as they are named after it was read anew.

    Where the words that one is about are no longer printed, it keeps its place and has no effect.
    """
    found = {}
    for number, ruling in rulings.items():
        a, b = (each and _carried(each, before, after) for each in (ruling.a, ruling.b))
        if ruling.ruling == "speaker" or not b:
            found[number] = rule_speaker(str(a), ruling.speaker, ruling.speaker_kind)
        else:
            found[number] = rule_pair(ruling.ruling, str(a), b)
    return found


def _carried(name: str, before: Report, after: Report) -> str:
    place = place_of(name)
    if place is None or report_of(name) != before.id:
        return name
    words = place.span.of(before.text)
    earlier, later = (list(_places_of(words, text)) for text in (before.text, after.text))
    if not words.strip() or not later:
        return name
    start = later[min(earlier.index(place.span.start), len(later) - 1)]
    return f"{after.id}:{start}-{start + len(words)}"


def _places_of(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while words and at >= 0:
        yield at
        at = text.find(words, at + 1)


def _by_name(finding: Finding, by_place: bool) -> dict[object, Told]:
    """Give statements by what they are known again by: their place, or their words and which of those they are."""
    often: Counter[str] = Counter()
    found: dict[object, Told] = {}
    for told in pairs_of(finding):
        if by_place:
            found[told[0].id.removeprefix(finding.report.id)] = told
        else:
            words = " ".join(_shown(told[0].content, finding.report.text))
            often[words] += 1
            found[words, often[words]] = told
    return found


def _taken_overlapping(statement: Statement, gone: dict[object, Told]) -> Told | None:
    """Take the statement that shares most with another from those that are gone."""
    shared = {
        name: sum(shared_length(span, statement.content) for span in earlier.content)
        for name, (earlier, _) in gone.items()
    }
    best = max(shared, key=lambda name: shared[name], default=None)
    return gone.pop(best) if best is not None and shared[best] else None


def _differences(one: Told, other: Told, text: str, other_text: str, same_text: bool) -> tuple[str, ...]:
    what = []
    mine: Any
    for mine, theirs in zip(one, other, strict=True):
        for field in fields(mine):
            a, b = getattr(mine, field.name), getattr(theirs, field.name)
            if not same_text:
                a, b = _shown(a, text), _shown(b, other_text)
            if field.name not in NAMES and a != b:
                what.append(CALLED.get(field.name, field.name))
    return tuple(what)


def _shown(value: Any, text: str) -> Any:
    """Give a value with the words that stand at its places instead of these."""
    if isinstance(value, Span):
        return value.of(text)
    if isinstance(value, tuple):
        return tuple(_shown(each, text) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        return tuple(_shown(getattr(value, field.name), text) for field in fields(value))
    return value
