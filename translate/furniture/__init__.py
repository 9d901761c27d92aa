"""What on a news page is not the story, and which story is whose.

``KINDS`` are the values of ``Furniture.kind``:

========== =====================================================================================
date       a line of dates and times
byline     who wrote it
agency     an agency tag or dateline, on its own line or in front of the first sentence
caption    words under a picture
credit     whose picture it is
pull_quote a sentence of the body printed again, large
repeat     a line printed twice
share      share, print, comment and reading-time labels
subscribe  follow us, newsletters, applications
podcast    podcast and broadcast labels
advert     advertisement labels
label      a few words between paragraphs that the story never speaks of (the name of a show)
keywords   tags
source     where the site took it from
related    "read also" headings and the headlines under them
navigation menus, sections, lists of other pages
site       the site's own name, rights and notices
link       a bare address
markup     what is left of a template, rules and ornaments
========== =====================================================================================

A heading inside the story stays in the body as a sentence of its own.
"""

from __future__ import annotations

from translate.furniture.page import stories
from translate.furniture.story import Story

KINDS = (
    "date",
    "byline",
    "agency",
    "caption",
    "credit",
    "pull_quote",
    "repeat",
    "share",
    "subscribe",
    "podcast",
    "advert",
    "label",
    "keywords",
    "source",
    "related",
    "navigation",
    "site",
    "link",
    "markup",
)
"""Every value of ``Furniture.kind``."""

__all__ = ["KINDS", "Story", "stories"]
