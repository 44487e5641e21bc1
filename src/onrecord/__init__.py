"""Who said what in the news: reports in, the record out.

The public names, imported when first used, so that ``import onrecord`` and ``onrecord --help`` cost nothing.

>>> import onrecord
>>> for report in onrecord.read("tests/golden/fire.txt"):
...     for statement, attribution in onrecord.statements(report):
...         print(attribution.speaker, statement.form)
Ana Ruiz direct
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.errors import (  # fmt: skip
        NotOnRecord,
        OnRecordError,
        RecordError,
        RecordMissing,
        RecordTooNew,
        RecordUnusable,
        SourceError,
        SourceMissing,
        SourceRefused,
        SourceTooLarge,
        SourceUnreachable,
        SourceUnreadable,
        Stopped,
        UsageError,
    )
    from onrecord.model import (  # fmt: skip
        Added,
        Attestation,
        Attribution,
        Brief,
        Change,
        ChangeOfLine,
        Check,
        Comparison,
        Dateline,
        Draft,
        DraftQuotation,
        Edit,
        Edition,
        EditOnRecord,
        Event,
        Failure,
        Family,
        Figure,
        FigureGroup,
        Finding,
        Furniture,
        Hit,
        KeptFailure,
        KnownOutlet,
        KnownPerson,
        Maker,
        Narrowing,
        Occasion,
        OnRecord,
        Origin,
        Otherwise,
        Period,
        Person,
        Place,
        PlaceOnRecord,
        Problem,
        Provenance,
        Reading,
        Rebuilt,
        Report,
        ReportChange,
        ReportHead,
        Retried,
        Retrieval,
        Reuse,
        Rewording,
        Ruling,
        Saying,
        Searched,
        Span,
        Statement,
        StatementChange,
        Story,
        TableChange,
        Utterance,
        Variant,
        Verified,
        Witness,
    )
    from onrecord.pipeline.api import read, statements
    from onrecord.pipeline.drafts import check_draft
    from onrecord.pipeline.local import Record

__all__ = [
    "Added", "Attestation", "Attribution", "Brief", "Change", "ChangeOfLine", "Check", "Comparison", "Dateline",
    "Draft", "DraftQuotation", "Edit", "EditOnRecord", "Edition", "Event", "Failure", "Family", "Figure", "FigureGroup",
    "Finding", "Furniture", "Hit", "KeptFailure", "KnownOutlet", "KnownPerson", "Maker", "Narrowing", "NotOnRecord",
    "Occasion", "OnRecord", "OnRecordError", "Origin", "Otherwise", "Period", "Person", "Place", "PlaceOnRecord",
    "Problem", "Provenance", "Reading", "Rebuilt", "Record", "RecordError", "RecordMissing", "RecordTooNew",
    "RecordUnusable", "Report", "ReportChange", "ReportHead", "Retried", "Retrieval", "Reuse", "Rewording", "Ruling",
    "Saying", "Searched", "SourceError", "SourceMissing", "SourceRefused", "SourceTooLarge", "SourceUnreachable",
    "SourceUnreadable", "Span", "Statement", "StatementChange", "Stopped", "Story", "TableChange", "UsageError",
    "Utterance", "Variant", "Verified", "Witness", "__version__", "check_draft", "read", "statements",
]  # fmt: skip

_VERBS = {
    "Record": "onrecord.pipeline.local",
    "check_draft": "onrecord.pipeline.drafts",
    "read": "onrecord.pipeline.api",
    "statements": "onrecord.pipeline.api",
}
_NOUNS = ("onrecord.model", "onrecord.errors")  # the homes of all other names


if not TYPE_CHECKING:  # which else takes any name for one of ours

    def __getattr__(name: str) -> Any:
        homes = (_VERBS[name],) if name in _VERBS else _NOUNS if name in __all__ else ()
        for home in map(import_module, homes):
            if hasattr(home, name):
                return getattr(home, name)
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps the verbs ``onrecord.read`` and ``onrecord.statements``, whose names the rooms behind them share.

    An import of a room would put the room in the verb's place: whether ``onrecord.read(...)`` works must not hang on
    what was imported before. ``from onrecord.read import read_sources`` goes by the room's full name and is unmoved.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _VERBS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
