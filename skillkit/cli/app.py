"""app: the notebooks as pages without code, in Voilà."""

from __future__ import annotations

import argparse
import os
import threading
import webbrowser
from pathlib import Path
from typing import Any

import skillkit
from skillkit.base.errors import SkillkitError
from skillkit.base.text import quoted
from skillkit.base.words import SOURCE, asked, say
from skillkit.setup import environment, workshop_root
from skillkit.workshop.notebook_words import translated

FIRST = "voila/render/00_start.ipynb"
SETTINGS = {
    "Voila": {
        "auto_token": True,  # Voilà alone lets everybody in
        "log_level": "ERROR",
    },
    "VoilaConfiguration": {
        "template": "workshop",  # asks no other host for icons
        "file_allowlist": [],  # files are served without a token, so none is
        "strip_sources": True,
        "http_header_envs": ["Accept-Language"],  # forms are in the language of the page
        "preheat_kernel": False,  # one that starts ahead of its page would show old ratings
        "extension_denylist": ["@jupyter-notebook/lab-extension"],  # breaks outside of Jupyter
    },
    "TagRemovePreprocessor": {
        "enabled": True,
        # Prose about cells, and tables and figures to go on with in code: nobody sees code here.
        "remove_cell_tags": {"lab-only", "notebook-only"},
    },
}


def run(chosen: argparse.Namespace) -> int:
    """Serve the notebooks without their code until Ctrl+C."""
    root = workshop_root()
    templates = Path(skillkit.__file__).parent / "data" / "jupyter"
    os.environ.update(environment(root, {"JUPYTER_PATH": templates}))
    os.chdir(root / "notebooks")
    from tornado.ioloop import IOLoop
    from traitlets.config import Config
    from voila.app import Voila

    # `--allow-root` is Jupyter Server's; Voilà starts as root without being asked.
    words = [word for word in chosen.more if word != "--allow-root"]
    server = Voila.instance(config=Config(SETTINGS))
    server.config.VoilaConfiguration.prelaunch_hook = _before_a_page
    try:
        server.initialize([str(root / "notebooks"), *words])
    except ValueError as error:
        raise SkillkitError(
            say(
                "Voilà cannot start with {options}: {error}.",
                options=quoted(" ".join(words)),
                error=error,
            )
        ) from error
    _refuse_open_doors(server, root / "notebooks")
    # Voilà's own way to open a browser forgets the token, so this is done here, once it listens.
    asked, server.open_browser = server.open_browser, False
    IOLoop.current().add_callback(_welcome, server, asked)
    server.start()
    return 0


def _refuse_open_doors(server: Any, pages: Path) -> None:
    """Stop where an option, or somebody's own settings of Voilà, would let others in or read more.

    Raises:
        SkillkitError: names what is set, and what these pages need.
    """
    door = server.identity_provider_class(parent=server)
    token = door.token if server.token is None and server.auto_token else server.token
    usual = type(server).identity_provider_class.default_value
    again = say("(voila.json, voila.py). Take it out, and run the command again.")
    if not token or type(door) is not usual:
        raise SkillkitError(
            say(
                "Without a token, these pages would let anybody in. It is taken away by an "
                "option or in your own settings {again}",
                again=again,
            )
        )
    chosen: dict[str, tuple[Any, Any]] = {
        "Voila.root_dir": (server.root_dir, str(pages)),
        "Voila.notebook_path": (server.notebook_path or "", ""),
    }
    for name in ("file_allowlist", "strip_sources", "preheat_kernel", "template"):
        found = getattr(server.voila_configuration, name)
        chosen[f"VoilaConfiguration.{name}"] = (found, SETTINGS["VoilaConfiguration"][name])
    for name, (found, needed) in chosen.items():
        if found != needed:
            raise SkillkitError(
                say(
                    "These pages need {needed} for {name}, not {found}, as it is set by an "
                    "option or in your own settings {again}",
                    needed=f"{needed!r}",
                    name=name,
                    found=f"{found!r}",
                    again=again,
                )
            )


def _before_a_page(handler: Any, notebook: Any, **_: object) -> Any:
    """The notebook in the reader's language.

    It also sets the cookie without which a page that closes is not allowed to stop its kernel.
    """
    assert handler.xsrf_token
    tag = asked(handler.request.headers.get("Accept-Language", ""))
    if tag == SOURCE or notebook.metadata.get("skillkit", {}).get("words"):
        return None  # which is in a language already
    said = translated(notebook, tag=tag, links=False)["cells"]
    for cell, spoken in zip(notebook.cells, said, strict=True):
        cell.source = spoken["source"]
    notebook.metadata.lang = tag  # the template puts it on the page
    return notebook


def _welcome(server: Any, asked: bool) -> None:
    """Say the address that lets in, and open it if `asked`."""
    token = server.identity_provider.token
    address = f"{server.connection_url}{FIRST}" + (f"?token={token}" if token else "")
    print(
        say("Your pages are at\n    {address}\nTo stop: Ctrl+C here.", address=address), flush=True
    )
    if asked:
        threading.Thread(target=_open, args=(server, address), daemon=True).start()


def _open(server: Any, address: str) -> None:
    """Open an address by way of a file, as everybody here can read the words of a command."""
    page = Path(server.connection_dir, "open.html")  # a folder of this person's, gone at the end
    page.write_text(f'<meta http-equiv="refresh" content="0;url={address}">', encoding="utf-8")
    try:
        webbrowser.get(server.browser or None).open(page.as_uri())
    except webbrowser.Error:
        print(say("No browser was found here: open the address above in yours."), flush=True)
