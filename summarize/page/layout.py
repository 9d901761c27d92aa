"""What is on the page, and what of it a screen decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarize.page import downloads, panes
from summarize.page.choices import MOST_SENTENCES, Menu
from summarize.page.doubts import doubts
from summarize.page.flow import Screen
from summarize.page.limits import Limits
from summarize.page.samples import samples
from summarize.writers import FORMATS
from translate.readers import SUFFIXES

_PUT_BACK = """element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-piece]");
  if (button) trigger("click", { piece: Number(button.dataset.piece) });
});"""


@dataclass(frozen=True)
class Layout:
    """The components, by what they are for; those that a screen changes are in ``outputs``."""

    dropped: Any
    screen: Any
    source: Any
    text: Any
    drop: Any
    listed: Any
    sentences: Any
    model: Any
    strategy: Any
    method: Any
    summary_model: Any
    read: Any
    stop: Any
    clear: Any
    status: Any
    bar: Any
    which: Any
    tabs: Any
    brief_pane: Any
    side_pane: Any
    flags_tab: Any
    flags_pane: Any
    aside_tab: Any
    aside_pane: Any
    digest_tab: Any
    digest_pane: Any
    saves: Any
    saved: Any

    @property
    def outputs(self) -> list[Any]:
        return [
            *(self.screen, self.source, self.status, self.bar, self.which, self.tabs),
            *(self.brief_pane, self.side_pane, self.flags_tab, self.flags_pane),
            *(self.aside_tab, self.aside_pane, self.digest_tab, self.digest_pane),
            *(self.read, self.stop),
        ]

    @property
    def chosen(self) -> list[Any]:
        """In the order of ``desk.Choices``."""
        return [self.model, self.strategy, self.method, self.summary_model, self.sentences]

    def draw(self, one: Screen) -> dict[Any, Any]:
        """Every output that a screen decides, and what it becomes."""
        import gradio as gr

        drawn: dict[Any, Any] = {
            self.screen: one,
            self.status: one.said,
            self.bar: gr.HTML(one.bar, visible=bool(one.bar)),
            self.read: gr.Button(interactive=not one.running),
            self.stop: gr.Button(interactive=one.running),
            self.source: gr.Accordion(open=one.brief is None and not one.running),
            self.tabs: gr.Tabs(visible=one.brief is not None),
            self.which: gr.Dropdown(
                [(panes.name(n, brief), n) for n, brief in enumerate(one.briefs)],
                value=one.current if one.briefs else None,
                visible=len(one.briefs) > 1,
                interactive=not one.running,
            ),
        }
        if one.brief is not None:
            drawn |= {
                self.brief_pane: panes.brief_pane(one.brief, one.running),
                self.side_pane: panes.side_pane(one.brief, one.running),
                self.flags_pane: panes.flags_pane(one.brief),
                self.flags_tab: gr.Tab(f"Flags ({len(doubts(one.brief))})"),
                self.aside_pane: panes.furniture_pane(one.brief),
                self.aside_tab: gr.Tab(f"Set aside ({len(one.brief.article.furniture)})"),
                self.digest_tab: gr.Tab(visible=one.digest is not None),
                self.digest_pane: panes.digest_pane(one.digest) if one.digest else "",
            }
        return drawn


def lay_out(menu: Menu, limits: Limits) -> Layout:
    """Make the components, inside the ``Blocks`` that is open."""
    import gradio as gr

    from summarize.page.parts import drop_zone

    def pane(**options: Any) -> gr.HTML:
        return gr.HTML(apply_default_css=False, **options)

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
    return Layout(
        dropped=dropped,
        screen=screen,
        source=source,
        text=text,
        drop=drop,
        listed=listed,
        sentences=sentences,
        model=model,
        strategy=strategy,
        method=method,
        summary_model=summary_model,
        read=read,
        stop=stop,
        clear=clear,
        status=status,
        bar=bar,
        which=which,
        tabs=tabs,
        brief_pane=brief_pane,
        side_pane=side_pane,
        flags_tab=flags_tab,
        flags_pane=flags_pane,
        aside_tab=aside_tab,
        aside_pane=aside_pane,
        digest_tab=digest_tab,
        digest_pane=digest_pane,
        saves=saves,
        saved=saved,
    )
