"""Words under a picture, told by a credit at their end or by how they speak."""

from __future__ import annotations

import re

from translate.arabic import fold
from translate.furniture.dateline import tag_kinds
from translate.furniture.labels import folded_pattern

_SHORTEST = 4  # words, the credit among them
_CREDIT = re.compile(
    r"[(\[]\s*(?P<inner>[^()\[\]]{2,45})\s*[)\]]$|\s[-–—|/]\s?(?P<dash>[^-–—|/]{2,40})$"
)
_PICTURE = folded_pattern(
    r"(?<!\w)(?:أرشيف(?:ية)?|إرشيفية|الأرشيف|تعبيرية|توضيحية|متداولة|صورة|صور|تصوير"
    r"|(?:مواقع|وسائل) التواصل(?: الاجتماعي)?|فيس ?بوك|تويتر|إكس|إنستغرام|social media"
    r"|getty|غيتي|جيتي|الصحافة الفرنسية|الفرنسية|الأوروبية|الألمانية|shutterstock|شاترستوك"
    r"|[a-z0-9\-]+\.(?:com|net|org|kr|co|ae|sa|eg|ru|cn|ps|iq))(?!\w)"
)
_POSED = folded_pattern(
    r"\((?:على |إلى |في )?(?:ال)?(?:يمين|يسار|وسط|أعلى|أسفل)\)"
    r"|(?<!\w)من (?:اليمين|اليسار)(?: إلى (?:اليسار|اليمين))?(?!\w)"
    r"|^(?:صورة|صور|لقطة|مشهد|لقطات) (?:أرشيفية|تعبيرية|توضيحية|من|ل|تظهر|متداولة|جوية|عامة)"
    r"|^جانب من|^لقاء سابق|أرشيفية$"
)


def has_credit(line: str) -> bool:
    """Whether a line ends in a picture credit: "(Getty)", " - أرشيفية", "- yna.co.kr"."""
    match = _CREDIT.search(line[-60:])
    if not match or len(line.split()) < _SHORTEST:
        return False
    inner = fold(match["inner"] or match["dash"])
    return bool(_PICTURE.search(inner)) or tag_kinds(inner) <= {"agency"}


def is_posed(line: str) -> bool:
    """Whether a line speaks as a caption does: "(يمين)", "صورة أرشيفية ل…", "جانب من…"."""
    return bool(_POSED.search(fold(line)))
