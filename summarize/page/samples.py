"""Articles to try the page with. All were written for it: people, places and events are
invented."""

from __future__ import annotations

from importlib.resources import files

_TITLES = {
    "bridge": "A bridge closes for repairs",
    "turtles": "Turtles come back to a beach",
    "chess": "A student wins at chess",
}


def samples() -> dict[str, str]:
    """Arabic text by English title."""
    folder = files(__package__) / "samples"
    return {
        title: (folder / f"{name}.txt").read_text(encoding="utf-8")
        for name, title in _TITLES.items()
    }
