"""A stranger's address is never trusted, and neither is what it sends back."""

import gzip
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from werkzeug import Response as Answer

from incubator.core import connections
from incubator.core.http import (
    Client,
    Conditions,
    FetchFailed,
    FetchRefused,
    Limits,
    check_address,
    seconds_to_wait,
)
from incubator.core.public_addresses import is_public

QUICK = Limits(seconds=5, spacing=0)
HASTY = Limits(seconds=0.4, spacing=0)
SMALL = Limits(seconds=5, spacing=0, sent_bytes=200_000, body_bytes=400_000)


@pytest.fixture
def inside():
    """A client that may visit addresses on this machine."""
    return Client(agent="Test/1 (+http://example.org; post@example.org)", allow_private=True)


@pytest.fixture
def outside():
    """A client as production has it."""
    return Client(agent="Test/1 (+http://example.org; post@example.org)")


@contextmanager
def raw_server(talk, *, listen_first=True):
    """A server that says what `talk(connection)` says, byte by byte if it likes."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve():
        try:
            connection, _address = listener.accept()
        except OSError:
            return
        with connection:
            if listen_first:
                connection.recv(65_536)
            try:
                talk(connection, done)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        done.set()
        thread.join(timeout=5)
        listener.close()


def test_a_page_comes_back_with_what_matters_of_its_headers(inside, httpserver):
    httpserver.expect_request("/feed").respond_with_data(
        "<rss/>", content_type="text/xml", headers={"ETag": '"7"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
    )
    answer = inside.fetch(httpserver.url_for("/feed"), limits=QUICK)
    assert (answer.status, answer.body, answer.etag) == (200, b"<rss/>", '"7"')
    assert answer.last_modified == "Mon, 23 Nov 2026 10:00:00 GMT"
    assert answer.headers["content-type"].startswith("text/xml")
    assert answer.expect_ok() is answer


def test_we_say_who_we_are(inside, httpserver):
    httpserver.expect_request("/").respond_with_handler(lambda request: Answer(request.headers["User-Agent"]))
    assert b"post@example.org" in inside.fetch(httpserver.url_for("/"), limits=QUICK).body


def test_what_we_have_already_is_not_sent_again(inside, httpserver):
    def answer(request):
        same = request.headers.get("If-None-Match") == '"7"' and "If-Modified-Since" in request.headers
        return Answer(status=304 if same else 200)

    httpserver.expect_request("/").respond_with_handler(answer)
    have = Conditions(etag='"7"', last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
    assert inside.fetch(httpserver.url_for("/"), conditions=have, limits=QUICK).not_modified
    assert not inside.fetch(httpserver.url_for("/"), limits=QUICK).not_modified


def test_json_is_posted(inside, httpserver):
    httpserver.expect_request("/search", method="POST", json={"query": "groen"}).respond_with_json({"total": 3})
    answer = inside.fetch(httpserver.url_for("/search"), method="POST", json={"query": "groen"}, limits=QUICK)
    assert b"3" in answer.body


def test_an_error_status_is_an_answer_that_may_be_refused(inside, httpserver):
    httpserver.expect_request("/").respond_with_data("later", status=503, headers={"Retry-After": "120"})
    answer = inside.fetch(httpserver.url_for("/"), limits=QUICK)
    assert (answer.status, answer.retry_after) == (503, 120)
    with pytest.raises(FetchFailed, match="status 503") as failure:
        answer.expect_ok()
    assert failure.value.kind == "status"


def test_redirects_are_followed_and_the_last_address_is_told(inside, httpserver):
    httpserver.expect_request("/old").respond_with_data(status=301, headers={"Location": "/new?x=1"})
    httpserver.expect_request("/new", query_string="x=1").respond_with_data("here")
    answer = inside.fetch(httpserver.url_for("/old"), limits=QUICK)
    assert answer.body == b"here"
    assert answer.final_url == httpserver.url_for("/new?x=1")


def test_a_circle_of_redirects_ends(inside, httpserver):
    httpserver.expect_request("/round").respond_with_data(status=302, headers={"Location": "/round"})
    with pytest.raises(FetchFailed) as failure:
        inside.fetch(httpserver.url_for("/round"), limits=QUICK)
    assert failure.value.kind == "redirects"


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org:70/", "http://:80/"],
)
def test_a_redirect_to_something_that_is_no_web_page_is_refused(inside, httpserver, target):
    httpserver.expect_request("/").respond_with_data(status=302, headers={"Location": target})
    with pytest.raises(FetchRefused):
        inside.fetch(httpserver.url_for("/"), limits=QUICK)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://10.0.0.8/",
        "http://172.16.4.4/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://255.255.255.255/",
        "http://224.0.0.1/",
        "https://name:word@example.org/",
        "https://example.org:8443/",
        "http://example.org:22/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org/",
        "example.org",
        "",
        "http://",
        "http://example.org\\@127.0.0.1/",
        "http://exam ple.org/",
        "http://example.org:port/",
        "http://[::1",
        "http://" + "a" * 70 + ".org/",
    ],
)
def test_addresses_that_are_not_for_us_are_refused(outside, address):
    with pytest.raises(FetchRefused):
        outside.fetch(address, limits=QUICK)


NOT_PUBLIC = [
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.8",
    "::ffff:168.63.129.16",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.9",
    "192.88.99.1",
    "198.18.0.1",
    "fd00::1",
    "fe80::1%eth0",
    "fec0::1",
    "100::1",
    "3fff::1",
    "224.0.0.1",
    "::ffff:224.0.0.1",
    "ff02::1",
    "ff0e::1",
    "240.0.0.1",
    "0.0.0.0",
    "::",
    "::1",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_within_a_network_is_not_public_however_it_is_wrapped(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2a00:1450:400e:80c::200e", "::ffff:93.184.216.34"])
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


def looked_up(*addresses):
    """What `getaddrinfo` answers when a name has these addresses."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]


def names_lead_to(*addresses):
    """A `getaddrinfo` in which every name has these addresses; the addresses of this machine stay what they are."""
    real = socket.getaddrinfo

    def look_up(host, *args, **options):
        return looked_up(*addresses) if host.endswith(".example.org") else real(host, *args, **options)

    return look_up


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_literal_address_within_a_network_is_refused_unseen(outside, monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: pytest.fail("looked up"))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(FetchRefused):
        outside.fetch(f"http://{host}/", limits=QUICK)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_leads_to_a_private_address_is_refused(outside, monkeypatch, scheme, address):
    """Also when it has a public address before it: no connection is made at all."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: looked_up("93.184.216.34", address))
    monkeypatch.setattr("urllib3.util.connection.create_connection", lambda *_args, **_options: pytest.fail("visited"))
    with pytest.raises(FetchRefused, match="private network"):
        outside.fetch(f"{scheme}://rebind.example.org/", limits=QUICK)


def test_a_name_without_an_address_cannot_be_reached(outside, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: [])
    with pytest.raises(FetchFailed, match="cannot be reached"):
        outside.fetch("http://empty.example.org/", limits=QUICK)


@pytest.mark.parametrize("failure", [ConnectionRefusedError, TimeoutError])
def test_the_next_address_is_tried_when_the_first_does_not_answer(outside, monkeypatch, httpserver, failure):
    """And the server hears the name that was asked for, not the address."""
    httpserver.expect_request("/").respond_with_handler(lambda request: Answer(request.headers["Host"]))
    visited = []

    def connect(address, *_args, **_options):
        visited.append(address[0])
        if address[0] == "93.184.216.34":
            raise failure
        return socket.create_connection(("127.0.0.1", httpserver.port))

    monkeypatch.setattr(socket, "getaddrinfo", names_lead_to("93.184.216.34", "93.184.216.35"))
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert outside.fetch("http://news.example.org/", limits=QUICK).body == b"news.example.org"
    assert visited == ["93.184.216.34", "93.184.216.35"]


@pytest.mark.parametrize("failure", [ConnectionRefusedError, TimeoutError])
def test_a_name_with_many_silent_addresses_does_not_escape_the_time_limit(outside, monkeypatch, failure):
    visited = []

    def connect(address, *_args, **_options):
        visited.append(address[0])
        time.sleep(0.15)
        raise failure

    monkeypatch.setattr(socket, "getaddrinfo", names_lead_to(*[f"93.184.216.{number}" for number in range(1, 60)]))
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(FetchFailed, match="too long"):
        outside.fetch("http://many.example.org/", limits=HASTY)
    assert 1 < len(visited) < 10


def test_an_address_of_the_internet_is_visited_as_it_is_written(outside, monkeypatch):
    visited = []

    def connect(address, *_args, **_options):
        visited.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(FetchFailed, match="cannot be reached"):
        outside.fetch("http://[2a00:1450:400e:80c::200e]/", limits=QUICK)
    assert visited == ["2a00:1450:400e:80c::200e"]


def test_a_certificate_is_about_the_name_not_the_address(outside, monkeypatch):
    """Secure connections go to the checked address too, and announce the name they were asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "data" / "self-signed.pem")
    names = []
    context.sni_callback = lambda _connection, name, _context: names.append(name)

    def greet(connection, _done):
        with context.wrap_socket(connection, server_side=True):
            return

    with raw_server(greet, listen_first=False) as url:
        port = int(url.rstrip("/").rpartition(":")[2])
        monkeypatch.setattr(socket, "getaddrinfo", names_lead_to("93.184.216.34"))
        monkeypatch.setattr(
            "urllib3.util.connection.create_connection",
            lambda *_args, **_options: socket.create_connection(("127.0.0.1", port)),
        )
        with pytest.raises(FetchFailed, match="not secure"):
            outside.fetch("https://news.example.org/", limits=QUICK)
    assert names == ["news.example.org"]


def test_a_redirect_to_a_name_that_leads_inwards_is_refused(outside, monkeypatch, httpserver):
    httpserver.expect_request("/").respond_with_data(
        status=302, headers={"Location": "http://inner.example.org/secret"}
    )
    real = socket.getaddrinfo

    def look_up(host, *args, **options):
        if host == "inner.example.org":
            return looked_up("10.1.2.3")
        return looked_up("93.184.216.34") if host == "news.example.org" else real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(
        "urllib3.util.connection.create_connection",
        lambda *_args, **_options: socket.create_connection(("127.0.0.1", httpserver.port)),
    )
    with pytest.raises(FetchRefused, match="private network"):
        outside.fetch("http://news.example.org/", limits=QUICK)
    assert [request.path for request, _answer in httpserver.log] == ["/"]


def test_the_connection_goes_to_the_address_that_was_checked(outside, monkeypatch):
    """A name that answers with a public address first and a private one next (rebinding) gains nothing."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    visited = []

    def look_up(host, port, *_args, **_options):
        if host[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in next(answers)]

    def connect(address, *_args, **_options):
        visited.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(FetchFailed) as failure:
        outside.fetch("http://rebind.example.org/", limits=QUICK)
    assert failure.value.kind == "unreachable"
    assert visited == ["93.184.216.34"]


def test_a_redirect_inwards_is_refused(outside, monkeypatch, httpserver):
    """The first host is public (as far as the check can see), the second is this machine."""
    httpserver.expect_request("/").respond_with_data(
        status=302, headers={"Location": f"http://127.0.0.1:{httpserver.port}/secret"}
    )
    httpserver.expect_request("/secret").respond_with_data("secret")

    def connect(_address, *_args, **_options):
        connection = socket.socket()
        connection.connect(("127.0.0.1", httpserver.port))
        return connection

    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: public)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(FetchRefused):
        outside.fetch("http://news.example.org/", limits=QUICK)
    assert [request.path for request, _answer in httpserver.log] == ["/"]


def test_private_addresses_and_other_ports_can_be_allowed():
    check_address("http://127.0.0.1:5000/", allow_private=True)
    check_address("https://www.tenderned.nl/papi/tenderned-rs-tns/v2/publicaties?page=0")
    check_address("https://köln.example/feed")


def test_a_host_that_does_not_exist_cannot_be_reached(outside, monkeypatch):
    def nowhere(*_args, **_options):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(FetchFailed, match="cannot be reached") as failure:
        outside.fetch("https://gone.example.org/", limits=QUICK)
    assert failure.value.kind == "unreachable"


def test_a_closed_door_cannot_be_reached(inside):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchFailed) as failure:
        inside.fetch(f"http://127.0.0.1:{port}/", limits=QUICK)
    assert failure.value.kind == "unreachable"


def test_a_server_that_never_answers_is_left(inside):
    with raw_server(lambda _connection, done: done.wait(5)) as url, pytest.raises(FetchFailed) as failure:
        inside.fetch(url, limits=HASTY)
    assert failure.value.kind == "timeout"


@pytest.mark.parametrize(
    "opening",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 ",
    ],
    ids=["body", "endless body", "chunks", "headers", "status line"],
)
def test_a_slow_drip_does_not_escape_the_time_limit(inside, opening):
    def drip(connection, done):
        connection.sendall(opening)
        while not done.wait(0.05):
            connection.sendall(b"1")

    started = time.monotonic()
    with raw_server(drip) as url, pytest.raises(FetchFailed) as failure:
        inside.fetch(url, limits=HASTY)
    assert failure.value.kind == "timeout"
    assert time.monotonic() - started < 3


def test_an_endless_body_is_cut_off(inside):
    def pour(connection, done):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while not done.is_set():
            connection.sendall(b"x" * 65_536)

    with raw_server(pour) as url, pytest.raises(FetchFailed) as failure:
        inside.fetch(url, limits=SMALL)
    assert failure.value.kind == "too-large"


def test_a_body_that_announces_itself_too_large_is_not_read(inside):
    opening = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
    with (
        raw_server(lambda connection, _done: connection.sendall(opening)) as url,
        pytest.raises(FetchFailed) as failure,
    ):
        inside.fetch(url, limits=SMALL)
    assert failure.value.kind == "too-large"


def test_a_small_parcel_that_unpacks_to_a_mountain_is_refused(inside, httpserver):
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < SMALL.sent_bytes
    httpserver.expect_request("/").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchFailed) as failure:
        inside.fetch(httpserver.url_for("/"), limits=SMALL)
    assert failure.value.kind == "too-large"


def test_a_compressed_page_is_unpacked(inside, httpserver):
    httpserver.expect_request("/").respond_with_data(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})
    assert inside.fetch(httpserver.url_for("/"), limits=QUICK).body == b"hello"


def test_a_body_that_breaks_off_is_a_failure_not_half_an_answer(inside):
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"
    with raw_server(lambda connection, _done: connection.sendall(half)) as url, pytest.raises(FetchFailed) as failure:
        inside.fetch(url, limits=QUICK)
    assert failure.value.kind == "broken"


def test_what_cannot_be_unpacked_is_a_failure(inside, httpserver):
    httpserver.expect_request("/").respond_with_data(b"no gzip at all", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchFailed) as failure:
        inside.fetch(httpserver.url_for("/"), limits=QUICK)
    assert failure.value.kind == "broken"


def test_an_answer_that_is_not_http_is_a_failure(inside):
    with (
        raw_server(lambda connection, _done: connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")) as url,
        pytest.raises(FetchFailed),
    ):
        inside.fetch(url, limits=QUICK)


@time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Tue, 24 Nov 2026 12:01:00 GMT", 60),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
        ("99999999999", 604_800),
        ("-3", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_a_server_asks_us_to_wait(retry_after, seconds):
    assert seconds_to_wait(retry_after) == seconds


def test_two_requests_to_one_host_leave_room(monkeypatch):
    waits = []
    monkeypatch.setattr(connections, "pause", waits.append)
    monkeypatch.setattr(connections, "_turns", {})
    for _request in range(3):
        connections.wait_for_turn("one.example.org", 2)
    connections.wait_for_turn("two.example.org", 2)
    assert [round(wait) for wait in waits] == [2, 4]


def test_a_certificate_that_nobody_vouches_for_is_refused(inside):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "data" / "self-signed.pem")

    def greet(connection, _done):
        with context.wrap_socket(connection, server_side=True):
            return

    with raw_server(greet, listen_first=False) as url, pytest.raises(FetchFailed, match="not secure") as failure:
        inside.fetch(url.replace("http:", "https:"), limits=QUICK)
    assert failure.value.kind == "tls"


def test_a_server_that_drags_out_the_handshake_is_left(inside):
    def drip(connection, done):
        while not done.wait(0.05):
            connection.sendall(b"\x16")

    started = time.monotonic()
    with raw_server(drip) as url, pytest.raises(FetchFailed):
        inside.fetch(url.replace("http:", "https:"), limits=HASTY)
    assert time.monotonic() - started < 3


def test_a_redirect_to_what_cannot_be_an_address_is_refused(inside):
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"
    with raw_server(lambda connection, _done: connection.sendall(answer)) as url, pytest.raises(FetchRefused):
        inside.fetch(url, limits=QUICK)
