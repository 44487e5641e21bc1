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

if TYPE_CHECKING:
    from onrecord.pipeline.api import read, statements
    from onrecord.pipeline.local import Record

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "read", "statements"]

_HOMES = {"Record": "onrecord.pipeline.local", "read": "onrecord.pipeline.api", "statements": "onrecord.pipeline.api"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps the verbs ``onrecord.read`` and ``onrecord.statements``, whose names the rooms behind them share.

    An import of a room would put the room in the verb's place: whether ``onrecord.read(...)`` works must not hang on
    what was imported before. ``from onrecord.read import read_sources`` goes by the room's full name and is unmoved.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
