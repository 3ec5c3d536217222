"""How Sphinx sets these pages: the documents, the facilitator's pages and the public names."""

from pathlib import Path

import skillkit

ROOT = Path(__file__).resolve().parents[1]

project = "skillkit"
author = copyright = "the skillkit contributors"
version = release = skillkit.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
# The source folder is the project's own, so that links between its pages lead where they say.
root_doc = "docs/index"
include_patterns = ["docs/**.md", "workshop/**.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md"]
include_patterns += ["SECURITY.md", "CODE_OF_CONDUCT.md"]
exclude_patterns = ["notebooks/my", "workshop/slides.md"]  # the slides have a page of their own
myst_heading_anchors = 4
# A folder, a notebook or a file of data is no page here; test_spine.py looks at the links.
suppress_warnings = ["myst.xref_missing", "myst.header"]
autodoc_default_options = {"members": True, "undoc-members": False, "inherited-members": False}
autodoc_typehints = "none"
html_theme = "furo"
html_title = "skillkit"
html_copy_source = False
html_extra_path = ["front"]  # the address alone leads to the contents
html_show_sphinx = False
