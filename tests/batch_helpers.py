"""Folders of articles and what a batch made of them."""

from __future__ import annotations

import random
from pathlib import Path

_WHO = ("الوزير", "المديرة", "الرئيس", "المتحدثة", "الخبير", "رئيسة البلدية", "الطبيب", "المهندسة")
_DID = ("أعلن", "أكدت", "أوضح", "قالت", "ذكر", "أضافت", "شرح", "بينت")
_WHAT = ("المشروع", "المصنع", "الجسر", "المستشفى", "الميناء", "المدرسة", "المطار", "السد")
_WHERE = ("العاصمة", "الشمال", "الجنوب", "الساحل", "الريف", "المدينة القديمة", "الضاحية", "الوادي")


def story(seed: int, sentences: int = 5) -> str:
    """A page with a title and sentences of its own."""
    choose = random.Random(seed).choice

    def sentence(number: int) -> str:
        return (
            f"{choose(_DID)} {choose(_WHO)} أن {choose(_WHAT)} رقم {seed * 100 + number} في"
            f" {choose(_WHERE)} سيكتمل خلال {number + 2} أشهر."
        )

    title = f"افتتاح {choose(_WHAT)} الجديد في {choose(_WHERE)}"
    return f"{title}\n\n" + "\n".join(sentence(n) for n in range(sentences)) + "\n"


def write_folder(folder: Path, count: int, sentences: int = 5) -> Path:
    """``count`` stories in folders of ten."""
    for number in range(count):
        path = folder / f"day{number // 10:02d}" / f"story{number:03d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story(number, sentences), encoding="utf-8")
    return folder


def outputs(out: Path) -> dict[str, bytes]:
    """Every file of OUT by its path, but the databases and their locks."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".sqlite" not in path.name
    }
