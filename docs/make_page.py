"""Take ``docs/page.png``: the page with an example, read by the bundled model, its first key
sentence chosen. Needs selenium, chromium and chromedriver.

python docs/make_page.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

PICTURE = Path(__file__).with_name("page.png")
ARTICLE = Path(__file__).parents[1] / "examples" / "glacier-lake.txt"
_FILL = """arguments[0].value = arguments[1];
arguments[0].dispatchEvent(new Event("input", { bubbles: true }));"""


@contextmanager
def served() -> Iterator[str]:
    """The address of the page, while it is served."""
    command = [sys.executable, "-u", "-m", "summarize.cli", "demo"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as demo:
        assert demo.stdout is not None
        try:
            lines = (re.search(r"http://[\d.]+:\d+", line) for line in demo.stdout)
            yield next(found[0] for found in lines if found)
        finally:
            demo.terminate()


def main() -> None:
    """Read the article and write the picture."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for one in ("--headless=new", "--no-sandbox", "--window-size=1300,1000"):
        options.add_argument(one)
    service = webdriver.ChromeService(shutil.which("chromedriver") or "")
    with served() as address, webdriver.Chrome(options, service) as chrome:
        wait = WebDriverWait(chrome, 300)
        chrome.get(address)
        field = wait.until(lambda _: chrome.find_element(By.CSS_SELECTOR, "#khulasa-text textarea"))
        chrome.execute_script(_FILL, field, ARTICLE.read_text(encoding="utf-8"))
        button = chrome.find_element(By.ID, "khulasa-read")
        wait.until(lambda _: button.is_enabled())
        button.click()
        status = chrome.find_element(By.ID, "khulasa-status")
        wait.until(lambda _: "Done" in status.text)
        wait.until(lambda _: chrome.find_elements(By.CSS_SELECTOR, ".khulasa ol li"))[0].click()
        chrome.save_screenshot(PICTURE)


if __name__ == "__main__":
    main()
