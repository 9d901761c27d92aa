"""What the web server lets in and out, whatever the page asks for.

Gradio has two routes that fetch an address for a visitor; the page needs neither, and without them
nobody can make this machine fetch anything. The policy keeps the browser from loading anything
from elsewhere either, so that no word of an article leaves through a font or a picture.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from summarize.asgi import host_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Gradio's own page is made of inline scripts and compiles its templates in the browser.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


class Guard:
    """ASGI middleware. ``hosts`` are the names the page may be called by, ``None`` for any: a
    page bound to loopback that answers to other names can be read by a web site whose name was
    pointed at 127.0.0.1."""

    def __init__(self, app: App, hosts: tuple[str, ...] | None = None) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._hosts is not None and host_of(scope) not in self._hosts:
            await _refuse(send, b"This page is not served under that name.\n")
        elif _fetches(scope["path"]):
            await _refuse(send, b"This page fetches no addresses.\n")
        else:
            await self._app(scope, receive, _with_headers(send))


def _fetches(path: str) -> bool:
    _, _, address = path.partition("/file=")
    return "/proxy=" in path or ":/" in address


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return wrapped


async def _refuse(send: Send, why: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": why})
