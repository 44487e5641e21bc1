"""How many reports carry an utterance, and how many of them are independent of one another.

Copies of one text attest once, however many outlets print it, and so do the reports of one publisher: an outlet that
tells a thing twice is no second witness. A primary source (a transcript, a post) is in no family and counts as an
origin of its own; that there is one among the witnesses is what ``Utterance.primary`` says.
"""

from collections.abc import Iterable, Mapping

from onrecord.model import Attestation, Family, Provenance, Utterance


def provenances(
    report_ids: Iterable[str], families: Iterable[Family], publisher_of: Mapping[str, str]
) -> tuple[Provenance, ...]:
    """Tell where each report comes from; ``publisher_of`` names the publishers that are known.

    >>> wire = Family("f", "a", None, ("a", "b"), ())
    >>> [each.origin for each in provenances("abc", [wire], {"a": "Elm Times", "b": "Harbor Post", "c": "Elm Times"})]
    ['family f', 'family f', 'publisher Elm Times']
    """
    origin_of = {report: f"publisher {publisher}" for report, publisher in publisher_of.items()}
    for family in families:
        houses = {publisher_of.get(report) for report in family.reports}
        if houses == {None} or len(houses) > 1:
            origin_of |= dict.fromkeys(family.reports, f"family {family.id}")
    return tuple(
        Provenance(report, publisher_of.get(report), origin_of.get(report, f"report {report}")) for report in report_ids
    )


def count_independent(report_ids: Iterable[str], origin_of: Mapping[str, str]) -> int:
    """Count the origins of some reports.

    >>> count_independent(("a", "b", "c"), {"a": "family f", "b": "family f"})
    2
    """
    return len({origin_of.get(report, f"report {report}") for report in report_ids})


def attest(utterances: Iterable[Utterance], origin_of: Mapping[str, str]) -> tuple[Attestation, ...]:
    """Count the reports of each utterance, and the origins among them; one answer each, in their order.

    >>> attest((), {})
    ()
    """
    return tuple(_attestation(utterance, origin_of) for utterance in utterances)


def _attestation(utterance: Utterance, origin_of: Mapping[str, str]) -> Attestation:
    reports = {witness.report for witness in utterance.witnesses}
    return Attestation(utterance.id, len(reports), count_independent(reports, origin_of))
