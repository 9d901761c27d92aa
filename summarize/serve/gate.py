"""What is turned away at the door: strangers, bodies too large, and more than can wait."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from summarize.asgi import host_of
from summarize.serve.metrics import Metrics

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MEASURED = ("/v1/translate", "/v1/summarize", "/v1/brief", "/metrics")


class Gate:
    """ASGI middleware. ``key`` is asked for (``Authorization: Bearer`` or ``X-API-Key``) where it
    is not ``None``; ``most`` requests are worked on or wait at once, the next is told 429;
    ``body`` is the largest body in bytes. ``hosts`` are the names the service may be called by,
    ``None`` for any: bound to loopback and answering to other names, it could be used by a web
    site whose name was pointed at 127.0.0.1."""

    def __init__(
        self,
        app: App,
        metrics: Metrics,
        *,
        key: str | None,
        most: int,
        body: int,
        hosts: tuple[str, ...] | None,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._key = key
        self._most = most
        self._body = body
        self._hosts = hosts
        self._inside = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._hosts is not None and host_of(scope) not in self._hosts:
            await _refuse(send, 403, "the service does not go by that name")
            return
        path = scope["path"]
        if path not in _MEASURED:
            await self._app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._enter(scope, receive, noted)
        finally:
            self._metrics.request(path, status, time.perf_counter() - start)

    async def _enter(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if self._key is not None and not _knows(headers, self._key):
            await _refuse(send, 401, "a valid API key is needed", (b"www-authenticate", b"Bearer"))
        elif self._inside >= self._most:
            await _refuse(send, 429, "too many requests at once", (b"retry-after", b"1"))
        else:
            self._inside += 1
            try:
                body = await self._read(headers, receive)
                if body is None:
                    await _refuse(send, 413, f"the body is over {self._body:,} bytes")
                else:
                    await self._app(scope, _replay(body, receive), send)
            finally:
                self._inside -= 1

    async def _read(self, headers: dict[bytes, bytes], receive: Receive) -> bytes | None:
        """The whole body, ``None`` if it is too large."""
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._body:
            return None
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return bytes(body)
            body += message.get("body", b"")
            if len(body) > self._body:
                return None
            if not message.get("more_body"):
                return bytes(body)


def _knows(headers: dict[bytes, bytes], key: str) -> bool:
    given = headers.get(b"x-api-key", b"")
    scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() == b"bearer":
        given = token.strip()
    return hmac.compare_digest(given, key.encode())


def _replay(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` that gives the body that was read, then what the server has to say."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _refuse(send: Send, status: int, why: str, *extra: tuple[bytes, bytes]) -> None:
    headers = [(b"content-type", b"application/json"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"detail": why}).encode()})
