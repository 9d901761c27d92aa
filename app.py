"""The web page: paste an Arabic article, read it in English. Wiring only.

``python app.py`` and ``khulasa demo`` start it; the parts are in ``summarize.page``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarize.page import downloads, flow, panes, progress
from summarize.page.choices import MOST_SENTENCES, Menu
from summarize.page.desk import Choices, Desk
from summarize.page.doubts import doubts
from summarize.page.flow import Screen
from summarize.page.limits import Limits, from_files
from summarize.page.samples import samples
from summarize.writers import FORMATS
from translate.article import Article
from translate.errors import KhulasaError
from translate.readers import SUFFIXES

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
_PUT_BACK = """element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-piece]");
  if (button) trigger("click", { piece: Number(button.dataset.piece) });
});"""


def build(desk: Desk, menu: Menu, limits: Limits) -> gr.Blocks:
    """The page, not yet served. Gradio is imported here and not with the module."""
    import gradio as gr

    from summarize.page.parts import drop_zone, with_piece

    def pane(**options: Any) -> gr.HTML:
        return gr.HTML(apply_default_css=False, **options)

    with gr.Blocks(
        title="Khulasa",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(limits.seconds_kept, limits.seconds_kept),  # uploads that nobody read
    ) as page:
        dropped = gr.State([], time_to_live=limits.seconds_kept)
        screen = gr.State(Screen(), time_to_live=limits.seconds_kept)
        pane(value=panes.masthead())
        with gr.Accordion("Source", elem_id="khulasa-source") as source:
            with gr.Row():
                with gr.Column(scale=3, min_width=280):
                    text = gr.Textbox(
                        label="Arabic article",
                        placeholder="ألصق المقال هنا",
                        lines=9,
                        max_lines=9,
                        rtl=True,
                        html_attributes=gr.InputHTMLAttributes(lang="ar", spellcheck=False),
                        elem_id="khulasa-text",
                    )
                    gr.Examples(
                        [[one] for one in samples().values()],
                        text,
                        label="Try one of ours",
                        example_labels=list(samples()),
                        api_visibility="private",
                    )
                with gr.Column(scale=2, min_width=280):
                    drop = drop_zone(
                        label="Or drop files",
                        file_count="multiple",
                        file_types=sorted(SUFFIXES),
                        height=130,
                        elem_id="khulasa-drop",
                    )
                    listed = pane(elem_id="khulasa-listed")
                    sentences = gr.Slider(1, MOST_SENTENCES, 3, step=1, label="Key sentences")
            with gr.Accordion("More choices", open=False), gr.Row():
                model = gr.Dropdown(menu.models, label="Model")
                strategy = gr.Dropdown(menu.strategies, label="Strategy")
                method = gr.Dropdown(menu.methods, label="Key sentences chosen by")
                summary_model = gr.Dropdown(menu.summary_models, label="Summary written by")
        with gr.Row(elem_id="khulasa-buttons"):
            read = gr.Button("Read in English", variant="primary", elem_id="khulasa-read")
            stop = gr.Button("Stop", interactive=False, elem_id="khulasa-stop")
            clear = gr.Button("Clear", elem_id="khulasa-clear")
        status = pane(elem_id="khulasa-status")
        bar = pane(visible=False, elem_id="khulasa-bar")
        which = gr.Dropdown([], label="Article", visible=False, elem_id="khulasa-which")
        with gr.Tabs(elem_id="khulasa-tabs", visible=False) as tabs:
            with gr.Tab("Article"), gr.Row():
                with gr.Column(scale=2, min_width=300, elem_id="khulasa-brief"):
                    brief_pane = pane()
                with gr.Column(scale=3, min_width=300, elem_id="khulasa-side"):
                    side_pane = pane()
            with gr.Tab("Flags") as flags_tab:
                flags_pane = pane(elem_id="khulasa-flags")
            with gr.Tab("Set aside") as aside_tab:
                aside_pane = pane(js_on_load=_PUT_BACK, elem_id="khulasa-aside")
            with gr.Tab("Digest", visible=False) as digest_tab:
                digest_pane = pane(elem_id="khulasa-digest")
            with gr.Tab("Download"), gr.Row(elem_id="khulasa-saves"):
                saves = {name: gr.Button(downloads.LABELS[name], size="md") for name in FORMATS}
                saved = gr.JSON(visible="hidden")

        outputs = [screen, source, status, bar, which, tabs, brief_pane, side_pane, flags_tab]
        outputs += [flags_pane, aside_tab, aside_pane, digest_tab, digest_pane, read, stop]
        chosen = [model, strategy, method, summary_model, sentences]

        def draw(one: Screen) -> dict[Any, Any]:
            """Every output that a screen decides."""
            drawn: dict[Any, Any] = {
                screen: one,
                status: one.said,
                bar: gr.HTML(one.bar, visible=bool(one.bar)),
                read: gr.Button(interactive=not one.running),
                stop: gr.Button(interactive=one.running),
                source: gr.Accordion(open=one.brief is None and not one.running),
                tabs: gr.Tabs(visible=one.brief is not None),
                which: gr.Dropdown(
                    [(panes.name(n, brief), n) for n, brief in enumerate(one.briefs)],
                    value=one.current if one.briefs else None,
                    visible=len(one.briefs) > 1,
                    interactive=not one.running,
                ),
            }
            if one.brief is not None:
                drawn |= {
                    brief_pane: panes.brief_pane(one.brief, one.running),
                    side_pane: panes.side_pane(one.brief, one.running),
                    flags_pane: panes.flags_pane(one.brief),
                    flags_tab: gr.Tab(f"Flags ({len(doubts(one.brief))})"),
                    aside_pane: panes.furniture_pane(one.brief),
                    aside_tab: gr.Tab(f"Set aside ({len(one.brief.article.furniture)})"),
                    digest_tab: gr.Tab(visible=one.digest is not None),
                    digest_pane: panes.digest_pane(one.digest) if one.digest else "",
                }
            return drawn

        def on_read(now: Screen, pasted: str, files: list[Article], *choices: Any) -> Iterator[Any]:
            for one in flow.read(desk, limits, now, pasted, files, Choices(*choices)):
                yield draw(one)

        def on_put_back(piece: int, now: Screen, *choices: Any) -> Iterator[Any]:
            for one in flow.restore(desk, now, piece, Choices(*choices)):
                yield draw(one)

        def on_choose(now: Screen, place: int) -> dict[Any, Any]:
            return draw(replace(now, current=place))

        def on_click(now: Screen) -> dict[Any, Any]:
            """At once, for those who have to wait until one of the readers is done."""
            return draw(replace(now, said=progress.say("Waiting for a turn…"), running=True))

        def on_stop(now: Screen) -> dict[Any, Any]:
            return draw(flow.stopped(now))

        def on_failure(now: Screen) -> dict[Any, Any]:
            why = "Something went wrong on the server; its log has the details."
            return draw(now.settled(progress.complain(why)))

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
            read.click(on_click, screen, outputs, queue=False, **quiet).then(
                on_read, [screen, text, dropped, *chosen], outputs, **quiet, **shared
            ),
            aside_pane.click(
                with_piece(on_put_back), [screen, *chosen], outputs, **quiet, **shared
            ),
        ]
        for event in work:
            event.failure(on_failure, screen, outputs, **quiet)
        stop.click(on_stop, screen, outputs, cancels=work, **quiet)
        which.input(on_choose, [screen, which], outputs, **quiet)
        drop.upload(on_drop, [drop, dropped], [drop, dropped, listed], **quiet)
        clear.click(
            lambda: ("", [], "", Screen()),
            None,
            [text, dropped, listed, screen],
            cancels=work,
            **quiet,
        ).then(draw, screen, outputs, **quiet)
        for name, button in saves.items():
            button.click(lambda now, name=name: on_save(name, now), screen, saved, **quiet).success(
                None, saved, None, js=_SAVE, **quiet
            )
        gr.api(brief, api_name="brief", **shared)
        gr.api(choices, api_name="choices")
    return page


if __name__ == "__main__":
    from summarize.cli import main

    sys.exit(main(["demo", *sys.argv[1:]]))
