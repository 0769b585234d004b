"""Granian behind our front: slow readers and long answers never hold the thread that serves pages."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.core.serving.children import Child, ChildProblem, Family
from portal.core.serving.port import PortTaken, probe, wait_until_answers
from tests.core.serving_app import BIG, EDGE

PROJECT = Path(__file__).resolve().parents[2]
SLOW_READERS = 4


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    big = tmp_path_factory.mktemp("served") / "big.csv"
    big.write_bytes(b"a" * EDGE + b"x" * (BIG - 2 * EDGE) + b"z" * EDGE)
    port = free_port()
    granian = Path(sys.executable).with_name("granian")
    options = ["--interface=rsgi", "--no-ws", "--workers=1", "--log-level=warning", f"--port={port}"]
    command = [granian, *options, "tests.core.serving_app:application"]
    with subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"BIG_FILE": str(big)}) as process:
        assert wait_until_answers(f"http://127.0.0.1:{port}/healthz", 60)
        yield f"127.0.0.1:{port}"
        process.terminate()


def read(address: str, path: str, body: bytes | None = None) -> bytes:
    with urllib.request.urlopen(f"http://{address}{path}", data=body, timeout=30) as answer:
        return answer.read()


def health_seconds(address: str) -> float:
    """The best of a few, so that a busy machine does not count: a held thread would never answer."""
    return min(timed(address) for _ in range(5))


def timed(address: str) -> float:
    began = time.monotonic()
    assert read(address, "/healthz") == b"ok\n"
    return time.monotonic() - began


def ask_and_do_not_read(address: str, path: str) -> socket.socket:
    host, port = address.split(":")
    line = socket.create_connection((host, int(port)))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
    line.recv(512)
    return line


@pytest.mark.parametrize("path", ["/big-file.csv", "/big-stream.csv", "/big-stream/"])
def test_four_slow_readers_leave_the_health_page_under_a_second(address, path):
    readers = [ask_and_do_not_read(address, path) for _ in range(SLOW_READERS)]
    assert health_seconds(address) < 1
    for reader in readers:
        reader.close()


def test_four_long_downloads_leave_the_health_page_under_a_second(address):
    asking = [threading.Thread(target=read, args=(address, "/thinking.xlsx")) for _ in range(SLOW_READERS)]
    for thread in asking:
        thread.start()
    time.sleep(0.2)
    assert health_seconds(address) < 1
    for thread in asking:
        thread.join()


@pytest.mark.parametrize("path", ["/big-file.csv", "/big-stream.csv"])
def test_a_long_answer_arrives_whole(address, path):
    assert len(read(address, path)) == BIG


def test_a_part_of_a_file_arrives_from_its_first_byte_to_its_last(address):
    assert read(address, "/part.mp4") == b"x" * (BIG - 2 * EDGE)


def test_an_upload_that_announces_too_much_is_refused_unread(address):
    host, port = address.split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(f"POST /echo HTTP/1.1\r\nHost: {address}\r\nContent-Length: {200 << 20}\r\n\r\n".encode())
        answer = line.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert "larger than 160 MB" in answer


def test_django_sees_the_request_as_it_was_sent(address):
    said = read(address, "/echo/%C3%A9t%C3%A9/a%2520b?x=%C3%A9", b"words").decode()
    assert "'PATH_INFO': '/echo/Ã©tÃ©/a%20b'" in said  # the bytes of “été”, as WSGI carries them
    assert "'QUERY_STRING': 'x=%C3%A9'" in said
    assert "'CONTENT_LENGTH': '5'" in said
    assert said.endswith("\nwords")


def test_a_header_with_an_underscore_does_not_pass_for_one_with_a_dash(address):
    request = urllib.request.Request(f"http://{address}/echo", headers={"X_Forwarded_Proto": "https"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert b"FORWARDED_PROTO" not in answer.read()


def test_a_port_in_use_is_named_with_the_way_out():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} is in use.*PORTAL_PORT={port + 1} make run"):
            probe("127.0.0.1", port)


def test_a_free_port_passes():
    probe("127.0.0.1", free_port())


SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FAMILY = f"""
import sys
from portal.core.serving.children import Child, Family
family = Family([Child("sleeper", {SLEEP!r}), Child("sleeper", {SLEEP!r})], print)
family.run(lambda: print(*(child.process.pid for child in family.children), flush=True))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_or_killed_parent_leaves_no_child(how):
    with subprocess.Popen([sys.executable, "-c", FAMILY], cwd=PROJECT, stdout=subprocess.PIPE, text=True) as parent:
        children = [int(word) for word in parent.stdout.readline().split()]
        assert all(lives(pid) for pid in children)
        parent.send_signal(how)
    until = time.monotonic() + 60
    while any(lives(pid) for pid in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


@pytest.fixture
def signals() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
def test_a_child_that_cannot_live_ends_the_family_with_a_sentence():
    family = Family([Child("sleeper", SLEEP), Child("broken child", [sys.executable, "-c", "exit(3)"])], print)
    with pytest.raises(ChildProblem, match=r"The broken child ended right after its start \(exit code 3\)"):
        family.run()
    assert family.children[0].has_ended()


@pytest.mark.usefixtures("signals")
def test_a_child_that_died_later_is_started_again(monkeypatch):
    monkeypatch.setattr("portal.core.serving.children.TOO_SOON_SECONDS", 0)
    said = []
    family = Family([Child("sleeper", SLEEP)], said.append)

    def kill_once() -> None:
        family.children[0].process.kill()
        threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()

    family.run(kill_once)
    assert said == ["The sleeper ended (exit code -9); it is started again."]
