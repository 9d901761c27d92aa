"""The web page: paste an Arabic article, read it in English. Wiring only.

``python app.py`` and ``khulasa demo`` start it; the parts are in ``summarize.page``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarize.page import downloads, flow, panes, progress
from summarize.page.choices import Menu
from summarize.page.desk import Choices, Desk
from summarize.page.flow import Screen
from summarize.page.limits import Limits, from_files
from translate.article import Article
from translate.errors import KhulasaError

if TYPE_CHECKING:
    import gradio as gr

_SAVE = """(file) => {
  if (!file) return;
  const bytes = Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}"""


def build(desk: Desk, menu: Menu, limits: Limits) -> gr.Blocks:
    """The page, not yet served. Gradio is imported here and not with the module."""
    import gradio as gr

    from summarize.page.layout import lay_out
    from summarize.page.parts import with_piece

    page: gr.Blocks
    with gr.Blocks(
        title="Khulasa",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(limits.seconds_kept, limits.seconds_kept),  # uploads that nobody read
    ) as page:
        laid = lay_out(menu, limits)
        outputs, chosen = laid.outputs, laid.chosen

        def on_read(now: Screen, pasted: str, files: list[Article], *choices: Any) -> Iterator[Any]:
            for one in flow.read(desk, limits, now, pasted, files, Choices(*choices)):
                yield laid.draw(one)

        def on_put_back(piece: int, now: Screen, *choices: Any) -> Iterator[Any]:
            for one in flow.restore(desk, now, piece, Choices(*choices)):
                yield laid.draw(one)

        def on_choose(now: Screen, place: int) -> dict[Any, Any]:
            return laid.draw(replace(now, current=place))

        def on_click(now: Screen) -> dict[Any, Any]:
            """At once, for those who have to wait until one of the readers is done."""
            return laid.draw(replace(now, said=progress.say("Waiting for a turn…"), running=True))

        def on_stop(now: Screen) -> dict[Any, Any]:
            return laid.draw(flow.stopped(now))

        def on_failure(now: Screen) -> dict[Any, Any]:
            why = "Something went wrong on the server; its log has the details."
            return laid.draw(now.settled(progress.complain(why)))

        def on_drop(paths: Sequence[str], files: list[Article]) -> tuple[Any, ...]:
            found, problems = from_files(paths, limits, already=len(files))
            files = [*files, *found]
            return None, files, panes.file_list(files, problems)

        def on_save(name: str, now: Screen) -> dict[str, str]:
            try:
                return downloads.pack(now.briefs, name)
            except KhulasaError as error:
                raise gr.Error(str(error)) from error

        def brief(
            text: str,
            model: str = menu.models[0][1],
            strategy: str = menu.strategies[0][1],
            method: str = menu.methods[0][1],
            summary_model: str = menu.summary_models[0][1],
            sentences: int = 3,
        ) -> list[dict[str, Any]]:
            """Read Arabic text in English: one record (docs/record.md) for each article in it."""
            asked = Choices(model, strategy, method, summary_model, sentences)
            try:
                return flow.records(desk, limits, menu, text, asked)
            except KhulasaError as error:
                raise gr.Error(str(error)) from error

        def choices() -> dict[str, list[str]]:
            """What ``/brief`` takes for each of its options; the first is the default."""
            return menu.offered

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shared: dict[str, Any] = {"concurrency_limit": limits.readers, "concurrency_id": "desk"}
        work: list[Any] = [
            laid.read.click(on_click, laid.screen, outputs, queue=False, **quiet).then(
                on_read, [laid.screen, laid.text, laid.dropped, *chosen], outputs, **quiet, **shared
            ),
            laid.aside_pane.click(
                with_piece(on_put_back), [laid.screen, *chosen], outputs, **quiet, **shared
            ),
        ]
        for event in work:
            event.failure(on_failure, laid.screen, outputs, **quiet)
        laid.stop.click(on_stop, laid.screen, outputs, cancels=work, **quiet)
        laid.which.input(on_choose, [laid.screen, laid.which], outputs, **quiet)
        laid.drop.upload(
            on_drop, [laid.drop, laid.dropped], [laid.drop, laid.dropped, laid.listed], **quiet
        )
        laid.clear.click(
            lambda: ("", [], "", Screen()),
            None,
            [laid.text, laid.dropped, laid.listed, laid.screen],
            cancels=work,
            **quiet,
        ).then(laid.draw, laid.screen, outputs, **quiet)
        for name, button in laid.saves.items():
            button.click(
                lambda now, name=name: on_save(name, now), laid.screen, laid.saved, **quiet
            ).success(None, laid.saved, None, js=_SAVE, **quiet)
        gr.api(brief, api_name="brief", **shared)
        gr.api(choices, api_name="choices")
    return page


if __name__ == "__main__":
    from summarize.cli import main

    sys.exit(main(["demo", *sys.argv[1:]]))
