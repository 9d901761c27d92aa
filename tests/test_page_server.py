"""The page's server: what it will not serve, fetch or keep, and its API."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from page_fakes import ARTICLE, FakeEngine, fake_desk, served

from summarize.page.choices import menu
from summarize.page.limits import Limits
from translate.errors import UsageError

# The server


@pytest.fixture(scope="module")
def page() -> Iterator[tuple[str, Path, FakeEngine]]:
    pytest.importorskip("gradio", reason="the extra [demo] is not installed")
    engine = FakeEngine()
    with served(engine) as (address, folder):
        yield address, folder, engine


def fetch(address: str, host: str | None = None, data: bytes | None = None) -> tuple[int, str]:
    headers = {"Content-Type": "application/json"} | ({"Host": host} if host else {})
    request = urllib.request.Request(address, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../../../etc/passwd",
        "/gradio_api/file=%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/gradio_api/file=//etc/passwd",
        "/gradio_api/file=app.py",
        "/gradio_api/file=summarize/page/page.js",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2f..%2f..%2f..%2fetc/passwd",
    ],
)
def test_no_file_of_the_machine_is_served(page: tuple[str, Path, FakeEngine], path: str) -> None:
    status, body = fetch(page[0] + path)
    assert status in (400, 403, 404) and "root:" not in body and "import" not in body


class Witness(BaseHTTPRequestHandler):
    """A server inside the network that must never be asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"secret")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def witness() -> Iterator[str]:
    Witness.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Witness)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/inside"
    server.shutdown()


def test_the_server_fetches_no_address(page: tuple[str, Path, FakeEngine], witness: str) -> None:
    for route in ("file=", "proxy=", "file=%68ttp://x/", "proxy=%2e/"):
        status, body = fetch(f"{page[0]}/gradio_api/{route}{witness}")
        assert status == 403 and "secret" not in body
    assert Witness.asked == []


def send_file(address: str, name: str, data: bytes) -> tuple[int, str]:
    head = (
        '--cut\r\nContent-Disposition: form-data; name="files"; '
        f'filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    )
    body = head.encode() + data + b"\r\n--cut--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=cut"}
    request = urllib.request.Request(f"{address}/gradio_api/upload", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "a/../../b"])
def test_an_upload_cannot_leave_its_folder(page: tuple[str, Path, FakeEngine], name: str) -> None:
    address, folder, _ = page
    status, answer = send_file(address, name, b"x")
    if status == 200:
        (path,) = json.loads(answer)
        assert Path(path).resolve().is_relative_to(folder.resolve())
        Path(path).unlink()
    else:
        assert status == 400


def test_an_upload_over_the_limit_is_refused(page: tuple[str, Path, FakeEngine]) -> None:
    address, folder, _ = page
    over = b"x" * (Limits().megabytes * 1024 * 1024 + 1)
    assert send_file(address, "a.txt", over)[0] == 413
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) == 0


def upload_event(address: str) -> int:
    """Which event of the page reads dropped files."""
    status, text = fetch(f"{address}/config")
    assert status == 200
    dependencies = json.loads(text)["dependencies"]
    (event,) = [one for one in dependencies if any(t[1] == "upload" for t in one["targets"])]
    return int(event["id"])


def test_an_address_in_place_of_a_file_is_refused(
    page: tuple[str, Path, FakeEngine], witness: str
) -> None:
    for given in (witness, "http://192.0.2.1/x.txt", "/etc/passwd", "../../etc/passwd"):
        file = {"path": given, "orig_name": "x.txt", "meta": {"_type": "gradio.FileData"}}
        body = {"data": [[file], None], "fn_index": upload_event(page[0]), "session_hash": "s"}
        status, answer = fetch(f"{page[0]}/gradio_api/run/predict", data=json.dumps(body).encode())
        assert status >= 400 and "root:" not in answer
    assert Witness.asked == []


def test_other_host_names_are_refused(page: tuple[str, Path, FakeEngine]) -> None:
    assert fetch(page[0], host="rebound.example")[0] == 403
    assert fetch(page[0], host="localhost:1")[0] == 200


def test_the_policy_allows_nothing_from_elsewhere(page: tuple[str, Path, FakeEngine]) -> None:
    with urllib.request.urlopen(page[0], timeout=20) as answer:
        policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http" not in policy


def test_the_api(page: tuple[str, Path, FakeEngine]) -> None:
    from gradio_client import Client

    client = Client(page[0], verbose=False)
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/brief", "/choices"}
    assert client.predict(api_name="/choices")["model"][0] == "fake"
    (record,) = client.predict(ARTICLE, api_name="/brief")
    assert record["schema"] == 1 and len(record["translation"]["sentences"]) == 4
    assert record["translation"]["title"] == "Al-Sidra town council approves a new library"
    with pytest.raises(Exception, match="no model '/etc/passwd' here"):
        client.predict(ARTICLE, model="/etc/passwd", api_name="/brief")
    with pytest.raises(Exception, match="no Arabic text"):
        client.predict("Only English here, nothing else.", api_name="/brief")


def test_without_a_name_nothing_is_answered() -> None:
    pytest.importorskip("gradio", reason="the extra [demo] is not installed")
    with served(FakeEngine(), auth=[("me", "secret")]) as (address, _):
        body = json.dumps({"data": [ARTICLE]}).encode()
        assert fetch(f"{address}/gradio_api/call/brief", data=body)[0] == 401
        assert fetch(f"{address}/gradio_api/upload", data=b"x")[0] == 401
        assert "auth_required" in fetch(address)[1]
        assert fetch(f"{address}/config")[0] == 401


def test_a_proxy_in_the_environment_is_not_asked_for_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("gradio", reason="the extra [demo] is not installed")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "intranet.example")
    with served(FakeEngine()) as (address, _):
        assert fetch(address)[0] == 200


def test_a_port_that_is_taken_is_one_plain_line() -> None:
    pytest.importorskip("gradio", reason="the extra [demo] is not installed")
    import socket

    from app import build
    from summarize.page.server import launch, private_folder

    with private_folder(), socket.create_server(("127.0.0.1", 0)) as taken:
        page = build(fake_desk(FakeEngine()), menu("fake"), Limits())
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is taken"):
            launch(page, Limits(), port=port, quiet=True, wait=False)
