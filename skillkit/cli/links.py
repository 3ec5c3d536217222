"""links: the addresses of a workshop that is on a forge, each rightly written, and a QR code."""

from __future__ import annotations

import argparse
import re
from urllib.parse import quote, urlencode

from skillkit.base.errors import SkillkitError
from skillkit.base.text import quoted

FIRST = "notebooks/00_start.ipynb"
NO_SEGNO = (
    "A QR code needs the package segno: python3 -m pip install 'skillkit-workshop[qr]'. All other "
    "links come without it."
)


def run(chosen: argparse.Namespace) -> int:
    """Print the links, and draw the one that participants get."""
    found = links(chosen.repo, chosen.ref, chosen.site, chosen.hub)
    wide = max(map(len, found))
    for name, address in found.items():
        print(f"{name:{wide}}  {address}")
    if chosen.qr:
        chosen.qr.write_text(qr_code(found["site"]), encoding="utf-8", newline="\n")
        print(f"{'QR code':{wide}}  {chosen.qr}, of the site")
    return 0


def links(repo: str, ref: str, site: str | None = None, hub: str | None = None) -> dict[str, str]:
    """The addresses by what they open; those of a Hub where one is named.

    Raises:
        SkillkitError: the repository is not written as ORG/REPO, or an address is none.
    """
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repo, re.ASCII):
        raise SkillkitError(f"{quoted(repo)} is no repository; write it as ORG/REPO.")
    owner, name = repo.split("/")
    for address in filter(None, (site, hub)):
        if not re.fullmatch(r"https?://[^\s?#]+", address):
            raise SkillkitError(f"{quoted(address)} is no address; begin it with https://.")
    pages = f"https://{owner.lower()}.github.io/"
    own = pages if name.lower() == f"{owner.lower()}.github.io" else f"{pages}{name}/"
    found = {
        "site": f"{site.rstrip('/')}/" if site else own,
        "Binder": f"https://mybinder.org/v2/gh/{repo}/{quote(ref, safe='')}?"
        + urlencode({"urlpath": f"lab/tree/{FIRST}"}),
    }
    if hub:
        pulled = {
            "repo": f"https://github.com/{repo}",
            "branch": ref,
            "targetPath": name,
            "urlpath": f"lab/tree/{name}/{FIRST}",
        }
        start = f"{hub.rstrip('/')}/hub/user-redirect"
        found["nbgitpuller"] = f"{start}/git-pull?{urlencode(pulled)}"
        found["Hub"] = f"{start}/lab/tree/{quote(f'{name}/{FIRST}')}"
    return found


def qr_code(address: str) -> str:
    """The address as a picture that a telephone reads.

    Raises:
        SkillkitError: segno is not here.
    """
    try:
        import segno
    except ImportError as error:
        raise SkillkitError(NO_SEGNO) from error
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(scale=8, border=4, dark="#000", light="#fff", title=address)
    return str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"
