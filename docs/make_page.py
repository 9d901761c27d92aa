"""Take ``docs/page.png``: the page with an example, read by the bundled model, its first key
sentence chosen. Needs selenium, chromium and chromedriver.

python docs/make_page.py
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PICTURE = Path(__file__).with_name("page.png")
ARTICLE = Path(__file__).parents[1] / "examples" / "glacier-lake.txt"
_FILL = """arguments[0].value = arguments[1];
arguments[0].dispatchEvent(new Event("input", { bubbles: true }));"""


@contextmanager
def served() -> Iterator[str]:
    """The address of the page, while it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "summarize.cli", "demo", "--port", str(port)]
    with subprocess.Popen(command) as demo:
        try:
            while not _answers(port):
                if demo.poll() is not None:
                    raise SystemExit("the page was not served")
                time.sleep(0.5)
            yield f"http://127.0.0.1:{port}"
        finally:
            demo.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def main() -> None:
    """Read the article and write the picture."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for one in ("--headless=new", "--no-sandbox", "--window-size=1300,1000"):
        options.add_argument(one)
    service = webdriver.ChromeService(shutil.which("chromedriver") or "")
    with served() as address, webdriver.Chrome(options, service) as chrome:
        wait = WebDriverWait(chrome, 300, ignored_exceptions=[StaleElementReferenceException])

        def one(selector: str) -> WebElement:
            return chrome.find_element(By.CSS_SELECTOR, selector)

        chrome.get(address)
        wait.until(lambda _: chrome.find_elements(By.CSS_SELECTOR, "#khulasa-text textarea"))
        text = ARTICLE.read_text(encoding="utf-8")
        chrome.execute_script(_FILL, one("#khulasa-text textarea"), text)
        wait.until(lambda _: one("#khulasa-read").is_enabled())
        one("#khulasa-read").click()
        wait.until(lambda _: "Done" in one("#khulasa-status").text)
        one(".khulasa ol li").click()
        wait.until(lambda _: chrome.find_elements(By.CSS_SELECTOR, ".khulasa .pinned"))
        chrome.execute_script("scrollTo(0, 0)")
        chrome.save_screenshot(PICTURE)


if __name__ == "__main__":
    main()
