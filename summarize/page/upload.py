"""A drop zone that takes what was uploaded and nothing else. Imported only where the page is
built: it needs Gradio."""

from __future__ import annotations

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
