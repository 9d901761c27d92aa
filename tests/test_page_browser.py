"""The page in a real browser: headless Chromium, an engine that answers at once (or slowly)."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from page_fakes import ARTICLE, SECOND, FakeEngine, long_article, served

from summarize.page.limits import Limits

pytestmark = pytest.mark.browser

_QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium(folder: Path, width: int = 1300) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    driver, program = shutil.which("chromedriver"), shutil.which("chromium")
    if driver is None or program is None:
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory() as profile:
        for one in (*_QUIET, f"--window-size={width},1000", f"--user-data-dir={profile}"):
            options.add_argument(one)
        options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
        try:
            yield chrome
        finally:
            chrome.quit()


class Page:
    """The page as a reader uses it."""

    def __init__(self, chrome: Any, address: str) -> None:
        self.chrome = chrome
        chrome.get(address)
        self.until(lambda: self.all("#khulasa-text textarea"), 40)

    def all(self, selector: str) -> list[Any]:
        return list(self.chrome.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.chrome.find_element("css selector", selector)

    def until(self, true: Callable[[], Any], seconds: float = 20) -> Any:
        from selenium.common.exceptions import StaleElementReferenceException
        from selenium.webdriver.support.ui import WebDriverWait

        wait = WebDriverWait(
            self.chrome, seconds, 0.05, ignored_exceptions=[StaleElementReferenceException]
        )
        return wait.until(lambda _: true())

    def says(self, words: str, seconds: float = 20) -> None:
        self.until(lambda: words in self.one("#khulasa-status").text, seconds)

    def paste(self, text: str) -> None:
        script = (
            "arguments[0].value = arguments[1];"
            "arguments[0].dispatchEvent(new Event('input', { bubbles: true }));"
        )
        self.chrome.execute_script(script, self.one("#khulasa-text textarea"), text)

    def press(self, name: str) -> None:
        self.until(lambda: self.one(f"#khulasa-{name}").is_enabled())
        self.one(f"#khulasa-{name}").click()

    def read(self, text: str) -> None:
        self.paste(text)
        self.press("read")

    def tab(self, name: str) -> None:
        """Open a tab; on a narrow screen some are in a menu behind three dots."""
        visible = "#khulasa-tabs [role=tab], #khulasa-tabs .overflow-dropdown button"

        def shown() -> Any:
            found = [one for one in self.all(visible) if one.is_displayed() and name in one.text]
            return found and found[0]

        more = self.all("#khulasa-tabs button[aria-label='More tabs']")
        if not shown() and more and more[0].is_displayed():
            more[0].click()
        self.until(shown).click()

    def english(self) -> list[str]:
        script = (
            "return [...document.querySelectorAll('#khulasa-side .english')]"
            ".filter((one) => !one.querySelector('.missing')).map((one) => one.textContent)"
        )
        return list(self.chrome.execute_script(script))

    def lit(self, name: str = "pinned") -> set[str]:
        script = "return [...document.querySelectorAll(`.khulasa .${arguments[0]}`)].map(e => e.id)"
        return set(self.chrome.execute_script(script, name))

    def console(self) -> list[str]:
        """Errors. Gradio's own client warns of a close that it does not implement."""
        log = self.chrome.get_log("browser")
        return [one["message"] for one in log if one["level"] == "SEVERE"]

    def requests(self) -> list[str]:
        """Addresses asked for since the last call, but the browser's own."""
        found = []
        for entry in self.chrome.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if url.startswith(("http", "ws"))]


@pytest.fixture(scope="module")
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture(scope="module")
def site(engine: FakeEngine) -> Iterator[tuple[str, Path]]:
    pytest.importorskip("gradio", reason="the extra [demo] is not installed")
    with served(engine) as found:
        yield found


@pytest.fixture(scope="module")
def address(site: tuple[str, Path]) -> str:
    return site[0]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("downloads")) as chrome:
        chrome.downloads = Path(tmp_path_factory.getbasetemp()) / "downloads0"
        yield chrome


@pytest.fixture
def page(browser: Any, address: str, engine: FakeEngine) -> Page:
    engine.seconds = 0.0
    return Page(browser, address)


def test_paste_read_and_follow_a_summary_sentence_to_its_source(page: Page, address: str) -> None:
    page.requests()
    page.read(ARTICLE)
    page.says("Done: 4 sentences")
    assert page.one("#khulasa-brief h2").text == "Al-Sidra town council approves a new library"
    assert len(page.english()) == 4
    first, *_ = page.all("#khulasa-brief li[data-ids]")
    source = first.get_attribute("data-ids")
    first.click()
    page.until(lambda: f"s{source}" in page.lit())
    row = page.one(f"#s{source}")
    assert row.is_displayed() and row.find_element("css selector", "[lang=ar][dir=rtl]").text
    page.one("body").send_keys("\ue00c")
    page.until(lambda: not page.lit())
    assert page.console() == []
    asked = page.requests()
    assert asked and all(url.startswith(address) for url in asked)


def test_pointing_at_a_row_lights_its_summary_sentence(page: Page) -> None:
    from selenium.webdriver import ActionChains

    page.read(ARTICLE)
    page.says("Done")
    cited = page.one("#khulasa-brief li[data-ids]")
    row = page.one(f"#s{cited.get_attribute('data-ids')}")
    ActionChains(page.chrome).move_to_element(row).perform()
    page.until(lambda: cited.get_attribute("id") in page.lit("lit"))


def test_sentences_appear_while_it_works_and_stop_stops(page: Page, engine: FakeEngine) -> None:
    engine.seconds = 0.4
    page.read(long_article(60))
    page.until(lambda: page.english())
    assert page.one("#khulasa-bar progress").get_attribute("max") == "61"
    assert len(page.english()) < 30
    page.press("stop")
    page.says("Stopped:")
    calls = len(engine.calls)
    shown = len(page.english())
    time.sleep(1.5)
    assert len(engine.calls) <= calls + 1
    assert 0 < len(page.english()) == shown < 60
    assert page.one("#khulasa-read").is_enabled() and not page.one("#khulasa-stop").is_enabled()
    engine.seconds = 0.0
    page.press("read")
    page.says("Done: 60 sentences")
    assert page.console() == []


def upload(page: Page, *paths: Path) -> None:
    field = page.one("#khulasa-drop input[type=file]")
    field.send_keys("\n".join(map(str, paths)))


def test_files_are_read_together_and_a_bad_one_is_named(
    page: Page, site: tuple[str, Path], tmp_path: Path
) -> None:
    for name, text in (("a.txt", ARTICLE), ("b.txt", SECOND), ("c.txt", "Nothing but English.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    upload(page, *sorted(tmp_path.iterdir()))
    page.until(lambda: "2 to read" in page.one("#khulasa-listed").text)
    problem = page.one("#khulasa-listed").text
    assert "Problem: c.txt: no Arabic text" in problem
    page.press("read")
    page.says("Done: 2 articles")
    page.tab("Digest")
    page.until(lambda: "Al-Sidra" in page.one("#khulasa-digest").text)
    page.one("#khulasa-which input").click()
    page.until(lambda: page.all("[role=option]"))
    page.all("[role=option]")[1].click()
    page.tab("Article")
    page.until(lambda: "b.txt" in page.one("#khulasa-brief").text)
    kept = [path for path in site[1].rglob("*") if path.is_file() and path.stat().st_size]
    assert kept == []  # nothing that was sent stays on disk
    assert page.console() == []


def test_a_text_that_is_not_arabic_gives_one_readable_line(page: Page) -> None:
    page.read("This is not the language that you are looking for.")
    page.says("Problem: pasted text: no Arabic text")
    assert "Traceback" not in page.one("body").text


def test_flags_are_explained_and_lead_to_their_row(page: Page) -> None:
    page.read(ARTICLE)
    page.says("Done")
    page.tab("Flags (1)")
    page.until(lambda: page.one("#khulasa-flags").is_displayed())
    assert "A figure or number word differs" in page.one("#khulasa-flags").text
    page.one("#khulasa-flags a[href='#s2']").click()
    page.until(lambda: page.one("#s2").is_displayed() and "s2" in page.lit())


def test_furniture_is_put_back_with_one_click(page: Page) -> None:
    page.read(ARTICLE)
    page.says("Done: 4 sentences")
    page.tab("Set aside (2)")
    button = "#khulasa-aside button[data-piece='1']"
    page.until(lambda: page.all(button) and page.one(button).is_displayed())
    page.one(button).click()
    page.says("Done: 5 sentences")
    page.tab("Article")
    page.until(lambda: "Share this news" in page.english())


def test_hostile_text_is_text(page: Page) -> None:
    attack = "<script>window.owned=1</script><img src=x onerror=window.owned=1> ${owned=1} {{x}}"
    page.read(f"عنوان {attack}\n4 مارس 2024\nقال الوزير {attack} إن العمل بدأ اليوم.\nشارك\n")
    page.says("Done")
    for name in ("Flags", "Set aside", "Article"):
        page.tab(name)
    assert "<img src=x" in page.one("#khulasa-side").text
    assert page.chrome.execute_script("return window.owned") is None
    assert not page.all("#khulasa-side img")


def test_a_download_is_made_in_the_browser(page: Page) -> None:
    page.read(ARTICLE)
    page.says("Done")
    page.tab("Download")
    (button,) = [one for one in page.all("button") if one.text == "Markdown"]
    button.click()
    file = page.chrome.downloads / "al-sidra-town-council-approves-a-new-library.md"
    page.until(file.exists)
    assert "3 million dinars" in file.read_text(encoding="utf-8")


def test_clear_forgets(page: Page) -> None:
    page.read(ARTICLE)
    page.says("Done")
    page.press("clear")
    page.until(lambda: not page.one("#khulasa-status").text.strip())
    assert page.one("#khulasa-text textarea").get_attribute("value") == ""
    assert not page.all("#khulasa-tabs [role=tab]")


def test_an_example_fills_the_box_at_once(page: Page) -> None:
    (button,) = [one for one in page.all("button") if "bridge" in one.text]
    button.click()
    page.until(lambda: "جسر" in page.one("#khulasa-text textarea").get_attribute("value"))


def test_keyboard_alone(page: Page) -> None:
    page.read(ARTICLE)
    page.says("Done")
    cited = page.one("#khulasa-brief li[data-ids]")
    page.chrome.execute_script("arguments[0].focus()", cited)
    cited.send_keys("\n")
    page.until(lambda: f"s{cited.get_attribute('data-ids')}" in page.lit())


def test_directions_and_languages_are_declared(page: Page) -> None:
    box = page.one("#khulasa-text textarea")
    assert (box.get_attribute("dir"), box.get_attribute("lang")) == ("rtl", "ar")
    assert page.one("html").get_attribute("lang") == "en"
    page.until(lambda: page.one("#khulasa-status").get_attribute("role") == "status")


def test_leaving_the_page_stops_the_work(page: Page, engine: FakeEngine) -> None:
    engine.seconds = 0.3
    page.read(long_article(200))
    page.until(lambda: page.english())
    page.chrome.get("about:blank")
    time.sleep(2.0)
    calls = len(engine.calls)
    time.sleep(1.5)
    assert len(engine.calls) == calls


def test_a_failure_on_the_server_is_one_readable_line(
    page: Page, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("/secret/path is broken")

    monkeypatch.setattr(engine, "count_tokens", fail)
    page.read(ARTICLE)
    page.says("Something went wrong on the server")
    assert "/secret/path" not in page.one("body").text
    assert page.one("#khulasa-read").is_enabled()


def test_two_readers_at_once_both_finish(
    page: Page, address: str, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.seconds = 0.1
    with chromium(tmp_path) as other:
        second = Page(other, address)
        page.read(long_article(40))
        second.read(long_article(40))
        page.says("Done: 40 sentences", 40)
        second.says("Done: 40 sentences", 40)
        assert second.console() == []


def test_who_has_to_wait_is_told(browser: Any, tmp_path: Path) -> None:
    engine = FakeEngine(seconds=0.2)
    with served(engine, Limits(readers=1)) as (url, _), chromium(tmp_path) as other:
        first, second = Page(browser, url), Page(other, url)
        first.read(long_article(60))
        first.until(lambda: first.english())
        second.read(ARTICLE)
        second.says("Waiting for a turn")
        second.press("stop")
        second.says("Stopped")
        second.press("read")
        second.says("Done: 4 sentences", 40)
        first.says("Done: 60 sentences")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, address: str, theme: str) -> None:
    script = os.environ.get("KHULASA_AXE")
    if script is None:
        pytest.skip("set KHULASA_AXE to axe.min.js of the npm package axe-core")
    page = Page(browser, f"{address}/?__theme={theme}")
    browser.execute_script(Path(script).read_text(encoding="utf-8"))
    found: list[str] = []

    def look(where: str) -> None:
        time.sleep(0.4)  # panes fade in: contrast is measured on what is drawn
        run = "const done = arguments[0]; axe.run().then((result) => done(result.violations));"
        for one in browser.execute_async_script(run):
            if one["impact"] in ("serious", "critical"):
                found.extend(f"{where}: {one['id']} {node['target']}" for node in one["nodes"])

    (choices,) = [one for one in page.all("button") if one.text.startswith("More choices")]
    choices.click()
    look("at the start")
    page.read(ARTICLE)
    page.says("Done")
    for name in ("Article", "Flags", "Set aside", "Download"):
        page.tab(name)
        look(name)
    assert not found, found


def test_nothing_overflows_on_a_telephone(browser: Any, address: str) -> None:
    narrow = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)
    try:
        page = Page(browser, address)
        page.read(ARTICLE)
        page.says("Done")
        for name in ("Article", "Flags", "Set aside", "Download"):
            page.tab(name)
            width = browser.execute_script("return document.documentElement.scrollWidth")
            assert width <= 390, name
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.slow
def test_the_bundled_model_shows_sentences_before_it_is_done(browser: Any, tmp_path: Path) -> None:
    from app import build
    from summarize.commands import demo
    from summarize.page.choices import menu
    from summarize.page.desk import Choices
    from summarize.page.samples import samples
    from summarize.page.server import launch, private_folder

    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    desk = demo.desk_of(parser.parse_args([], argparse.Namespace(quiet=True)))
    desk.warm(Choices())
    with private_folder():
        served_page = build(desk, menu("bundled"), Limits())
        page = Page(browser, launch(served_page, Limits(), quiet=True, wait=False))
        for text in samples().values():
            page.read(text)
            page.until(lambda: page.one("#khulasa-bar progress") and page.english(), 120)
            page.says("Done", 300)
            page.press("clear")
        served_page.close(verbose=False)
