"""An editor's rulings as values: made of what he names, found again in their reports, moved with them.

A ruling on persons holds on to statements, one on utterances to stretches of them. Their ids are places of a report's
text, so that they outlast new reports and new persons; where another version of the program finds other borders, what
overlaps most is meant.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from onrecord.model import Attribution, Finding, Ruling, RulingKind, SpeakerKind
from onrecord.text.places import place_of, shared_length

ON_PERSONS: frozenset[RulingKind] = frozenset({"same", "different"})


def rule_pair(ruling: RulingKind, one: str, other: str) -> Ruling:
    """Build a ruling on two statements or stretches; both orders are one ruling, and its id is that of the pair.

    >>> rule_pair("same", "b:0-9", "a:0-9") == rule_pair("same", "a:0-9", "b:0-9")
    True
    >>> rule_pair("same", "a:0-9", "b:0-9").id == rule_pair("different", "a:0-9", "b:0-9").id
    True
    """
    a, b = sorted((one, other))
    return Ruling(_id_of("identity" if ruling in ON_PERSONS else "utterance", a, b), ruling, a, b)


def rule_speaker(statement: str, name: str | None, kind: SpeakerKind = "person") -> Ruling:
    """Build a ruling on the speaker of a statement; a later one has the same id."""
    return Ruling(_id_of("speaker", statement), "speaker", statement, None, name, kind if name else "unnamed")


def moved(ruling: Ruling, old: str, new: str) -> Ruling:
    """Give a ruling after a report got another id."""
    a, b = (each and _moved(each, old, new) for each in (ruling.a, ruling.b))
    if ruling.ruling == "speaker" or b is None:
        return rule_speaker(str(a), ruling.speaker, ruling.speaker_kind)
    return rule_pair(ruling.ruling, str(a), b)


def _moved(statement: str, old: str, new: str) -> str:
    report, _, place = statement.rpartition(":")
    return f"{new}:{place}" if report == old else statement


def _id_of(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:8]


def report_of(statement: str) -> str:
    """Give the report of a statement's id.

    >>> report_of("day.jsonl:7:10-20")
    'day.jsonl:7'
    """
    return statement.rpartition(":")[0]


def found_again(statement: str, statements: Iterable[str]) -> str | None:
    """Find a statement among those of its report: itself, else the one that overlaps it most.

    >>> found_again("r:10-20", ["r:0-9", "r:12-25"]), found_again("r:10-20", ["r:30-40"]), found_again("x", ["r:0-9"])
    ('r:12-25', None, None)
    """
    known = list(statements)
    if statement in known:
        return statement
    wanted = place_of(statement)
    places = {each: place_of(each) for each in known}
    shared = {
        each: shared_length(wanted.span, (place.span,))
        for each, place in places.items()
        if wanted and place and place.report == wanted.report
    }
    best = min(shared, key=lambda each: (-shared[each], each), default=None)
    return best if best is not None and shared[best] > 0 else None


def placed(rulings: Iterable[Ruling], statements: Mapping[str, Sequence[str]]) -> list[Ruling]:
    """Give the rulings on persons that are on record, with the ids that their statements have; these are by report.

    >>> rulings = [rule_pair("same", "r:1-9", "s:1-9"), rule_pair("same", "r:1-9", "t:1-9")]
    >>> [(each.a, each.b) for each in placed(rulings, {"r": ["r:2-9"], "s": ["s:1-9"]})]
    [('r:2-9', 's:1-9')]
    """
    found = []
    for ruling in (each for each in rulings if each.ruling in ON_PERSONS):
        pair = [found_again(each, statements.get(report_of(each), ())) for each in (ruling.a, ruling.b) if each]
        if len(pair) == 2 and pair[0] and pair[1]:
            found.append(replace(ruling, a=pair[0], b=pair[1]))
    return found


def with_speakers(finding: Finding, rulings: Sequence[Ruling]) -> Finding:
    """Give a finding with the speakers that an editor named; ``rulings`` are those of its report."""
    ids = [each.id for each in finding.statements]
    named = {found_again(ruling.a, ids): ruling for ruling in rulings if ruling.ruling == "speaker"}
    if not named:
        return finding
    return replace(
        finding,
        attributions=tuple(
            _attributed(each, named[each.statement]) if each.statement in named else each
            for each in finding.attributions
        ),
    )


def _attributed(attribution: Attribution, ruling: Ruling) -> Attribution:
    return Attribution(
        attribution.report, attribution.statement, ruling.speaker, ruling.speaker_kind, "ruling", None, None
    )
