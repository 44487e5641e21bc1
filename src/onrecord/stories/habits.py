"""How outlets print what others print, too: word for word, cut, reworded, or to another sense.

What is counted are quotations with a place in an apparatus, beside the wording that they were collated with: the
fullest that there is, or a transcript. Who prints otherwise than that is not thereby wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Compared, Finding, Habits, Utterance, Witness


def habits_of(
    findings: Sequence[Finding], utterances: Iterable[Utterance], origin_of: Mapping[str, str]
) -> tuple[Habits, ...]:
    """Give the habits of each outlet, by its name; ``origin_of`` has the origins of reports."""
    outlet_of = {each.report.id: each.report.outlet for each in findings if each.report.kind == "report"}
    reports = Counter(outlet for outlet in outlet_of.values() if outlet)
    statements: Counter[str] = Counter()
    for finding in findings:
        if outlet := outlet_of.get(finding.report.id):
            statements[outlet] += len(finding.statements)
    others: defaultdict[str, Counter[str]] = defaultdict(Counter)
    transcripts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for utterance in utterances:
        if len(utterance.witnesses) > 1:
            _count(utterance, outlet_of, origin_of, others, transcripts)
    return tuple(
        Habits(outlet, reports[outlet], statements[outlet], _compared(others[outlet]), _compared(transcripts[outlet]))
        for outlet in sorted(reports)
    )


def _count(
    utterance: Utterance,
    outlet_of: Mapping[str, str | None],
    origin_of: Mapping[str, str],
    others: Mapping[str, Counter[str]],
    transcripts: Mapping[str, Counter[str]],
) -> None:
    """Count the witnesses of one utterance under their outlets."""
    quoting = [witness for witness in utterance.witnesses if witness.relation != "paraphrase"]
    printed = [witness for witness in quoting if witness.report in outlet_of]
    origins = {origin_of.get(witness.report, witness.report) for witness in printed}
    turned = turned_in(utterance)
    for witness in printed:
        outlet = outlet_of[witness.report]
        if outlet is None:
            continue
        if len(origins) > 1:
            others[outlet].update(_marks(witness, turned))
        if utterance.primary:
            transcripts[outlet].update(_marks(witness, turned))


def turned_in(utterance: Utterance) -> set[str]:
    """Give the sigla of the witnesses that print an utterance to another sense."""
    return {
        siglum
        for variant in utterance.apparatus
        for reading in variant.readings
        if reading.sense
        for siglum in reading.sigla
    }


def _marks(witness: Witness, turned: set[str]) -> tuple[str, ...]:
    """Tell under which counts a witness falls."""
    return ("quotations", witness.relation, *(("turned",) if witness.siglum in turned else ()))


def _compared(counts: Counter[str]) -> Compared:
    return Compared(
        **{name: counts[name] for name in ("quotations", "identical", "cut", "reworded", "spliced", "turned")}
    )
