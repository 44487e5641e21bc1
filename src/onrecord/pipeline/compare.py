"""Reports side by side: what they share, collated among themselves, and what only one of them has.

The record's own collation is against the fullest witness there is. Whoever compares two reports asks how *they* differ:
where both left the same words out, they do not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import normpath
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.model import Attestation, Comparison, Family, Report, Utterance, Witness
from onrecord.stories import count_independent
from onrecord.text.words import words_of
from onrecord.utterances.apparatus import apparatus_of, differences, relation_of
from onrecord.utterances.collate import siglum

INSIDE = re.compile(r"(?: ![^!]* | :\d+ )+$", re.VERBOSE)  # day.jsonl:17  box.zip!a/b.txt
SHOWN = 3  # ids that an ambiguous name is answered with


# --- which reports ---------------------------------------------------------------------------------------------------


def chosen_reports(wanted: Sequence[str], reports: Callable[..., Iterable[Report]]) -> tuple[Report, ...]:
    """Give the reports that a user names, in that order; ``reports`` gives those of some ids, or all.

    Raises:
        UsageError: no report, or more than one, answers to a name; there is one alone, or one twice.
    """
    if len(wanted) < 2:
        raise UsageError("one report alone can't be compared; name two or more")
    found = {report.id: report for report in reports(wanted)}
    if len(found) < len(set(wanted)):
        found |= _by_other_names([each for each in wanted if each not in found], reports())
    chosen = tuple(found[each] for each in wanted)
    for at, report in enumerate(chosen):
        for earlier, name in zip(chosen[:at], wanted, strict=False):
            if earlier.id == report.id:
                raise UsageError(f"{name} and {wanted[at]} are the same report; name two that differ")
    return chosen


def _by_other_names(wanted: Sequence[str], reports: Iterable[Report]) -> dict[str, Report]:
    """Give the report that answers to each name: by its address or place first, then by the beginning of its id."""
    answers: dict[str, tuple[list[Report], list[Report]]] = {each: ([], []) for each in wanted}
    for report in reports:
        for name, (placed, begun) in answers.items():
            if name and _is_at(report, name):
                placed.append(report)
            elif name and report.id.startswith(name):
                begun.append(report)
    return {name: _only(name, placed or begun) for name, (placed, begun) in answers.items()}


def _is_at(report: Report, name: str) -> bool:
    """Tell whether a report lies at an address, in a file, or on a line or in a member of one, wherever named from."""
    location, path = report.origin.location, normpath(name)
    places = (location, INSIDE.sub("", location), location.rpartition("!")[2])
    return name in (report.url, location) or any(
        path == place or place.endswith(f"/{path}") or path.endswith(f"/{place}") for place in map(normpath, places)
    )


def _only(name: str, found: Sequence[Report]) -> Report:
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(report.id for report in found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        raise UsageError(f"{name}: {len(found)} reports answer to that ({ids}); name one by its id")
    if name and Path(name).exists():
        raise UsageError(f"{name}: this report is not on record; read it in with: onrecord add {name}")
    told = name or "an empty name"
    raise UsageError(
        f"{told}: no report on record answers to that; `onrecord export reports` lists them with their ids"
    )


# --- side by side ----------------------------------------------------------------------------------------------------


def compare(
    reports: Sequence[Report],
    utterances: Iterable[Utterance],
    attestations: Iterable[Attestation],
    families: Sequence[Family],
    origin_of: Mapping[str, str],
) -> Comparison:
    """Set reports side by side; ``utterances`` are all those with a witness in one of them."""
    ids = [report.id for report in reports]
    collated = sorted((_among(reports, each) for each in utterances), key=lambda each: _place(each.witnesses[0]))
    shared = [each for each in collated if len(_reports_of(each)) > 1]
    return Comparison(
        reports=tuple(reports),
        shared=tuple(sorted(shared, key=lambda each: _first_place(ids, each))),
        alone=tuple(tuple(each for each in collated if _reports_of(each) == {report}) for report in ids),
        families=tuple(each for each in families if len(set(ids).intersection(each.reports)) > 1),
        independent=count_independent(ids, origin_of),
        attestations=tuple(attestations),
    )


def _among(reports: Sequence[Report], utterance: Utterance) -> Utterance:
    """Collate an utterance among the witnesses of some reports: with a transcript's words, else the fullest wording."""
    spoken = {report.id for report in reports if report.kind == "transcript"}
    named = list(_renamed(reports, utterance.witnesses))
    base = min(
        named,
        key=lambda each: (each.relation == "paraphrase", each.report not in spoken, -len(words_of(each.text))),
    )
    found = {
        each.siglum: differences(base.text, each.text, spoken=base.report in spoken)
        for each in named
        if each.relation != "paraphrase"
    }
    return replace(
        utterance,
        base=base.text,
        primary=base.report in spoken,
        witnesses=tuple(
            replace(each, relation=relation_of(found[each.siglum])) if each.siglum in found else each for each in named
        ),
        apparatus=apparatus_of(base.text, found),
    )


def _renamed(reports: Sequence[Report], witnesses: Iterable[Witness]) -> Iterator[Witness]:
    """Give the witnesses of some reports, A those of the first; a second one of it is A2."""
    ordered = sorted(witnesses, key=_place)
    for number, report in enumerate(reports):
        mine = [witness for witness in ordered if witness.report == report.id]
        for at, witness in enumerate(mine, 1):
            yield replace(witness, siglum=siglum(number) + (str(at) if at > 1 else ""))


def _place(witness: Witness) -> tuple[int, int]:
    return witness.spans[0].start, witness.spans[-1].end


def _first_place(ids: Sequence[str], utterance: Utterance) -> tuple[int, int, int]:
    """Give where an utterance stands in the first of the reports that prints it."""
    first = utterance.witnesses[0]
    return (ids.index(first.report), *_place(first))


def _reports_of(utterance: Utterance) -> set[str]:
    return {witness.report for witness in utterance.witnesses}
