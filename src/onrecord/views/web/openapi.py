"""What the data behind the pages looks like, as an OpenAPI document."""

from typing import Any

from onrecord import __version__

Schema = dict[str, Any]


def description() -> Schema:
    """Give the OpenAPI document."""
    return {"openapi": "3.1.0", "info": {"title": "onrecord", "version": __version__}, "paths": {}}
