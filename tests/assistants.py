"""An assistant of the official SDK, which starts the server as a user's program does and asks over real pipes."""

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult

T = TypeVar("T")

Call = tuple[str, dict[str, Any]]


@asynccontextmanager
async def assistant(record: Path) -> AsyncIterator[Client]:
    """Start the server on a record, and greet it."""
    command = ["-W", "error", "-m", "onrecord", "mcp", "--record", str(record)]
    server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ), cwd=record.parent)
    with anyio.fail_after(120):
        async with Client(server) as client:
            yield client


def with_assistant(record: Path, ask: Callable[[Client], Awaitable[T]]) -> T:
    """Ask what is to be asked, and end the server."""

    async def run() -> T:
        async with assistant(record) as client:
            return await ask(client)

    return anyio.run(run)


def asked(record: Path, *calls: Call) -> list[CallToolResult]:
    """Call tools one after the other; the SDK checks each answer against the schema that the tool gives."""

    async def ask(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    return with_assistant(record, ask)


def text_of(answer: CallToolResult) -> str:
    """Give the text of an answer."""
    (block,) = answer.content
    assert block.type == "text"
    return block.text
