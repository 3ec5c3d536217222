"""The site on two hosts for plain files, each started as workshop/hosting says."""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.browser.lab import free_port

# What a browser insists on; scripts are refused under any other name.
TYPES = {"html": "text/html", "js": "javascript", "css": "text/css", "svg": "image/svg+xml"}
NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""


@contextlib.contextmanager
def served(command: Sequence[str], port: int) -> Iterator[str]:
    """The address of a host, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url, end = f"http://127.0.0.1:{port}/", time.monotonic() + 60
    try:
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url, timeout=5).close()
                break
            assert process.poll() is None, command
            assert time.monotonic() < end, command
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(60)


def check(url: str, site: Path) -> None:
    """Every file that a browser keeps for later is there, whole, and of a type that it takes."""
    text = (site / "service_worker.js").read_text(encoding="utf-8")
    found = re.search(r"^const FILES = (.*);$", text, re.MULTILINE)
    assert found
    for name in json.loads(found[1]):
        request = urllib.request.Request(f"{url}{name}", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            packed = answer.headers.get("Content-Encoding") == "gzip"
            content, kind = answer.read(), answer.headers.get("Content-Type", "")
        file = site / ("index.html" if name == "./" else name)
        assert (gzip.decompress(content) if packed else content) == file.read_bytes(), name
        assert TYPES.get(file.suffix[1:], "") in kind, name


@pytest.mark.slow
def test_pythons_own_server_is_enough(built_site: Path, root: Path) -> None:
    """The command that the page gives for looking at a site serves every file of it."""
    page = (root / "workshop" / "hosting" / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^python3 (-m http\.server .*) site 8000$", page, re.MULTILINE)
    assert found
    words, port = shlex.split(found[1]), free_port()
    with served([sys.executable, *words, str(built_site), str(port)], port) as url:
        check(url, built_site)


@pytest.mark.slow
def test_nginx_needs_the_lines_of_the_page_and_no_more(
    built_site: Path, root: Path, tmp_path: Path
) -> None:
    """With its own list of types, and the compressed files beside the plain ones."""
    nginx, types = shutil.which("nginx", path="/usr/sbin:/usr/bin"), Path("/etc/nginx/mime.types")
    if nginx is None or not types.is_file():
        pytest.skip("no nginx found: apt install nginx-light to try the site on it")
    page = (root / "workshop" / "hosting" / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^server \{\n.*?^\}$", page, re.MULTILINE | re.DOTALL)
    assert found
    port, conf = free_port(), tmp_path / "nginx.conf"
    server = found[0].replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    server = server.replace("root /srv/site;", f"root {built_site};")
    user = "user root;" if tmp_path.owner() == "root" else ""  # nobody else may look in there
    said = {"user": user, "folder": tmp_path, "types": types, "server": server}
    conf.write_text(NGINX.format(**said), encoding="utf-8")
    with served([nginx, "-p", str(tmp_path), "-c", str(conf)], port) as url:
        check(url, built_site)
