"""How many reports carry an utterance, and how many of them are independent of one another.

Copies of one text attest once, however many outlets print it. A primary source (a transcript, a post) is in no family
and counts as an origin of its own; that there is one among the witnesses is what ``Utterance.primary`` says.
"""

from collections.abc import Iterable

from onrecord.model import Attestation, Family, Utterance


def attest(utterances: Iterable[Utterance], families: Iterable[Family]) -> tuple[Attestation, ...]:
    """Count the reports of each utterance, and the families of copies among them; one answer each, in their order.

    >>> attest((), ())
    ()
    """
    origin_of = _origins(families)
    return tuple(_attestation(utterance, origin_of) for utterance in utterances)


def count_independent(report_ids: Iterable[str], families: Iterable[Family]) -> int:
    """Count the origins of some reports: each family once, each report of no family once.

    >>> count_independent(("a", "b", "c"), (Family("f", "a", None, ("a", "b"), ()),))
    2
    """
    origin_of = _origins(families)
    return len({origin_of.get(report, report) for report in report_ids})


def _origins(families: Iterable[Family]) -> dict[str, tuple[str, str]]:
    return {report: ("family", family.id) for family in families for report in family.reports}


def _attestation(utterance: Utterance, origin_of: dict[str, tuple[str, str]]) -> Attestation:
    reports = {witness.report for witness in utterance.witnesses}
    return Attestation(utterance.id, len(reports), len({origin_of.get(report, report) for report in reports}))
