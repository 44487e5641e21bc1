"""Reports in; stories, families of copies, attestations, figures and time lines out.

>>> cluster(()), find_families((), find_reuse((), {})), attest((), {})
((), (), ())
"""

from onrecord.stories.attest import attest, count_independent, provenances
from onrecord.stories.cluster import cluster
from onrecord.stories.copies import find_families, find_reuse
from onrecord.stories.figures import compare_figures
from onrecord.stories.habits import habits_of
from onrecord.stories.publishers import publishers
from onrecord.stories.timeline import time_line

__all__ = [
    "attest",
    "cluster",
    "compare_figures",
    "count_independent",
    "find_families",
    "find_reuse",
    "habits_of",
    "provenances",
    "publishers",
    "time_line",
]
