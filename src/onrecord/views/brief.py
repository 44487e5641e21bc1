"""The brief of a story, prepared once for every way of showing it: a terminal, Markdown, a page.

What is ordered, counted, named and worded for people happens here; the three renderers only print.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from onrecord.model import Brief, Family, Person, Reading, Report, ReportHead, Utterance, Witness
from onrecord.stories import count_independent
from onrecord.text.days import day_text, period_text
from onrecord.text.hosts import host_of
from onrecord.text.names import surname
from onrecord.views.brief_facts import event_lines, figure_lines
from onrecord.views.brief_marks import Piece, is_silence, pieces_of, reading_of, shortened
from onrecord.views.brief_view import (
    BriefView,
    Entry,
    FigureLines,
    Line,
    PersonLine,
    ReportLine,
    Said,
    Wording,
    clean,
    clipped,
    count_text,
    prose,
)

BriefForm: TypeAlias = Literal["text", "markdown", "html"]

SENSES = {
    "negation": "changes a “not”",
    "number": "changes a number",
    "hedge": "changes a reservation",
    "name": "changes a name",
}
# After the base, a reader wants first what turns the sense, then what was changed, then what was merely left off.
HOW_ORDER = ("word for word", "reworded", "spliced", "cut short", "cut", "in part", "in other words")
UNKNOWN = "Speaker unknown"


def render(brief: Brief, form: str, *, full: bool = False, width: int = 100) -> str:
    """Give the brief as ``text`` (without colour), as ``markdown``, or as an ``html`` page that needs nothing else.

    ``full`` shows every line of the first two; the page has them all, folded.
    """
    view = view_of(brief)
    if form == "text":
        from onrecord.views.brief_terminal import brief_text

        return brief_text(view, full=full, width=width)
    from onrecord.views.brief_page import brief_html, brief_markdown

    return brief_html(view) if form == "html" else brief_markdown(view, full=full)


def view_of(brief: Brief) -> BriefView:
    """Order and word a brief for people."""
    labels = labels_of((*brief.reports, *brief.elsewhere))
    said = _said(brief, labels)
    alone, unprinted = _alone(brief, labels)
    by_id = {report.id: report for report in brief.reports}
    figures = figure_lines(brief.figures, by_id, labels, {each.report: each.origin for each in brief.provenances})
    return BriefView(
        title=clean(brief.story.title) or "Untitled story",
        summary=_summary(brief),
        glance=_glance(brief, said, figures),
        reports=_report_lines(brief, labels),
        turned=tuple(each for each in said if each.turns_the_sense),
        said=tuple(each for each in said if not each.turns_the_sense),
        alone=alone,
        unprinted=unprinted,
        figures=tuple(each for each in figures if each.verdict != "agree"),
        agreed=tuple(each for each in figures if each.verdict == "agree" and each.independent > 1),
        events=event_lines(brief.events, labels, brief.story.period),
        people=_person_lines(brief),
        unattributed=_unattributed(brief, labels),
        undated=tuple(labels[report.id] for report in brief.reports if report.published is None),
        namesakes=_namesakes(brief.persons),
        labels=tuple((label, report) for report, label in labels.items()),
    )


# --- reports ---------------------------------------------------------------------------------------------------------


def labels_of(reports: Sequence[Report]) -> dict[str, str]:
    """Name each report by its outlet, with its day or a number where an outlet has several."""
    names = {report.id: name_of(report) for report in reports}
    often = Counter(names.values())
    dated = {
        report.id: f"{names[report.id]}, {day_text(report.published) if report.published else 'undated'}"
        if often[names[report.id]] > 1
        else names[report.id]
        for report in reports
    }
    often, seen = Counter(dated.values()), Counter[str]()
    labels = {}
    for each in sorted(dated):
        label = dated[each]
        seen[label] += 1
        labels[each] = f"{label} ({seen[label]})" if often[label] > 1 else label
    return labels


def name_of(report: Report | ReportHead) -> str:
    """Name where a report comes from: its outlet, else the site, else the file."""
    site = host_of(report.url)
    file = PurePosixPath(report.origin.location.replace("!", "/")).name
    name = clean(report.outlet or "") or site.removeprefix("www.") or clean(file) or report.id
    return f"{name} transcript" if report.kind == "transcript" else name


def _opening(report: Report) -> str:
    """Give the first words of a report that has no headline, the furniture above them left out."""
    start = 0
    for each in report.furniture:
        if report.text[start : each.span.start].strip():
            break
        start = each.span.end
    return clipped(prose(report.text[start : start + 300]), 90)


def _summary(brief: Brief) -> str:
    printed = [report for report in brief.reports if report.kind == "report"]
    origin_of = {each.report: each.origin for each in brief.provenances}
    transcripts = len(brief.reports) - len(printed)
    outlets = len({report.outlet for report in printed if report.outlet})
    parts = [
        count_text(len(printed), "report"),
        count_text(outlets, "outlet") if outlets else "",
        count_text(count_independent((report.id for report in printed), origin_of), "independent origin"),
        count_text(transcripts, "transcript") if transcripts else "",
        period_text(brief.story.period) or "undated",
    ]
    return " · ".join(part for part in parts if part)


def _glance(brief: Brief, said: Sequence[Said], figures: Sequence[FigureLines]) -> tuple[tuple[str, str], ...]:
    """Say in a few lines what an editor has to look at, each with the section that has it."""
    turned = sum(each.turns_the_sense for each in said)
    disputed = [each for each in figures if each.verdict == "conflict"]
    members = {report.id for report in brief.reports}
    copied = [len(members & set(family.reports)) for family in brief.families if len(members & set(family.reports)) > 1]
    moved = sum(bool(event.otherwise) for event in brief.events)
    lines = (
        ("turned", f"{count_text(turned, 'utterance')} printed in wordings that change the sense" if turned else ""),
        *(("figures", f"{each.counts}: {each.rows[0].text} … {each.rows[-1].text}, {each.says}") for each in disputed),
        ("events", f"{count_text(moved, 'event')} dated otherwise by other reports" if moved else ""),
        ("reports", f"{' and '.join(map(str, copied))} reports are copies of one text" if copied else ""),
    )
    return tuple((section, line) for section, line in lines if line)


def _report_lines(brief: Brief, labels: Mapping[str, str]) -> tuple[ReportLine, ...]:
    families = {each: family for family in brief.families for each in family.reports}
    partial = _partial(brief, labels)
    ordered = sorted(brief.reports, key=lambda each: (each.published is None, str(each.published), labels[each.id]))
    return tuple(
        ReportLine(
            label=labels[report.id],
            outlet=name_of(report),
            headline=clean(report.headline or "") or _opening(report),
            day=day_text(report.published) if report.published else "undated",
            mark=_family_mark(report, families.get(report.id), labels) or partial.get(report.id, ""),
            url=report.url if (report.url or "").startswith(("https://", "http://")) and report.url else "",
        )
        for report in ordered
    )


def _partial(brief: Brief, labels: Mapping[str, str]) -> dict[str, str]:
    """Tell with whom each report has passages in common that are no quotations."""
    others: defaultdict[str, set[str]] = defaultdict(set)
    for each in brief.reuse:
        if each.label == "partial" and each.a in labels and each.b in labels:
            others[each.a].add(labels[each.b])
            others[each.b].add(labels[each.a])
    return {report: f"shares sentences with {_and_more(sorted(names))}" for report, names in others.items()}


def _family_mark(report: Report, family: Family | None, labels: Mapping[str, str]) -> str:
    if family is None:
        return ""
    others = sorted(labels[each] for each in family.reports if each != report.id and each in labels)
    if not others:
        return f"{clean(family.agency)} text" if family.agency else ""
    if family.agency:
        return f"{clean(family.agency)} text, as is {_and_more(others)}"
    if family.exemplar == report.id:
        return f"copied by {_and_more(others)}"
    return f"same text as {labels.get(family.exemplar, others[0])}"


def _and_more(labels: Sequence[str], shown: int = 2) -> str:
    more = len(labels) - shown
    return ", ".join(labels[:shown]) + (f" and {more} more" if more > 0 else "")


# --- who said what ---------------------------------------------------------------------------------------------------


def _said(brief: Brief, labels: Mapping[str, str]) -> tuple[Said, ...]:
    """Give what several reports have: what turns the sense first, then by the number of independent witnesses."""
    roles = _roles_here(brief)
    transcripts = {report.id for report in brief.reports if report.kind == "transcript"}
    independent = {each.utterance: each.independent for each in brief.attestations}
    unnamed = _unnamed(brief)
    shared = []
    for utterance in brief.utterances:
        reports = {witness.report for witness in utterance.witnesses}
        if len(reports) < 2:
            continue
        entry = Said(
            speaker=_speaker(utterance, unnamed),
            role=next(iter(roles.get(utterance.person or "", ())), ""),
            day=period_text(utterance.said),
            base=clean(utterance.base),
            source=", ".join(sorted(labels[each] for each in reports & transcripts)),
            reports=len(reports - transcripts),
            independent=independent.get(utterance.id, len(reports)) - len(reports & transcripts),
            wordings=_wordings(utterance, labels),
            entries=_entries(utterance, labels),
            id=utterance.id,
            person=utterance.person or "",
        )
        shared.append((entry, utterance.id))
    shared.sort(key=lambda pair: (-pair[0].independent, -pair[0].reports, pair[0].speaker, pair[1]))
    return tuple(entry for entry, _ in shared)


def _unnamed(brief: Brief) -> dict[str, str]:
    """Give the sources that their report does not name, as it prints them, by statement."""
    return {
        statement.id: attribution.speaker
        for statement, attribution in brief.statements
        if attribution.kind == "unnamed" and attribution.speaker
    }


def _speaker(utterance: Utterance, unnamed: Mapping[str, str]) -> str:
    printed = next((unnamed[each.statement] for each in utterance.witnesses if each.statement in unnamed), "")
    return clean(utterance.speaker or "") or (f"“{clean(printed)}”, not named" if printed else UNKNOWN)


def _wordings(utterance: Utterance, labels: Mapping[str, str]) -> tuple[Wording, ...]:
    """Group the witnesses that print an utterance alike."""
    alike: defaultdict[tuple[str, tuple[str, ...], tuple[Piece, ...]], set[str]] = defaultdict(set)
    for witness in utterance.witnesses:
        alike[_wording_of(utterance, witness)].add(labels.get(witness.report, witness.report))
    wordings = [Wording(tuple(sorted(who)), how, senses, pieces) for (how, senses, pieces), who in alike.items()]
    return tuple(sorted(wordings, key=_wording_order))


def _wording_order(wording: Wording) -> tuple[bool, bool, int, int, tuple[str, ...], str]:
    plain = wording.how == "word for word"
    text = "".join(piece.text for piece in wording.pieces)
    return not plain, not wording.senses, HOW_ORDER.index(wording.how), -len(wording.labels), wording.labels, text


def _wording_of(utterance: Utterance, witness: Witness) -> tuple[str, tuple[str, ...], tuple[Piece, ...]]:
    if witness.relation == "paraphrase":
        return "in other words", (), (Piece(clean(witness.text)),)
    readings = [found for each in utterance.apparatus if (found := reading_of(each, witness.siglum))]
    senses = tuple(sorted({SENSES[reading.sense] for reading in readings if reading.sense}))
    how = how_of(witness, readings)
    if not readings:
        return how, (), ()
    pieces = shortened(pieces_of(utterance, witness))
    return how, senses, tuple(Piece(cleaned_inside(piece.text), piece.mark) for piece in pieces)


def how_of(witness: Witness, readings: Sequence[Reading]) -> str:
    """Say in a word or two how a witness prints an utterance."""
    if not readings:
        return "spliced" if witness.relation == "spliced" else "word for word"
    if all(map(is_silence, readings)):
        return "spliced" if witness.relation == "spliced" else "in part"
    if all(reading.change == "not quoted" for reading in readings):
        return "cut short"
    return "reworded" if witness.relation == "identical" else witness.relation


def cleaned_inside(text: str) -> str:
    """Clean a piece of a wording, but keep the blanks at its ends."""
    head, tail = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return f"{head}{clean(text)}{tail}" if text.strip() else " "


def _entries(utterance: Utterance, labels: Mapping[str, str]) -> tuple[Entry, ...]:
    """Give the apparatus, without the readings that merely quote no further."""
    outlet = {witness.siglum: labels.get(witness.report, witness.report) for witness in utterance.witnesses}
    entries = []
    for variant in utterance.apparatus:
        readings = tuple(
            (clean(reading.text) or "left out", tuple(sorted({outlet[siglum] for siglum in reading.sigla})))
            for reading in variant.readings
            if not is_silence(reading)
        )
        if readings:
            entries.append(Entry(clean(variant.lemma) or "(nothing)", readings))
    return tuple(entries)


def _alone(brief: Brief, labels: Mapping[str, str]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Give what a single report has, and what only a transcript has; people with much to say first."""
    transcripts = {report.id for report in brief.reports if report.kind == "transcript"}
    here = {report.id for report in brief.reports}
    place = {statement.id: number for number, (statement, _) in enumerate(brief.statements)}
    form = {statement.id: statement.form for statement, _ in brief.statements}
    flagged = {statement.id for statement, _ in brief.statements if statement.furniture}
    single = [(each, each.witnesses[0]) for each in brief.utterances if len({w.report for w in each.witnesses}) == 1]
    pairs = [(each, witness) for each, witness in single if witness.report in here and witness.statement not in flagged]
    pairs.sort(key=lambda pair: (place.get(pair[1].statement, len(place)), pair[1].statement, pair[1].spans))
    unnamed = _unnamed(brief)
    often = Counter(each.speaker for each, _ in pairs if each.speaker)
    lines: list[tuple[tuple[bool, bool, int, str, int], str, Line]] = []
    for number, (_, group) in enumerate(groupby(pairs, key=lambda pair: pair[1].statement)):
        members = list(group)
        first, witness = members[0]
        line = Line(
            speaker=_speaker(first, unnamed),
            text=clean(" … ".join(each.text for _, each in members)),
            quoted=form.get(witness.statement) != "indirect",
            label=labels[witness.report],
            statement=witness.statement,
        )
        weight = (not line.quoted, not first.speaker, -often[first.speaker or ""], line.speaker, number)
        lines.append((weight, witness.report, line))
    lines.sort(key=lambda each: each[0])
    return (
        tuple(line for _, report, line in lines if report not in transcripts),
        tuple(line for _, report, line in sorted(lines, key=lambda each: each[0][-1]) if report in transcripts),
    )


# --- people, doubts -----------------------------------------------------------------------------------


def _person_lines(brief: Brief) -> tuple[PersonLine, ...]:
    report_of = {statement.id: statement.report for statement, _ in brief.statements}
    roles = _roles_here(brief)
    lines = []
    for person in brief.persons:
        here = [report_of[each] for each in person.statements if each in report_of]
        called = roles.get(person.id, ())
        lines.append(PersonLine(clean(person.name), person.kind, called, len(here), len(set(here)), person.id))
    named = ("person", "organization", "group", "unnamed")
    return tuple(sorted(lines, key=lambda line: (named.index(line.kind), -line.reports, -line.statements, line.name)))


def _roles_here(brief: Brief) -> dict[str, tuple[str, ...]]:
    """Give what the story's own reports call each person, the commonest first: last year it may have been otherwise.

    Of equally common ones, abbreviations come last: "Pres." tells less than "President".
    """
    person_of = {statement: person.id for person in brief.persons for statement in person.statements}
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for statement, attribution in brief.statements:
        if attribution.role and statement.id in person_of:
            called[person_of[statement.id]][clean(attribution.role)] += 1
    return {
        person: tuple(sorted(roles, key=lambda role: (-roles[role], role.endswith("."), role)))
        for person, roles in called.items()
    }


def _unattributed(brief: Brief, labels: Mapping[str, str]) -> tuple[Line, ...]:
    """Give the quotations whose speaker no report tells for certain."""
    text_of = {report.id: report.text for report in brief.reports}
    lines = []
    for statement, attribution in brief.statements:
        if (
            attribution.speaker is None
            and attribution.kind != "unnamed"
            and statement.quoted
            and not statement.furniture
        ):
            words = " … ".join(span.of(text_of[statement.report]) for span in statement.quoted)
            label = labels[statement.report]
            lines.append(Line(UNKNOWN, clean(words), quoted=True, label=label, statement=statement.id))
    return tuple(lines)


def _namesakes(persons: Iterable[Person]) -> tuple[str, ...]:
    """Name the people who share a surname and were kept apart."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for person in persons:
        if person.kind == "person" and " " in person.name:
            families[surname(person.name)].add(clean(person.name))
    return tuple(", ".join(sorted(names)) for _, names in sorted(families.items()) if len(names) > 1)
