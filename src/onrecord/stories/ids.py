"""The id of several reports that belong together."""

from collections.abc import Iterable
from hashlib import sha256

from onrecord.model import Report


def id_of_first(members: Iterable[Report]) -> str:
    """Make an id out of the first report by day: it stays when later reports come to the others.

    >>> from onrecord.model import Origin
    >>> ids = [id_of_first([Report(name, "", Origin("", "", "")) for name in names]) for names in ("ab", "bac", "bc")]
    >>> ids[0] == ids[1] != ids[2]
    True
    """
    first = min(members, key=lambda report: (str(report.published or "~"), report.id))
    return sha256(first.id.encode()).hexdigest()[:20]
