"""What is told of a record's keeping, as JSON rows; keys as in ``rows.py``."""

from onrecord.model import KeptFailure, Maker, Rebuilt, Retried, Verified
from onrecord.pipeline.rows import Row, added_row, failure_row


def maker_row(maker: Maker | None) -> Row | None:
    """Give what made a row; null is a version that did not note it.

    >>> maker_row(Maker("1.2.0", "7d8c"))
    {'onrecord': '1.2.0', 'model': '7d8c'}
    """
    return {"onrecord": maker.onrecord, "model": maker.model} if maker else None


def verified_row(verified: Verified) -> Row:
    """Give what a record was found to hold."""
    return {
        "is_sound": not verified.problems,
        "problems": [{"table": each.table, "row": each.row, "what": each.what} for each in verified.problems],
        "checked": dict(verified.checked),
        "left_out": list(verified.left_out),
        "made_by": [{"by": maker_row(maker), "reports": often} for maker, often in verified.made_by],
        "derived_by": maker_row(verified.derived_by),
        "seconds": round(verified.seconds, 3),
    }


def kept_failure_row(kept: KeptFailure) -> Row:
    """Give what could not be read, how often and when last; ``source`` is what to give to ``add`` to try it again."""
    return {**failure_row(kept.failure), "source": kept.source, "tries": kept.tries, "last": kept.noted}


def retried_row(retried: Retried) -> Row:
    """Give what came of trying again."""
    return {
        "mended": [failure_row(each) for each in retried.mended],
        "gone": [failure_row(each) for each in retried.gone],
        "failing": [failure_row(each) for each in retried.failing],
        "untried": [failure_row(each) for each in retried.untried],
        "added": added_row(retried.added),
    }


def rebuilt_row(rebuilt: Rebuilt) -> Row:
    """Give what came of making everything anew; ``counts`` are of all changes, of which the lists have the first."""
    return {
        "from_bytes": rebuilt.from_bytes,
        "from_text": rebuilt.from_text,
        "resumed": rebuilt.resumed,
        "counts": {kind: dict(rebuilt.counts).get(kind, 0) for kind in ("reports", "new", "gone", "other")},
        "reports": [{"before": each.before, "after": each.after, "what": list(each.what)} for each in rebuilt.reports],
        "statements": [
            {"before": each.before, "after": each.after, "what": list(each.what)} for each in rebuilt.statements
        ],
        "failures": [failure_row(each) for each in rebuilt.failures],
        "tables": [
            {"table": each.table, "came": each.came, "went": each.went, "other": each.other} for each in rebuilt.tables
        ],
    }
