"""The service: what it answers, what it turns away, and how requests share the model."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from batch_helpers import story
from fakes import FakeEngine, english_of

pytest.importorskip("fastapi_offline")
pytest.importorskip("prometheus_client")

from fastapi.testclient import TestClient

from summarize.brief import Briefer
from summarize.cli import main
from summarize.record import to_record
from summarize.serve.app import Limits, create
from summarize.serve.batcher import Batcher
from summarize.serve.gate import LOOPBACK
from translate.article import TranslatedSentence
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.reading import read_text
from translate.translator import Translator

ARABIC = "أعلنت البلدية اليوم افتتاح الجسر رقم 48 أمام السيارات."


class Gated(FakeEngine):
    """Decodes nothing until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.open = threading.Event()

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        assert self.open.wait(20)
        return super().generate(texts, options)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(create(Translator(FakeEngine()))) as client:
        yield client


def test_texts_are_translated_in_order_with_what_to_doubt(client: TestClient) -> None:
    answer = client.post("/v1/translate", json={"texts": [ARABIC, "2030", story(1)]})
    assert answer.status_code == 200
    first, second, third = answer.json()["translations"]
    assert first["text"] == english_of(ARABIC) and second["text"] == "2030"
    assert "number" in {flag["kind"] for flag in first["flags"]}
    assert third["text"] and answer.json()["model"] == "fake"


def test_a_brief_is_the_record_that_the_command_line_writes(client: TestClient) -> None:
    page = story(3, sentences=12)
    answer = client.post("/v1/brief", json={"text": page, "source": "desk", "sentences": 2})
    (record,) = answer.json()["briefs"]
    from summarize.brief import BriefOptions
    from summarize.extractive import Length

    options = BriefOptions(length=Length(sentences=2))
    (article,) = read_text(page, "desk")
    expected = to_record(Briefer(Translator(FakeEngine()), options=options).brief(article))
    assert record.pop("seconds") > 0 and expected.pop("seconds") > 0
    assert record == expected


def test_summaries_are_in_the_language_of_the_text(client: TestClient) -> None:
    english = "The agency launched a satellite. It cost 48 million. It will work for years."
    answer = client.post("/v1/summarize", json={"text": english, "sentences": 1, "method": "lead"})
    assert [one["text"] for one in answer.json()["sentences"]] == [
        "The agency launched a satellite."
    ]
    answer = client.post("/v1/summarize", json={"text": story(2, 9), "ratio": 0.3})
    assert answer.json()["language"] == "ar" and len(answer.json()["sentences"]) == 3


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("translate", {"texts": []}, 422),
        ("translate", {"text": "x"}, 422),
        ("translate", {"texts": [ARABIC] * 6}, 413),
        ("translate", {"texts": ["س" * 1001]}, 413),
        ("brief", {"text": "There is no Arabic here."}, 422),
        ("brief", {"text": ""}, 422),
        ("brief", {"text": ARABIC, "method": "guess"}, 422),
        ("brief", {"text": ARABIC, "sentences": 2, "words": 9}, 422),
        ("brief", {"text": ARABIC, "sentences": 0}, 422),
        ("brief", {"text": ARABIC, "strategy": "other"}, 422),
        ("summarize", {"text": "   "}, 422),
        ("summarize", {"text": "x" * 100_000}, 413),
        ("other", {}, 404),
    ],
)
def test_what_cannot_be_served_is_one_line(path: str, body: dict[str, Any], status: int) -> None:
    limits = Limits(characters=1000, texts=5)
    with TestClient(create(Translator(FakeEngine()), limits=limits)) as client:
        answer = client.post(f"/v1/{path}", json=body)
    assert answer.status_code == status
    told = answer.json()["detail"]
    assert isinstance(told, str) and told and "\n" not in told


@pytest.mark.parametrize(
    "body",
    [b'{"texts": ["\\ud800"]}', b'{"texts": ["\xff"]}', b"[", b"", b'{"\\ud800": 1}', b"[" * 9000],
)
def test_bodies_that_are_no_json_or_no_text_are_refused(client: TestClient, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    for path in ("translate", "summarize", "brief"):
        answer = client.post(f"/v1/{path}", content=body, headers=headers)
        assert answer.status_code in (400, 422), answer.text


def test_a_body_without_length_is_cut_off_when_it_is_too_large() -> None:
    limits = Limits(characters=1000)
    with TestClient(create(Translator(FakeEngine()), limits=limits)) as client:
        answer = client.post("/v1/translate", content=(b"x" * 9999 for _ in range(100)))
        assert answer.status_code == 413


def test_the_key_is_asked_for_where_there_is_one() -> None:
    with TestClient(create(Translator(FakeEngine()), key="صحيح")) as client:
        right = "صحيح".encode()
        for headers in ({}, {"x-api-key": b"wrong"}, {"authorization": b"Basic " + right}):
            assert client.get("/metrics", headers=headers).status_code == 401
            answer = client.post("/v1/translate", json={"texts": [ARABIC]}, headers=headers)
            assert answer.status_code == 401
        for headers in ({"x-api-key": right}, {"authorization": b"bearer " + right}):
            answer = client.post("/v1/translate", json={"texts": [ARABIC]}, headers=headers)
            assert answer.status_code == 200
        assert client.get("/health").json()["status"] == "ok"


def test_a_service_on_loopback_answers_to_no_other_name() -> None:
    with TestClient(create(Translator(FakeEngine()), hosts=LOOPBACK)) as client:
        for host, status in (("127.0.0.1:80", 200), ("[::1]:9", 200), ("evil.example", 403)):
            assert client.get("/health", headers={"host": host}).status_code == status


def test_more_than_can_wait_is_told_429_and_the_rest_are_served() -> None:
    engine = Gated()
    limits = Limits(requests=3)
    with (
        TestClient(create(Translator(engine), limits=limits)) as client,
        ThreadPoolExecutor(8) as threads,
    ):

        def ask(number: int) -> int:
            body = {"texts": [f"{ARABIC} {number}"]}
            answer = client.post("/v1/translate", json=body)
            if answer.status_code == 429:
                assert answer.headers["retry-after"] == "1"
                engine.open.set()  # the others may go on
            return answer.status_code

        found = list(threads.map(ask, range(8)))
        assert found.count(200) >= 3 and set(found) == {200, 429}
        told = client.get("/metrics").text
        assert (
            f'khulasa_requests_total{{path="/v1/translate",status="429"}} {found.count(429)}.0'
            in told
        )


def test_what_takes_too_long_is_given_up_and_the_service_goes_on() -> None:
    engine = Gated()
    limits = Limits(seconds=0.2)
    with TestClient(create(Translator(engine), limits=limits)) as client:
        answer = client.post("/v1/translate", json={"texts": [ARABIC]})
        assert answer.status_code == 503 and answer.headers["retry-after"]
        assert client.post("/v1/brief", json={"text": story(1)}).status_code == 503
        engine.open.set()
        assert client.post("/v1/translate", json={"texts": [ARABIC]}).status_code == 200
        assert client.post("/v1/brief", json={"text": story(1)}).status_code == 200


class Slow:
    """Takes as long for one text as for many, like a model."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, texts: Sequence[str]) -> list[TranslatedSentence]:
        self.sizes.append(len(texts))
        time.sleep(0.02)
        if "bad" in texts:
            raise ValueError("bad")
        return [TranslatedSentence(i, text.upper()) for i, text in enumerate(texts)]


def test_requests_that_wait_are_decoded_together() -> None:
    async def ask() -> None:
        found = await asyncio.gather(*(batcher.texts([f"t{n}", f"u{n}"]) for n in range(40)))
        assert [[one.text for one in pair] for pair in found] == [
            [f"T{n}", f"U{n}"] for n in range(40)
        ]

    translate = Slow()
    batcher = Batcher(translate, size=32)
    asyncio.run(ask())
    batcher.close()
    assert sum(translate.sizes) == 80 and len(translate.sizes) <= 5
    assert max(translate.sizes) <= 32


def test_a_long_article_does_not_hold_up_a_short_text() -> None:
    ended: list[str] = []

    async def one(name: str, texts: list[str]) -> None:
        await batcher.texts(texts)
        ended.append(name)

    async def ask() -> None:
        long = asyncio.create_task(one("long", [f"s{n}" for n in range(100)]))
        await asyncio.sleep(0.03)
        await asyncio.gather(one("short", ["x"]), long)

    batcher = Batcher(Slow(), size=8)
    asyncio.run(ask())
    batcher.close()
    assert ended == ["short", "long"]


def test_a_failure_concerns_only_the_requests_it_is_in() -> None:
    async def ask() -> None:
        assert await batcher.texts([]) == []
        with pytest.raises(ValueError):
            await batcher.texts(["bad"])
        with pytest.raises(ZeroDivisionError):
            await batcher.call(lambda: 1 // 0)
        assert await batcher.call(lambda: 7) == 7
        (found,) = await batcher.texts(["good"])
        assert found.text == "GOOD"
        given_up = asyncio.create_task(batcher.texts(["late"] * 50))
        await asyncio.sleep(0.001)
        given_up.cancel()
        assert (await batcher.texts(["next"]))[0].text == "NEXT"

    translate = Slow()
    batcher = Batcher(translate, size=1)
    asyncio.run(ask())
    batcher.close()
    assert len(translate.sizes) <= 5


def test_the_documentation_needs_no_network(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "https://" not in page and "swagger-ui-bundle.js" in page
    assert set(client.get("/openapi.json").json()["paths"]) == {
        *("/v1/translate", "/v1/summarize", "/v1/brief", "/health", "/metrics")
    }


def test_a_port_in_use_and_an_empty_key_are_usage_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    (tmp_path / "key").write_text("\n")
    assert main(["serve", "--api-key", str(tmp_path / "key")]) == 2
    assert main(["serve", "--api-key", str(tmp_path / "absent")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_no_request_makes_it_fail() -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    app = create(Translator(FakeEngine()))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)

    @given(data=st.data())
    @settings(
        max_examples=40,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(data: Any) -> None:
        for operation in schema.get_all_operations():
            case = data.draw(operation.ok().as_strategy())
            assert case.call().status_code < 500

    ask()
