"""What the page and the service both read from a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def host_of(scope: Mapping[str, Any]) -> str:
    """The name that an ASGI request was sent to: lower case, without the port or brackets."""
    host: str = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
