"""The HTML page: every text escaped, nothing loaded, and, in a real browser, both directions drawn
and every link at work."""

from __future__ import annotations

import dataclasses
import re
import shutil
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_briefs import ARABIC, FLOOD, FLOOD_AGAIN, FOOTBALL, sample

from summarize.digest import digest
from summarize.digest import html as digest_page
from summarize.summary import Summary, SummarySentence
from summarize.writers import html, page
from translate.article import Article, Flag, Furniture, Sentence, TranslatedSentence, Translation

HOSTILE = (
    "</title></style></script>"
    '<script>document.title="owned"</script><img src=x onerror=a()>&lt;"\'>'
)


class Reader(HTMLParser):
    """Collects the elements and the text of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile() -> Any:
    """A brief whose every text is an attack."""
    flag = Flag(HOSTILE, "high", HOSTILE, (0, 9), (0, 9))
    article = Article(
        HOSTILE,
        HOSTILE,
        "",
        (Sentence(0, HOSTILE, 0, 1, 0),),
        title=Sentence(-1, HOSTILE, 0, 1, -1),
        date=HOSTILE,
        byline=HOSTILE,
        place=HOSTILE,
        furniture=(Furniture(HOSTILE, HOSTILE, 0, 1),),
    )
    rendering = TranslatedSentence(0, HOSTILE, flags=(flag,))
    translation = Translation(HOSTILE, HOSTILE, "", (rendering,), rendering, (rendering,))
    summary = Summary(
        "abstractive", HOSTILE, "en", "", (SummarySentence(HOSTILE, (0,), flags=(flag,)),), HOSTILE
    )
    brief = sample()
    return dataclasses.replace(
        brief, article=article, translation=translation, summaries=(summary,)
    )


def test_hostile_text_stays_text() -> None:
    source = html.write(hostile())
    read = Reader(source)
    assert read.tags.count("script") == 1 and "img" not in read.tags
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert read.text.count('document.title="owned"') >= 10


def test_nothing_is_loaded_and_the_policy_names_the_only_script() -> None:
    source = html.write(sample())
    read = Reader(source)
    assert not {"link", "img", "iframe", "object", "base"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name in ("src", "style", "srcset")]
    links = [value or "" for name, value in read.attributes if name == "href"]
    assert links and all(link.startswith("#") for link in links)
    assert "default-src 'none'; style-src 'sha256-" in source
    assert "http://" not in source and "https://" not in source and "@import" not in source


def test_every_link_has_its_target_and_ids_are_unique() -> None:
    read = Reader(html.write(sample()))
    ids = [value for name, value in read.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {(value or "")[1:] for name, value in read.attributes if name == "href"}
    assert links <= set(ids) and {"s0", "s1", "m0-0", "m1-0"} <= links


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=12),
    st.lists(
        st.tuples(
            st.tuples(st.integers(-3, 15), st.integers(-3, 15)),
            st.sampled_from(("high", "medium", "low")),
        ),
        max_size=4,
    ),
)
def test_marks_keep_the_text(text: str, spans: list[Any]) -> None:
    element = page.tag("p", *page.marked(text, spans))
    assert "".join(element.itertext()) == text


def test_the_worst_severity_wins_where_marks_overlap() -> None:
    element = page.tag("p", *page.marked("abcdef", [((0, 4), "low"), ((2, 6), "high")]))
    marks = [(one.text, one.get("class")) for one in element]
    assert marks == [("ab", "low"), ("cd", "high"), ("ef", "high")]


def test_the_sheet_has_print_and_dark_rules() -> None:
    sheet = Path(page.__file__).with_name("page.css").read_text(encoding="utf-8")
    assert "@media print" in sheet and "prefers-color-scheme: dark" in sheet
    assert not re.search(r"url\(|@import|@font-face", sheet)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    driver, program = shutil.which("chromedriver"), shutil.which("chromium")
    if driver is None or program is None:
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory() as profile:
        for one in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1200,1600",
            f"--user-data-dir={profile}",
        ):
            options.add_argument(one)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
        yield chrome
        chrome.quit()


def opened(browser: Any, folder: Path, source: str) -> Any:
    path = folder / "page.html"
    path.write_text(source, encoding="utf-8")
    browser.get(path.as_uri())
    return browser


@pytest.mark.browser
def test_both_directions_are_drawn(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, html.write(sample()))
    row = browser.find_element("id", "s0")
    english = row.find_element("css selector", ".english")
    arabic = row.find_element("css selector", ".arabic")
    assert arabic.text == ARABIC[0]
    assert arabic.value_of_css_property("direction") == "rtl"
    assert english.value_of_css_property("direction") == "ltr"
    # Aligned by sentence: side by side, at the same height, each with a width to read in.
    assert abs(arabic.rect["y"] - english.rect["y"]) < 10
    assert arabic.rect["x"] > english.rect["x"] + english.rect["width"] - 1
    assert min(arabic.rect["width"], english.rect["width"]) > 300
    # The sentence begins at the right edge of its column and ends left of that.
    first, last = browser.execute_script(
        """const node = arguments[0].firstChild, place = (start) => {
             const range = document.createRange();
             range.setStart(node, start); range.setEnd(node, start + 1);
             return range.getBoundingClientRect().x; };
           return [place(0), place(node.length - 2)];""",
        arabic,
    )
    assert first > last
    assert browser.get_log("browser") == []  # the policy refused nothing


@pytest.mark.browser
def test_links_and_lights(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, html.write(sample()))
    browser.find_element("css selector", "#m1-0 a.cite").click()
    assert browser.current_url.endswith("#s1")
    target = browser.execute_script("return document.querySelector(':target').id")
    assert target == "s1"
    browser.find_element("css selector", "#s1 a.up").click()
    assert browser.current_url.endswith("#m1-0")

    def lit() -> set[str]:
        return {one.get_attribute("id") for one in browser.find_elements("css selector", ".lit")}

    hover = pytest.importorskip("selenium.webdriver").ActionChains(browser)
    hover.move_to_element(browser.find_element("css selector", "#s0 .arabic")).perform()
    assert lit() == {"s0", "m0-0"}
    hover.move_to_element(browser.find_element("css selector", "#m1-0 .english")).perform()
    assert lit() == {"s1", "m1-0"}
    hover.move_to_element(browser.find_element("css selector", "h1")).perform()
    assert lit() == set()


@pytest.mark.browser
def test_the_citations_of_a_digest_lead_to_the_arabic(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, digest_page.write(digest([FLOOD, FLOOD_AGAIN, FOOTBALL])))
    cite = browser.find_element("css selector", "section.story a.cite")
    anchor = cite.get_attribute("href").rpartition("#")[2]
    cite.click()
    assert browser.execute_script("return document.querySelector(':target').id") == anchor
    arabic = browser.find_element("css selector", f"#{anchor} .arabic")
    assert arabic.value_of_css_property("direction") == "rtl"
    assert arabic.text in {one.text for one in FLOOD.article.sentences}
    links = browser.find_elements("css selector", "a[href^='#']")
    targets = {link.get_attribute("href").rpartition("#")[2] for link in links}
    ids = {one.get_attribute("id") for one in browser.find_elements("css selector", "tr[id]")}
    assert targets <= ids
    assert browser.get_log("browser") == []


@pytest.mark.browser
def test_flags_have_colour_and_words(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, html.write(sample()))
    flag = browser.find_element("css selector", "#s1 .flags li")
    assert "HIGH number: 12 became 21" in flag.text
    grey = browser.find_element("css selector", ".dateline").value_of_css_property("color")
    assert flag.value_of_css_property("color") != grey
    marks = [one.text for one in browser.find_elements("css selector", "#s1 mark")]
    assert len(marks) == 2


@pytest.mark.browser
def test_dark_narrow_and_print(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, html.write(sample()))

    def paper() -> str:
        return browser.find_element("css selector", "body").value_of_css_property(
            "background-color"
        )

    light = paper()
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": dark})
    assert paper() != light
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    assert paper() == "rgba(255, 255, 255, 1)"
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    size = {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    width = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width <= 380  # nothing runs off a telephone's screen


@pytest.mark.browser
def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, html.write(hostile()))
    assert browser.execute_script("return document.querySelectorAll('img').length") == 0
    assert browser.title.startswith("</title>")  # shown, not obeyed
