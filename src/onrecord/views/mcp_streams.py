"""What was asked before the input ended is still answered, and a line that is no message gets an error.

The SDK drops what is under way when its input ends, and says nothing to what it can't read: whoever pipes questions in
would wait in vain.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp_types import PARSE_ERROR, ErrorData, JSONRPCError, JSONRPCNotification, JSONRPCRequest, JSONRPCResponse

Asked: TypeAlias = "MemoryObjectReceiveStream[SessionMessage | Exception]"
Answered: TypeAlias = "MemoryObjectSendStream[SessionMessage]"

LAST_SECONDS = 60.0  # for what is under way when the input ends
NO_MESSAGE = "this line is no message: a line is one JSON-RPC 2.0 object in UTF-8"


class _UnderWay:
    """The requests that have no answer yet."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._changed = anyio.Event()

    def note_asked(self, item: SessionMessage) -> None:
        """Note a request, or that one was called off."""
        message = item.message
        if isinstance(message, JSONRPCRequest):
            self._ids.add(str(message.id))
        elif isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled":
            self._close((message.params or {}).get("requestId"))

    def note_answered(self, item: SessionMessage) -> None:
        """Note an answer."""
        if isinstance(item.message, JSONRPCResponse | JSONRPCError):
            self._close(item.message.id)

    def _close(self, request: object) -> None:
        self._ids.discard(str(request))
        self._changed.set()

    async def none_left(self) -> None:
        """Wait until all are answered."""
        while self._ids:
            self._changed = anyio.Event()
            await self._changed.wait()


@asynccontextmanager
async def answered_to_the_end(
    asked: "ReadStream[SessionMessage | Exception]", answered: "WriteStream[SessionMessage]"
) -> "AsyncIterator[tuple[Asked, Answered]]":
    """Give streams in the place of two, of which the first ends when all that came by it is answered by the second."""
    to_server, questions = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    from_server, answers = anyio.create_memory_object_stream[SessionMessage](0)
    under_way = _UnderWay()

    async def take_in() -> None:
        async with to_server, asked:
            async for item in asked:
                if isinstance(item, Exception):
                    error = ErrorData(code=PARSE_ERROR, message=NO_MESSAGE)
                    await answered.send(SessionMessage(JSONRPCError(jsonrpc="2.0", id=None, error=error)))
                else:
                    under_way.note_asked(item)
                    await to_server.send(item)
            with anyio.move_on_after(LAST_SECONDS):
                await under_way.none_left()

    async def give_out() -> None:
        async with answered, answers:
            async for item in answers:
                await answered.send(item)
                under_way.note_answered(item)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(take_in)
        tasks.start_soon(give_out)
        yield questions, from_server
