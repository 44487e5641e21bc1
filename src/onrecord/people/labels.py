"""Name the speakers of a transcript by the labels of its turns."""

import re
from collections.abc import Sequence

from onrecord.model import Attribution, Report, Span, SpeakerKind, Statement
from onrecord.people.mentions import ORGANIZATIONS, find_mentions, headline_mentions, title_cased
from onrecord.text.names import bare_name, folded, parse_name, surname

CROWDS = frozenset(
    {"audience", "crowd", "protesters", "protester", "all", "both", "group", "chorus", "reporters", "staff"}
    | {"voices", "hecklers", "press", "people"}
)
NOBODIES = frozenset(
    {"unidentified", "unknown", "question", "q", "a", "answer", "voiceover", "male", "female", "reporter", "speaker"}
    | {"announcer", "narrator", "moderator", "operator", "man", "woman", "caller", "interviewer"}
    | {"voice", "heckler", "questioner", "participant", "guest", "student", "voter", "translator", "interpreter"}
)
COMPANY = frozenset({"the", "magazine", "news", "post", "times"})


def attribute_turns(report: Report, statements: Sequence[Statement]) -> tuple[Attribution, ...]:
    """Name the speaker of each turn: the label as a report would print it, with the full name if the text has it."""
    labels = {statement.source[0].of(report.text) for statement in statements if statement.source}
    full = _full_names(report, labels)
    known = {label: _read_label(label, full) for label in sorted(labels)}
    return tuple(_attribution(report, statement, known) for statement in statements)


def _attribution(report: Report, statement: Statement, known: dict[str, tuple[str | None, SpeakerKind]]) -> Attribution:
    if not statement.source:
        return Attribution(report.id, statement.id, None, "unnamed", "none")
    span: Span = statement.source[0]
    name, kind = known[span.of(report.text)]
    return Attribution(report.id, statement.id, name, kind, "named" if name else "none", span)


def _full_names(report: Report, labels: set[str]) -> dict[str, tuple[str, ...]]:
    """Give the full names that a transcript prints, by folded surname; those in small letters before capitals."""
    found = [mention.name for mention in find_mentions(report.text) if mention.kind == "person" and mention.sure]
    found += [mention.name for mention in headline_mentions(report.headline or "")]
    names: dict[str, dict[str, str]] = {}
    for name in [*found, *map(bare_name, sorted(labels))]:
        if parse_name(name).given:
            by_fold = names.setdefault(folded(surname(name)), {})
            if name != name.upper() or folded(name) not in by_fold:
                by_fold.setdefault(folded(name), name)
    return {key: tuple(title_cased(name) for name in each.values()) for key, each in names.items()}


def _read_label(label: str, full: dict[str, tuple[str, ...]]) -> tuple[str | None, SpeakerKind]:
    first = re.split(r"[\s,(#]", label.strip().lower(), maxsplit=1)[0]
    if first in CROWDS:
        return title_cased(label.strip()), "group"
    if first in NOBODIES:
        return None, "unnamed"
    words = set(re.findall(r"\w+", label.lower()))
    if words & COMPANY or ORGANIZATIONS.get(label.strip().lower()) == "name":
        return title_cased(label.strip()), "organization"
    name = title_cased(bare_name(label) or label.strip())
    same = full.get(folded(surname(name)), ())
    if parse_name(name).given:
        return next((other for other in same if folded(other) == folded(name)), name), "person"
    return (same[0] if len(same) == 1 else name), "person"
