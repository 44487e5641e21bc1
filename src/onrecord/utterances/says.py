"""Say in one sentence what a check found."""

import re
from collections.abc import Sequence

from onrecord.model import Verdict
from onrecord.utterances.fit import Fit, printed
from onrecord.utterances.senses import reservation_in

SAYS: dict[Verdict, str] = {
    "exact": "These words, in this order, are on record from {who}.",
    "abridged": "{who} said so; what is left out is marked.",
    "cut": "{who} said more: words are left out inside without a mark.",
    "reworded": "{who} is on record in other words.",
    "spliced": "Words of {who} from two places are printed as one.",
    "misattributed": "The words are on record, but from {who}.",
    "indirect": "{who} is on record with this in reported speech only, never as a quotation.",
    "relayed": "The words are on record only as quoted by another.",
    "not found": "Nothing on record is near enough to be the source.",
}


def says_of(verdict: Verdict, fits: Sequence[Fit], by: str | None) -> str:
    """Say what a verdict means here, and what the other places have."""
    who = (fits[0].stream.passages[0].speaker if fits else by) or by or "an unnamed speaker"
    says = SAYS[verdict].format(who=who)
    exact = sum(fit.verdict == "exact" for fit in fits)
    if verdict in ("exact", "abridged") and exact and exact < len(fits):
        says = f"{says[:-1]}; so in {exact} of the {len(fits)} places that have it."
    if verdict in ("exact", "abridged", "cut") and (rest := _goes_on(fits[0])):
        says = f"{says[:-1]}; the record goes on: “{rest}”."
    return says


def _goes_on(fit: Fit) -> str:
    """Give the words that follow in the record, if they take some of the quotation back."""
    stream, end = fit.stream, fit.end
    if not reservation_in(stream.keys[end : end + 8]):
        return ""
    text = stream.passages[stream.homes[end]].text
    between = text[stream.words[end - 1].end : stream.words[end].start]
    return "" if re.search(r"[.!?]", between) else printed(stream, end, min(end + 12, len(stream.words)))
