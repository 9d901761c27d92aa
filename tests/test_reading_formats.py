"""Web pages, Word, PDF, Markdown, JSON and tables."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from translate.errors import UnreadableError, UsageError
from translate.readers.pdf import _logical
from translate.reading import read

TITLE = "متحف الرياح يفتح أبوابه"
BODY = (
    "افتتح متحف الرياح أبوابه أمام الزوار في المدينة القديمة بعد خمسة أعوام من العمل المتواصل.",
    "وقالت المديرة أوكسانا ديب إن المعرض الأول يضم مئة وعشرين قطعة جمعت من تسع عشرة دولة.",
    "ويستقبل المتحف الطلاب مجانا كل يوم ثلاثاء، ويقدم لهم ورشا لصنع الطائرات الورقية.",
)
HTML = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="CHARSET">
<title>{TITLE} | الموقع</title>
<meta property="og:title" content="{TITLE}"><meta name="author" content="لمى حداد">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>
<body><nav><a href="/">الرئيسية</a><a href="/p">سياسة</a></nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{line}</p>" for line in BODY)}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def body(path: Path) -> list[str]:
    [article] = read(path)
    assert article.title is not None and article.title.text == TITLE
    assert article.text[article.title.start : article.title.end] == TITLE
    return [sentence.text for sentence in article.sentences]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_html(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(HTML.replace("CHARSET", charset).encode(charset))
    assert body(path) == list(BODY)
    [article] = read(path)
    assert article.date == "2024-03-05"
    assert article.byline == "لمى حداد"


def test_html_with_a_wrong_charset(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(HTML.replace("CHARSET", "ascii").encode())
    assert body(path) == list(BODY)


def test_deep_html_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 100_000 + BODY[0], "utf-8")
    with pytest.raises(UnreadableError, match="nested 100000 deep"):
        read(path)


def test_mhtml(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    head = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    path.write_bytes(f"{head}{HTML.replace('CHARSET', 'utf-8')}\r\n--X--\r\n".encode())
    assert body(path) == list(BODY)


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    linked = BODY[1].replace("أوكسانا ديب", "[أوكسانا ديب](https://example.org)")
    path.write_text(
        f"---\ndate: 2024-01-09\nauthor: سها\n---\n# {TITLE}\n\n**{BODY[0]}**\n\n> {linked}\n\n"
        f"![صورة](a.png)\n\n{BODY[2]}\n",
        "utf-8",
    )
    assert body(path) == list(BODY)
    assert read(path)[0].date == "2024-01-09"


def test_docx(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for line in BODY[:2]:
        document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = BODY[2]
    path = tmp_path / "story.docx"
    document.save(str(path))
    assert body(path) == list(BODY)


def test_docx_bombs_and_entities_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(210):
            part.write(b" " * 1024 * 1024)
    with pytest.raises(UnreadableError, match="unpacks to"):
        read(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(UnreadableError, match="entities"):
        read(path)


def pdf(lines: list[str]) -> bytes:
    """The smallest PDF whose text layer says these lines."""
    letters = sorted(set("".join(lines)))
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    chars = "\n".join(f"<{codes[c]:04x}> <{ord(c):04x}>" for c in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n"
        f"<0000> <ffff>\nendcodespacerange\n{len(letters)} beginbfchar\n{chars}\nendbfchar\n"
        "endcmap end end"
    )
    shown = "\n".join(
        f"1 0 0 1 50 {780 - 20 * number} Tm <{''.join(f'{codes[c]:04x}' for c in line)}> Tj"
        for number, line in enumerate(lines)
    )
    streams = [f"BT /F 12 Tf\n{shown}\nET", cmap]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R "
        "/Resources << /Font << /F 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
        "/DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        *(f"<< /Length {len(s)} >>\nstream\n{s}\nendstream" for s in streams),
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def test_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf([TITLE, *BODY]))
    assert body(path) == list(BODY)


def test_pdf_without_text_asks_for_ocr(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([" "]))
    with pytest.raises(UnreadableError, match="OCR"):
        read(path)


def test_lines_stored_as_they_look_are_turned_round() -> None:
    line = "قال الوزير في 12 أيار إن الأمر (كله) من شأن CNN"
    looks = "CNN نأش نم )هلك( رمألا نإ رايأ 12 يف ريزولا لاق"
    assert _logical(looks).replace(")", "(") == line.replace(")", "(")
    assert _logical(line) == line


ROW = {"title": TITLE, "content": "\n".join(BODY), "date": "5 آذار 2024"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.json", json.dumps(ROW, ensure_ascii=False)),
        ("list.json", json.dumps([ROW])),
        ("wrapped.json", json.dumps({"count": 1, "articles": [ROW]}, ensure_ascii=False)),
        ("rows.jsonl", json.dumps(ROW, ensure_ascii=False) + "\n"),
        ("rows.csv", f'title,content,date\n{TITLE},"{ROW["content"]}",5 آذار 2024\n'),
        ("rows.tsv", f'date\ttitle\tcontent\n5 آذار 2024\t{TITLE}\t"{ROW["content"]}"\n'),
        ("semi.csv", f'title;content;date\n{TITLE};"{ROW["content"]}";5 آذار 2024\n'),
    ],
)
def test_rows(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert body(path) == list(BODY)
    assert read(path)[0].date == "2024-03-05"


def test_rows_have_sources_and_ids_of_their_own(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps(ROW, ensure_ascii=False)
    path.write_text(f'{good}\n{{"content": null}}\nnot json\n\n{good}\n', "utf-8")
    articles = read(path)
    assert [article.source for article in articles] == [f"{path}#1", f"{path}#5"]
    assert len({article.id for article in articles}) == 2
    assert "row 2 has no text" in caplog.text
    assert "line 3 is not JSON" in caplog.text


def test_a_column_is_chosen_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f'id,Khabar,note\n1,"{BODY[0]}",x\n', "utf-8")
    assert read(path)[0].sentences[0].text == BODY[0]
    assert read(path, column="khabar")[0].sentences[0].text == BODY[0]
    with pytest.raises(UsageError, match="no column 'body'; it has id, khabar, note"):
        read(path, column="body")
