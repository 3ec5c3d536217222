"""links: the addresses of a workshop that is on a forge, each rightly written, with a QR code."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from urllib.parse import quote, urlencode

from skillkit.base.errors import SkillkitError
from skillkit.base.html import image, page, tag
from skillkit.base.storage import read_text
from skillkit.base.text import quoted
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.framework.folder import current, is_chosen

FIRST = "notebooks/00_start.ipynb"
NO_SEGNO = sentence(
    "A QR code needs the package segno: python3 -m pip install 'skillkit-workshop[qr]'. All other "
    "links come without it."
)
PLACE = re.compile(r'(<div class="sk-link">).*?(</div>)', re.DOTALL)  # with the link, or without
NOT_BY_ITSELF = sentence(
    "What these open begins with {title} only where it was made so: the site by site --workshop "
    "{folder}, "
    "Binder and a Hub by use = true in the folder's workshop.toml, in the repository."
)
LINK_STYLE = """
@page { size: A4 landscape; margin: 1cm; }
body { max-width: none; margin: 0; text-align: center; }
h1 { font-size: clamp(24px, 5vw, 56px); margin: 3vh 0 2vh; }
img { height: 58vh; max-width: 90vw; }
p { font-size: clamp(16px, 2.2vw, 28px); margin: 1vh 4vw; }
.sk-address { font-weight: 650; overflow-wrap: anywhere; }
"""


def run(chosen: argparse.Namespace) -> int:
    """Print the links, and draw the one that participants get; say what they begin with."""
    found = links(chosen.repo, chosen.ref, chosen.site, chosen.hub)
    wide = max(len(say(name)) for name in found)
    for name, address in found.items():
        print(f"{say(name):{wide}}  {address}")
    own = load_framework() if is_chosen() else None
    for made, what, file in (
        (qr_code(found["site"]) if chosen.qr else "", say("QR code"), chosen.qr),
        (link_page(found["site"], own) if chosen.page else "", say("page"), chosen.page),
    ):
        if file:
            file.write_text(made, encoding="utf-8", newline="\n")
            print(f"{what:{wide}}  {say('{file}, of the site', file=file)}")
    for file in chosen.into:
        file.write_text(with_link(file, found["site"]), encoding="utf-8", newline="\n")
        print(f"{say('put into'):{wide}}  {file}")
    if own and not current().settings.use:
        print(say(NOT_BY_ITSELF, title=own.title, folder=quoted(current().name)))
    return 0


def links(repo: str, ref: str, site: str | None = None, hub: str | None = None) -> dict[str, str]:
    """The addresses by what they open; those of a Hub where one is named.

    Raises:
        SkillkitError: the repository is not written as ORG/REPO, or an address is none.
    """
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repo, re.ASCII):
        raise SkillkitError(
            say("{repo} is no repository; write it as ORG/REPO.", repo=quoted(repo))
        )
    owner, name = repo.split("/")
    for address in filter(None, (site, hub)):
        if not re.fullmatch(r"https?://[^\s?#]+", address):
            raise SkillkitError(
                say("{address} is no address; begin it with https://.", address=quoted(address))
            )
    pages = f"https://{owner.lower()}.github.io/"
    own = pages if name.lower() == f"{owner.lower()}.github.io" else f"{pages}{name}/"
    found = {
        sentence("site"): f"{site.rstrip('/')}/" if site else own,
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
        raise SkillkitError(say(NO_SEGNO)) from error
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(scale=8, border=4, dark="#000", light="#fff", title=address)
    return str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"


def with_link(file: Path, address: str) -> str:
    """A slide deck or a handout with the address and its QR code at the place that it has for them.

    Raises:
        SkillkitError: it has no such place, it cannot be read, or segno is not here.
    """
    text = read_text(file)
    drawn = image(qr_code(address), say("A QR code that opens {address}", address=address))
    shown = f"{drawn}{tag('p', address)}"
    made, count = PLACE.subn(lambda found: f"{found[1]}{shown}{found[2]}", text)
    if not count:
        raise SkillkitError(
            say(
                "{file} has no place for a link. workshop/slides.html and the rating sheets in "
                "workshop/handouts have one.",
                file=file,
            )
        )
    return made


def link_page(address: str, own: Framework | None = None) -> str:
    """A page with the address and its QR code, for a projector and for paper.

    Raises:
        SkillkitError: segno is not here.
    """
    lines = (
        tag("h1", "Open this on your phone or computer"),
        image(qr_code(address), say("A QR code that opens {address}", address=address)),
        tag("p", address, class_="sk-address"),
        *([tag("p", own.title)] if own else []),
        tag("p", "Nothing to install and no account. Your answers stay in your browser."),
    )
    return page(say("The link to the workshop"), lines, LINK_STYLE)
