"""What a person is on record as saying, worded and ordered for people: what turned first, then day by day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import ChangeOfLine, Occasion, OnRecord, Period, Report, Span, Utterance
from onrecord.pipeline.persons import Said, days_of
from onrecord.stories.habits import turned_in
from onrecord.text.days import period_text
from onrecord.utterances.apparatus import apparatus_of, differences
from onrecord.views.brief import SENSES, labels_of
from onrecord.views.brief_marks import Piece, mark_up, shortened
from onrecord.views.brief_view import clean, count_text, names_text, prose

MOST_ROLES = 4
LATER = "B"  # the sign of the later of two utterances


@dataclass(frozen=True, slots=True)
class Turn:
    """Two utterances on one matter, the later one with what it says otherwise."""

    days: tuple[str, str]
    labels: tuple[tuple[str, ...], tuple[str, ...]]
    senses: tuple[str, ...]
    earlier: str
    later: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One thing said, as a quotation or in the reporter's words, with who prints it; ``note`` is of the occasion."""

    words: str
    quoted: bool
    labels: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class WhoView:
    """A person with what is on record of them, by days."""

    name: str
    about: str
    turns: tuple[Turn, ...]
    days: tuple[tuple[str, tuple[SaidLine, ...]], ...]


class _Line(NamedTuple):
    order: tuple[bool, str, str, str, int]
    day: str
    line: SaidLine


def view_of_person(found: OnRecord) -> WhoView:
    """Order and word what a person is on record as saying."""
    reports = {report.id: report for report, _ in found.said}
    labels = labels_of(tuple(reports.values()))
    roles = ", ".join(map(clean, found.person.roles[:MOST_ROLES]))
    told = f"{count_text(len(found.said), 'statement')} in {count_text(len(reports), 'report')}"
    days: dict[str, list[SaidLine]] = {}
    for each in sorted(_lines(found, labels), key=lambda each: (each.order, each.line.words)):
        days.setdefault(each.day, []).append(each.line)
    return WhoView(
        name=clean(found.person.name),
        about=" · ".join(part for part in (roles, told) if part),
        turns=tuple(_turn(change, found, labels) for change in found.changes),
        days=tuple((day, tuple(lines)) for day, lines in days.items()),
    )


def _turn(change: ChangeOfLine, found: OnRecord, labels: Mapping[str, str]) -> Turn:
    said = {statement.id: (report, statement) for report, statement in found.said}
    base, later = change.earlier.base, change.later.base
    return Turn(
        days=(period_text(change.days[0]), period_text(change.days[1])),
        labels=(_labels(change.earlier, said, labels), _labels(change.later, said, labels)),
        senses=tuple(SENSES[sense] for sense in change.senses),
        earlier=clean(base),
        later=shortened(mark_up(base, apparatus_of(base, {LATER: differences(base, later)}), LATER)),
    )


def _lines(found: OnRecord, labels: Mapping[str, str]) -> Iterator[_Line]:
    """Give each utterance once with all who print it, and each statement that is a part of none."""
    said = {statement.id: (report, statement) for report, statement in found.said}
    days = days_of(found.utterances, said)
    worded = set()
    for utterance in found.utterances:
        mine = [said[each.statement] for each in utterance.witnesses if each.statement in said]
        worded |= {statement.id for _, statement in mine}
        if mine:
            report, statement = min(mine, key=_order)
            plain, otherwise = _parted(utterance, said, labels)
            yield _line(
                days.get(utterance.id), (report, statement), utterance.base, plain,
                quoted=any(each.form != "indirect" for _, each in mine), otherwise=otherwise,
            )  # fmt: skip
    for report, statement in found.said:
        if statement.id not in worded:
            published = Period(report.published, report.published) if report.published else None
            words = " … ".join(span.of(report.text) for span in statement.content)
            yield _line(
                statement.occasion.said or published, (report, statement), words, (labels[report.id],), quoted=False
            )


def _line(
    period: Period | None,
    first: Said,
    words: str,
    labels: tuple[str, ...],
    *,
    quoted: bool,
    otherwise: tuple[str, ...] = (),
) -> _Line:
    report, statement = first
    cue = " ".join(span.of(report.text) for span in statement.cue)
    told = "" if quoted else f"“{clean(cue)}”" if cue else ""
    printed = f"printed otherwise: {names_text(otherwise)}" if otherwise else ""
    note = " · ".join(part for part in (told, _occasion(first), printed) if part)
    first_day, last_day = (str(period.first), str(period.last)) if period else ("", "")
    return _Line(
        (period is None, first_day, last_day, report.id, statement.content[0].start),
        period_text(period) or "undated",
        SaidLine(prose(words), quoted, labels, note),
    )


def _order(pair: Said) -> tuple[bool, str, str]:
    report, statement = pair
    return report.published is None, str(report.published), statement.id


def _labels(utterance: Utterance, said: Mapping[str, Said], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({labels[said[each.statement][0].id] for each in utterance.witnesses if each.statement in said}))


def _parted(
    utterance: Utterance, said: Mapping[str, Said], labels: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part those who print the base's words, or a part of them, from those who print it otherwise."""
    plain: set[str] = set()
    otherwise: set[str] = set()
    turned = turned_in(utterance)
    for witness in utterance.witnesses:
        if witness.statement in said:
            is_plain = witness.relation in ("identical", "cut") and witness.siglum not in turned
            (plain if is_plain else otherwise).add(labels[said[witness.statement][0].id])
    return tuple(sorted(plain)), tuple(sorted(otherwise - plain))


def _occasion(pair: Said) -> str:
    """Tell to whom, where, in what and through whom something was said, as far as the report tells."""
    report, statement = pair
    occasion: Occasion = statement.occasion
    parts = (
        f"to {_words(occasion.addressee, report)}" if occasion.addressee else "",
        f"at: {_words(occasion.place, report)}" if occasion.place else "",
        f"in: {occasion.medium}" if occasion.medium else "",
        f"through: {', then '.join(_words(each, report) for each in occasion.via)}" if occasion.via else "",
    )
    return " · ".join(part for part in parts if part)


def _words(span: Span, report: Report) -> str:
    return clean(span.of(report.text))
