"""Reports side by side, prepared once for every way of showing it: a terminal, Markdown, a page."""

from collections.abc import Sequence

from onrecord.model import Comparison, Family, Report, Utterance, Witness
from onrecord.text.days import period_text
from onrecord.utterances.collate import siglum
from onrecord.views.brief import SENSES, UNKNOWN, cleaned_inside, how_of, labels_of
from onrecord.views.brief_marks import Piece, pieces_of, reading_of
from onrecord.views.brief_view import clean, count_text
from onrecord.views.compare_view import SAME, Alone, Cell, Column, CompareView, Row


def render(comparison: Comparison, form: str, *, width: int = 100) -> str:
    """Give the comparison as ``text`` (without colour), ``markdown``, or an ``html`` page that needs nothing else."""
    view = view_of(comparison)
    if form == "text":
        from onrecord.views.compare_terminal import compare_text

        return compare_text(view, width=width)
    from onrecord.views.pages import environment, tidied

    if form == "html":
        return environment().get_template("compare.html.j2").render(view=view)
    return tidied(environment().get_template("compare.md.j2").render(view=view))


def view_of(comparison: Comparison) -> CompareView:
    """Order and word a comparison."""
    columns = _columns(comparison.reports)
    attested = {each.utterance: each.reports for each in comparison.attestations}
    rows = tuple(_row(comparison.reports, each, attested.get(each.id, 0)) for each in comparison.shared)
    alone = (
        Alone(column, tuple(_line(each) for each in utterances))
        for column, utterances in zip(columns, comparison.alone, strict=True)
    )
    return CompareView(
        title=" | ".join(f"{column.sign} {column.label}" for column in columns),
        summary=_summary(comparison, rows),
        origins=_origins(comparison),
        legend=_legend(comparison.reports) if rows else "",
        columns=columns,
        rows=rows,
        alone=tuple(each for each in alone if each.lines),
    )


def _columns(reports: Sequence[Report]) -> tuple[Column, ...]:
    labels = labels_of(reports)
    return tuple(
        Column(
            sign=siglum(number),
            label=labels[report.id],
            headline=clean(report.headline or ""),
            location=clean(report.url or report.origin.location),
        )
        for number, report in enumerate(reports)
    )


def _summary(comparison: Comparison, rows: Sequence[Row]) -> str:
    otherwise = sum(_is_otherwise([cell for cells in row.cells for cell in cells]) for row in rows)
    turned = sum(any(cell.senses for cells in row.cells for cell in cells) for row in rows)
    parts = (
        f"{count_text(len(rows), 'utterance')} in common",
        f"{otherwise:,} printed otherwise" if rows else "",
        f"{turned:,} to another sense" if turned else "",
    )
    return " · ".join(part for part in parts if part)


def _is_otherwise(cells: Sequence[Cell]) -> bool:
    """Tell whether reports print an utterance otherwise than one another; two may render it in the same words."""
    return any(cell.how != SAME for cell in cells) and len({cell.pieces for cell in cells}) > 1


def _origins(comparison: Comparison) -> str:
    """Say which of the reports go back to one text, and how often they attest."""
    sign_of = {report.id: siglum(number) for number, report in enumerate(comparison.reports)}
    copies = "; ".join(_copies(family, sign_of) for family in comparison.families)
    origins = count_text(comparison.independent, "independent origin")
    texts = len(sign_of) - sum(len(sign_of.keys() & set(family.reports)) - 1 for family in comparison.families)
    why = " (those of one publisher count once)" if comparison.independent < texts else ""
    return f"{copies or 'None is seen to copy another'}: {origins}{why}."


def _copies(family: Family, sign_of: dict[str, str]) -> str:
    *others, last = sorted(sign_of[each] for each in family.reports if each in sign_of)
    text = f"one text of {clean(family.agency)}" if family.agency else "one text"
    return f"{', '.join(others)} and {last} go back to {text}"


def _legend(reports: Sequence[Report]) -> str:
    """Say against which words the marks are set."""
    spoken = [siglum(number) for number, report in enumerate(reports) if report.kind == "transcript"]
    base = f"the transcript, {spoken[0]}" if spoken else "the fullest wording"
    return f"Marked is what a report leaves out or adds, set against {base}."


def _row(reports: Sequence[Report], utterance: Utterance, attested: int) -> Row:
    return Row(
        speaker=clean(utterance.speaker or "") or UNKNOWN,
        day=period_text(utterance.said),
        attested=f"in {count_text(attested, 'text' if utterance.primary else 'report')} on record",  # a transcript, too
        cells=tuple(_cells(report, utterance) for report in reports),
    )


def _cells(report: Report, utterance: Utterance) -> tuple[Cell, ...]:
    """Give each wording that a report has of an utterance, once."""
    cells = (_cell(utterance, witness) for witness in utterance.witnesses if witness.report == report.id)
    return tuple(dict.fromkeys(cells))


def _cell(utterance: Utterance, witness: Witness) -> Cell:
    if witness.relation == "paraphrase":
        return Cell("in other words", (), (Piece(clean(witness.text)),))
    readings = [found for each in utterance.apparatus if (found := reading_of(each, witness.siglum))]
    if not readings:
        return Cell(SAME, (), (Piece(clean(witness.text)),))
    how = "prints more" if all(each.change == "added" for each in readings) else how_of(witness, readings)
    return Cell(
        how=how,
        senses=tuple(sorted({SENSES[each.sense] for each in readings if each.sense})),
        pieces=tuple(Piece(cleaned_inside(piece.text), piece.mark) for piece in pieces_of(utterance, witness)),
    )


def _line(utterance: Utterance) -> tuple[str, str]:
    """Give the speaker and the words, between marks unless they are the reporter's."""
    is_quoted = any(witness.relation != "paraphrase" for witness in utterance.witnesses)
    words = clean(utterance.base)
    return clean(utterance.speaker or "") or UNKNOWN, f"“{words}”" if is_quoted else words
