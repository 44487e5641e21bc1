"""The day of a statement whose own report tells none, by the other reports of the same words.

"Sunday" in a report without a day of publication is a day no more than "recently" is; another outlet prints the same
words with "Sunday (6 April)". Only what a report *states* is lent, never what was carried on from a sentence before,
and only if nobody dates the words otherwise: then they were said twice, or someone is mistaken.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.model import Dating, Finding, Period, Report, Statement, Utterance


class _Told(NamedTuple):
    report: Report
    statement: Statement


def dated_by_others(utterances: Iterable[Utterance], findings: Iterable[Finding]) -> tuple[Dating, ...]:
    """Date the statements that no sentence of their own report dates, in the order of their ids.

    Paraphrases neither lend nor borrow a day: who says a thing again says it on another.

    >>> dated_by_others((), ())
    ()
    """
    told = {each.id: _Told(finding.report, each) for finding in findings for each in finding.statements}
    borrowed: dict[str, list[Dating]] = defaultdict(list)
    for utterance in utterances:
        witnesses = [told[each.statement] for each in utterance.witnesses if each.relation != "paraphrase"]
        lender = _lender(witnesses)
        if lender is not None:
            for dating in _lent(lender, witnesses):
                borrowed[dating.statement].append(dating)
    agreed = (_agreed(datings) for _, datings in sorted(borrowed.items()))
    return tuple(dating for dating in agreed if dating)


def _lender(witnesses: Sequence[_Told]) -> Statement | None:
    """Give the witness that states the narrowest day, if all that are dated can mean one day."""
    dated = [each.statement for each in witnesses if each.statement.occasion.said]
    stated = [each for each in dated if each.occasion.said_ground == "stated"]
    if not stated or not _overlap([each.occasion.said for each in dated if each.occasion.said]):
        return None
    return min(stated, key=lambda each: (_length(each.occasion.said), each.occasion.said, each.id))


def _lent(lender: Statement, witnesses: Sequence[_Told]) -> Iterable[Dating]:
    """Give a day to the witnesses without one; nobody prints words days before they are said."""
    said = lender.occasion.said
    for each in witnesses:
        published = each.report.published
        undated = each.statement.occasion.said is None and each.report.kind == "report"
        if said and undated and (published is None or (said.first - published).days <= 1):
            yield Dating(each.statement.id, said, lender.id)


def _agreed(datings: Sequence[Dating]) -> Dating | None:
    """Give the narrowest day of a statement that is a witness of several utterances, if they agree."""
    if not _overlap([dating.said for dating in datings]):
        return None
    return min(datings, key=lambda dating: (_length(dating.said), dating.said, dating.evidence))


def _overlap(periods: Sequence[Period]) -> bool:
    return max(period.first for period in periods) <= min(period.last for period in periods)


def _length(period: Period | None) -> int:
    return (period.last - period.first).days if period else 0
