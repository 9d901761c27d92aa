"""Serving the page: who may reach it, and what is kept of what they send."""

from __future__ import annotations

import logging
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.page.guard import LOOPBACK, Guard
from summarize.page.limits import Limits
from translate.errors import UsageError

if TYPE_CHECKING:
    import gradio as gr

_log = logging.getLogger("khulasa")
Accounts = list[tuple[str, str]]


@contextmanager
def private_folder() -> Iterator[Path]:
    """Where uploads lie until they are read: a folder that only this user may enter and that is
    gone afterwards. Gradio must be imported inside; it is told to tell nobody of it."""
    with tempfile.TemporaryDirectory(prefix="khulasa-") as folder:
        os.environ["GRADIO_TEMP_DIR"] = folder
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
        yield Path(folder)


def launch(
    page: gr.Blocks,
    limits: Limits,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    auth: Accounts | None = None,
    share: bool = False,
    quiet: bool = False,
    wait: bool = True,
) -> str:
    """Serve until interrupted, or return the address at once where ``wait`` is false.

    Raises ``UsageError`` when the address cannot be bound.
    """
    import gradio as gr
    from starlette.middleware import Middleware

    private = host in LOOPBACK and not share
    if not private and auth is None:
        _log.warning("anyone who can reach this machine can use the page; --auth asks for a name")
    # Gradio asks its own server whether it is up, and would ask the proxy of the environment.
    direct = [os.environ.get("NO_PROXY") or os.environ.get("no_proxy"), *LOOPBACK]
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = ",".join(filter(None, direct))
    page.queue(max_size=limits.waiting, default_concurrency_limit=limits.readers)
    try:
        _, local, _ = page.launch(
            server_name=host,
            server_port=port,
            auth=auth,
            share=share,
            quiet=quiet,
            prevent_thread_lock=True,
            max_file_size=limits.megabytes * 1024 * 1024,
            state_session_capacity=limits.sessions,
            footer_links=["api", "settings"],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            theme=_theme(gr),
            css=_asset("page.css"),
            head=f"<script>{_asset('page.js')}</script>",
            app_kwargs={
                "middleware": [Middleware(Guard, hosts=LOOPBACK if private else None)],
                "docs_url": None,
                "redoc_url": None,
                "openapi_url": None,
            },
        )
    except OSError as error:
        where = f"port {port}" if port else "every port from 7860 on"
        raise UsageError(f"{host}: {where} is taken or may not be used; --port N") from error
    if wait:
        # A service manager stops with SIGTERM: end as for Ctrl-C, so that uploads are deleted.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        page.block_thread()
    return str(local)


def _theme(gr: Any) -> Any:
    """Plain, with the machine's own fonts: those of Gradio's themes are fetched from Google."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="stone",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        # White on the usual blue has a contrast under 4.5.
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_800",
    )


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
