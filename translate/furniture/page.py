"""A page's lines told apart: which story they belong to, and what they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from translate.arabic import fold
from translate.article import Furniture, Span
from translate.calendar_ar import find_dates
from translate.furniture import dateline
from translate.furniture.gazetteer import AGENCIES
from translate.furniture.labels import RELATED, folded_label, label_kind
from translate.furniture.lines import Line, read_lines
from translate.furniture.words import overlap, shingles, stems, words

_TITLE_WORDS = 30
_QUOTE_SHARE = 0.8  # of a line's three-word runs found in one paragraph make it a pull quote
_RETOLD = 0.5  # of a headline's words in the prose below it make that prose its story
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—-]{2,40})$")
_HEADING_WORDS = frozenset(
    fold(word)
    for word in "خلفية تفاصيل تداعيات سياق أسباب نتائج تحليل ردود مواقف أرقام شهادات خلاصة مقدمة خاتمة تصعيد ماذا من ما".split()
)
_END_OF_STORY = frozenset({"source", "keywords"})
_FOLLOWED = {
    "keywords": "keywords",
    "navigation": "related",
    "related": "related",
    "share": "share",
}


@dataclass
class Story:
    """One story of a page: its title, its body paragraphs, and what stands around them."""

    title: Span | None = None
    paragraphs: list[Span] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    date: str | None = None
    byline: str | None = None
    place: str | None = None


def stories(text: str, *, titled: bool = False) -> list[Story]:
    """The stories of a page in order; ``titled`` where the first line is known to be the title.

    The page's own story comes first. A story under a "read also" heading becomes one of its own;
    headlines there with no story stay furniture of the first.
    """
    lines = read_lines(text)
    for line in lines:
        line.kind = label_kind(line.text)
        if line.kind is None and dateline.is_agency_line(line.text):
            line.kind = "agency"
    if titled and lines:
        lines[0].kind = None
    found = [
        _Reader(text, group, titled and number == 0).story()
        for number, group in enumerate(_groups(lines))
    ]
    return [story for story in found if story.paragraphs or story.furniture or story.title]


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Lines by story. Lines of a "read also" block that hold no story are marked on the way."""
    groups: list[list[Line]] = [[]]
    position = 0
    while position < len(lines):
        line = lines[position]
        match = RELATED.fullmatch(folded_label(line.text)) if line.size <= 40 else None
        groups[-1].append(line)
        position += 1
        if not match or not groups[-1]:
            continue
        line.kind = "related"
        block = _block(lines, position)
        headings = [other for other in block if other.kind is None and not other.prose]
        prose = [other for other in block if other.kind is None and other.prose]
        headline = (match["headline"] or "").strip() or " ".join(h.text for h in headings[:1])
        told = any(other.kind is None and other.prose for other in groups[-1])
        ended = told and any(other.kind in _END_OF_STORY for other in groups[-1][-8:])
        retold = headline and overlap(headline, (p.text for p in prose[:2])) >= _RETOLD
        if told and prose and (ended or retold):
            groups.append([])
            continue
        for other in block:
            if other.prose and other.kind is None:
                break
            if other.kind is None and (not prose or other.size > 4):
                other.kind = "related"
    return groups


def _block(lines: list[Line], start: int) -> list[Line]:
    """The lines from ``start`` to the next "read also" heading."""
    end = start
    while end < len(lines) and not (
        lines[end].size <= 40 and RELATED.fullmatch(folded_label(lines[end].text))
    ):
        end += 1
    return lines[start:end]


class _Reader:
    """Decides, line by line, what one story's lines are."""

    def __init__(self, text: str, lines: list[Line], titled: bool) -> None:
        self.text = text
        self.lines = lines
        self.titled = titled
        self.made = Story()
        self.extra: list[Furniture] = []

    def story(self) -> Story:
        if self.titled:
            self._take_title(self.lines[0])
        self._captions()
        self._head()
        self._repeats()
        self._middle()
        self._tail()
        self._open_with_dateline()
        made = self.made
        made.furniture = sorted(
            [
                *(
                    Furniture(line.kind, line.text, line.start, line.end)
                    for line in self.lines
                    if line.kind and line.kind != "title"
                ),
                *self.extra,
            ],
            key=lambda piece: piece.start,
        )
        made.paragraphs = [(line.start, line.end) for line in self.lines if line.kind is None]
        made.date = made.date or _page_date(made.furniture)
        return made

    def _open(self) -> list[Line]:
        """Lines not yet known to be anything but body."""
        return [line for line in self.lines if line.kind is None]

    def _take_title(self, line: Line) -> None:
        start, end = line.start, line.end
        match = _SITE_SUFFIX.search(line.text)
        if match and (fold(match["site"]).strip() in AGENCIES or match[0].lstrip()[0] == "|"):
            self._add("site", start + match.start("site"), end)
            end = start + match.start()
        line.kind = "title"
        self.made.title = (start, end)

    def _add(self, kind: str, start: int, end: int) -> None:
        self.extra.append(Furniture(kind, self.text[start:end], start, end))

    def _captions(self) -> None:
        before_body = True
        for number, line in enumerate(self.lines):
            if line.kind:
                continue
            after = self.lines[number + 1] if number + 1 < len(self.lines) else None
            twin = after is not None and after.kind is None and fold(after.text) == fold(line.text)
            credited = dateline.has_credit(line.text) and not (line.stopped and line.size > 30)
            posed = dateline.is_posed(line.text) and not line.stopped and line.size <= 40
            first = before_body and all(other.kind for other in self.lines[:number])
            signed = after is not None and after.kind == "credit" and not line.stopped and not first
            if credited and first and self._site_suffix_only(line):
                credited = False
            if (
                credited
                or (posed and (before_body or line.size <= 30))
                or (signed and line.size >= 5)
            ):
                line.kind = "caption"
                if twin and after is not None:
                    after.kind = "caption"
            elif twin and before_body and after is not None and not first and not line.stopped:
                line.kind = after.kind = "caption"
            elif line.prose:
                before_body = False

    @staticmethod
    def _site_suffix_only(line: Line) -> bool:
        """Whether the credit of a page's first line may be the site's name after its title."""
        match = _SITE_SUFFIX.search(line.text)
        return bool(match) and fold(match["site"]).strip() in AGENCIES and line.size <= 20

    def _head(self) -> None:
        """Title, byline and leftovers of navigation before the first paragraph."""
        head: list[Line] = []
        body: list[Line] = []
        for line in self._open():
            (body if body or line.prose else head).append(line)
        if not self.made.title:
            if body and not head and len(body) > 1 and self._asks(body):
                self._take_title(body[0])
                body = body[1:]
            elif head and (body or len(head) > 1):
                title = self._choose_title(head, body)
                if title:
                    self._take_title(title)
                    for line in head[: head.index(title)]:
                        line.kind = self._before_title(line)
                    head = head[head.index(title) + 1 :]
        title_words = words(self.text[slice(*self.made.title)]) if self.made.title else []
        said = set().union(*(stems(line.text) for line in body[:40])) if body else set()
        for line in head:
            if line.kind:
                continue
            if title_words and words(line.text) == title_words:
                line.kind = "repeat"
            elif self._byline(line) or (
                body
                and 2 <= line.size <= 4
                and self.made.title
                and dateline.is_name(line.text)
                and not stems(line.text) & said
            ):
                line.kind = "byline"
                self.made.byline = self.made.byline or dateline.byline_name(line.text) or line.text

    @staticmethod
    def _asks(body: list[Line]) -> bool:
        first = body[0]
        return (
            first.text.rstrip('"”» ')[-1:] in "؟?!…"
            and first.size <= 20
            and body[1].size > first.size
        )

    @staticmethod
    def _choose_title(head: list[Line], body: list[Line]) -> Line | None:
        """The headline among the lines above the body: one that the body retells, else the first
        of any length."""
        opening = [line.text for line in body[:4]]
        fit = [
            line
            for line in head
            if line.size <= _TITLE_WORDS and not dateline.byline_name(line.text)
        ]
        long = [line for line in fit if line.size >= 4]
        if not body:
            return fit[0] if fit and len(head) > 1 else None
        for line in long:
            if "|" not in line.text and overlap(line.text, opening) >= 0.3:
                return line
        return next((line for line in long if "|" not in line.text), None) or next(iter(fit), None)

    def _before_title(self, line: Line) -> str:
        if self._byline(line):
            self.made.byline = self.made.byline or dateline.byline_name(line.text)
            return "byline"
        return "site" if "|" in line.text else "navigation"

    def _byline(self, line: Line) -> bool:
        return dateline.byline_name(line.text) is not None

    def _repeats(self) -> None:
        """Pull quotes and lines printed twice."""
        lines = self._open()
        sequences = {id(line): words(line.text) for line in lines}
        seen: set[tuple[str, ...]] = set()
        for line in lines:
            key = tuple(sequences[id(line)])
            if line.size >= 3 and key in seen:
                line.kind = "repeat"
            seen.add(key)
        where: dict[tuple[str, ...], set[int]] = defaultdict(set)
        runs = {id(line): shingles(sequences[id(line)]) for line in lines if not line.kind}
        for line in lines:
            for run in runs.get(id(line), ()):
                where[run].add(id(line))
        by_id = {id(line): line for line in lines}
        for line in lines:
            own = runs.get(id(line), set())
            if line.kind or line.size < 6 or len(own) < 3:
                continue
            shared = Counter(
                other
                for run in own
                for other in where[run]
                if other != id(line) and not by_id[other].kind
            )
            if not shared:
                continue
            other, count = shared.most_common(1)[0]
            share = count / len(own)
            longer = len(runs[other]) > len(own) or (not line.stopped and by_id[other].stopped)
            if longer and share >= (0.95 if line.stopped else _QUOTE_SHARE):
                line.kind = "pull_quote"

    def _middle(self) -> None:
        """Labels between paragraphs that the story never speaks of ("a show of ours")."""
        lines = self._open()
        prose = [number for number, line in enumerate(lines) if line.prose]
        if len(prose) < 3:
            return
        said: Counter[str] = Counter()
        for line in lines:
            said.update(stems(line.text))
        for line in lines[prose[0] : prose[-1]]:
            if (
                line.stopped
                or not 2 <= line.size <= 4
                or line.text[0] in '"“«'
                or line.text[-1] == ":"
            ):
                continue
            own = stems(line.text)
            if (
                own
                and all(said[stem] == 1 for stem in own)
                and words(line.text)[0] not in _HEADING_WORDS
            ):
                line.kind = "label"

    def _tail(self) -> None:
        """After the last paragraph: lists under a heading, a writer's name."""
        last = max(
            (n for n, line in enumerate(self.lines) if line.kind is None and line.prose),
            default=None,
        )
        if last is None:
            return
        heading: str | None = None
        for number, line in enumerate(self.lines[last + 1 :], last + 1):
            if line.kind:
                heading = _FOLLOWED.get(line.kind)
                if line.kind == "source" and line.size == 1:
                    heading = "source"
                continue
            if self._byline(line):
                line.kind = "byline"
                self.made.byline = self.made.byline or dateline.byline_name(line.text)
            elif heading:
                line.kind = heading
                if heading == "source":
                    heading = None

    def _open_with_dateline(self) -> None:
        for line in self._open()[:3]:
            found = dateline.find_dateline(self.text, line.start, line.end)
            if found and found.span[1] < line.end:
                self._add(
                    "agency",
                    found.span[0],
                    found.span[0] + len(self.text[slice(*found.span)].rstrip()),
                )
                line.start = found.span[1]
                line.text = self.text[line.start : line.end]
                self.made.place = found.place
                return
        for line in self.lines:
            if line.kind == "agency" and (place := dateline.line_place(line.text)):
                self.made.place = place
                return


def _page_date(furniture: list[Furniture]) -> str | None:
    """When it was published, else updated, as ISO 8601."""
    fallback = None
    for piece in furniture:
        if piece.kind not in ("date", "byline", "agency"):
            continue
        dates = find_dates(piece.text)
        if not dates:
            continue
        if "تحديث" not in piece.text[: dates[0].start]:
            return dates[0].iso
        fallback = fallback or dates[0].iso
    return fallback
