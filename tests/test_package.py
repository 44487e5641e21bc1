"""The public names: whole, typed, and each there when it is first used."""

import dataclasses
import subprocess
import sys
import typing
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.pipeline import api, drafts, local

FUNCTIONS = (
    *(value for kind in local.Record.__mro__ for name, value in vars(kind).items() if not name.startswith("_")),
    api.read,
    api.statements,
    drafts.check_draft,
)


def nouns_in(hint: Any, seen: set[Any]) -> Iterator[str]:
    """Name the types of the model that a type is made of, and those that their fields are made of."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint not in seen:
        seen.add(hint)
        yield hint.__name__
        for field in typing.get_type_hints(hint).values():
            yield from nouns_in(field, seen)
    for part in typing.get_args(hint):
        for each in part if isinstance(part, list | tuple) else (part,):
            yield from nouns_in(each, seen)


def test_each_noun_that_a_public_function_takes_or_gives_is_public() -> None:
    named: set[str] = set()
    for each in FUNCTIONS:
        function = each.fget if isinstance(each, property) else each
        module = import_module(function.__module__)
        for hint in typing.get_type_hints(function, vars(module)).values():
            named |= set(nouns_in(hint, set()))
    assert "Statement" in named
    assert named - {"Record"} <= set(onrecord.__all__)


def test_each_public_name_is_there_and_is_listed_once() -> None:
    assert len(set(onrecord.__all__)) == len(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    assert dir(onrecord) == sorted(onrecord.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Article'"):
        _ = onrecord.Article  # type: ignore[attr-defined]


def test_all_errors_are_public_and_of_one_root() -> None:
    from onrecord import errors

    raised = {name for name, each in vars(errors).items() if isinstance(each, type)}
    assert raised <= set(onrecord.__all__)
    assert all(issubclass(getattr(onrecord, name), onrecord.OnRecordError) for name in raised)


def test_importing_the_package_costs_nothing() -> None:
    code = (
        "import onrecord, sys; onrecord.Report; onrecord.OnRecordError;"
        " assert not {'numpy', 'sqlite3', 'lxml', 'msgspec'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_types_come_with_the_package() -> None:
    assert (Path(onrecord.__file__).parent / "py.typed").exists()
