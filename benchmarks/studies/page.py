"""How long a reader of the page waits: headless Chromium, the bundled model, on loopback.

    python -m benchmarks.studies.page FILE.txt...

Starts ``khulasa demo``, reads the first article to warm up, then each file by itself, then the
first two files at the same time, in two browsers. ``first`` is the time from pressing Read to the
first English sentence (the title's, where there is one) on the screen, ``done`` to the end. Needs
chromium and chromedriver on the path.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from translate.errors import MissingExtraError, UsageError

_ENGLISH = (
    "return [...document.querySelectorAll('#khulasa-brief h2, #khulasa-side .english')]"
    ".some((one) => !one.querySelector('.missing') && /[a-z]/.test(one.textContent))"
)
_PASTE = (
    "arguments[0].value = arguments[1];"
    "arguments[0].dispatchEvent(new Event('input', { bubbles: true }));"
)


@contextmanager
def page(port: int) -> Iterator[str]:
    """The address of ``khulasa demo``, once it answers."""
    address = f"http://127.0.0.1:{port}"
    program = [sys.executable, "-m", "summarize.cli", "demo", "--port", str(port)]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback, never a proxy
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                opener.open(address, timeout=5).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise UsageError("khulasa demo does not start") from None
                time.sleep(0.2)
        else:
            raise UsageError("khulasa demo does not answer")
        yield address
    finally:
        process.terminate()
        process.wait()


@contextmanager
def reader(address: str) -> Iterator[Any]:
    """A browser with the page open."""
    try:
        from selenium import webdriver
    except ImportError as error:
        raise MissingExtraError("the page's benchmark", "dev") from error
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        raise UsageError("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for one in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(one)
    browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        browser.get(address)
        yield browser
    finally:
        browser.quit()


def read(browser: Any, text: str) -> tuple[float, float]:
    """Seconds to the first English sentence, and to the end."""
    from selenium.webdriver.support.ui import WebDriverWait

    wait = WebDriverWait(browser, 600, 0.02)
    find = browser.find_element
    browser.refresh()
    box = wait.until(lambda _: browser.find_elements("css selector", "#khulasa-text textarea"))
    browser.execute_script(_PASTE, box[0], text)
    button = "#khulasa-read"
    wait.until(lambda _: find("css selector", button).is_enabled())
    start = time.perf_counter()
    find("css selector", button).click()
    wait.until(lambda _: browser.execute_script(_ENGLISH))
    first = time.perf_counter() - start
    wait.until(lambda _: "Done" in find("css selector", "#khulasa-status").text)
    return first, time.perf_counter() - start


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("inputs", nargs="+", type=Path, metavar="FILE", help="plain text articles")
    parser.add_argument("--port", type=int, default=7979)
    args = parser.parse_args(argv)
    texts = {str(path): path.read_text(encoding="utf-8") for path in args.inputs}
    print("| article | first, s | done, s |\n|---|---|---|")
    with page(args.port) as address, reader(address) as one:
        read(one, next(iter(texts.values())))
        for name, text in texts.items():
            first, done = read(one, text)
            print(f"| {name} | {first:.1f} | {done:.1f} |", flush=True)
        if len(texts) > 1:
            with reader(address) as other, ThreadPoolExecutor(2) as pool:
                both = list(zip((one, other), texts, strict=False))
                runs = [pool.submit(read, browser, texts[name]) for browser, name in both]
                for (_, name), run in zip(both, runs, strict=True):
                    first, done = run.result()
                    print(f"| {name}, two readers at once | {first:.1f} | {done:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
