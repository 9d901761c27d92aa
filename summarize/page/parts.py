"""The two pieces of the page that Gradio has to see as its own. Imported only where the page is
built: this needs the extra [demo]."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio_client.utils import is_http_url_like


def drop_zone(**options: Any) -> gr.File:
    """``gr.File(**options)`` that refuses an address given in place of a file: the original would
    fetch it. (A subclass will not do: Gradio writes a stub file beside every one it meets.)"""
    zone = gr.File(**options)
    keep = zone.async_move_resource_to_block_cache

    async def refuse_addresses(url_or_file_path: str | Path | None) -> str | None:
        if is_http_url_like(str(url_or_file_path)):
            raise gr.Error("Upload the file itself: addresses are not fetched.")
        return await keep(url_or_file_path)

    zone.async_move_resource_to_block_cache = refuse_addresses  # type: ignore[method-assign]
    return zone


def with_piece(handler: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """``handler(piece, *values)`` for an event that carries the number of a piece. Gradio finds
    out from the annotation that an event is wanted, and looks it up in this module."""

    def handle(event: gr.EventData, *values: Any) -> Iterator[Any]:
        yield from handler(event.piece, *values)

    return handle
