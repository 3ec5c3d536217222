# For maintainers: `just` lists what can be made again. A participant needs none of this.
# Both README commands make .venv; these recipes run in it.

python := if os_family() == "windows" { ".venv/Scripts/python.exe" } else { ".venv/bin/python" }
lite_python := replace(python, ".venv", ".venv-lite")

# what there is
default:
    @just --list

# the whole proof, or what pytest's arguments choose
test *arguments:
    python3 -m skillkit test {{arguments}}

# the laws, on examples that no run before has drawn
search *arguments:
    {{python}} -m pytest -m "hypothesis and not browser" --hypothesis-profile=search {{arguments}}

# all that is made from something else: notebooks, handouts, pictures, slides
fresh *check:
    {{python}} -m tools.handouts {{check}}
    {{python}} -m tools.pictures {{check}}
    {{python}} -m tools.notebooks {{check}}
    {{python}} -m tools.slides {{check}}

# the notebooks, run on the example
notebooks *check:
    {{python}} -m tools.notebooks {{check}}

# run sheet, handouts and sample team
handouts *check:
    {{python}} -m tools.handouts {{check}}

# docs/performance.md and docs/front-ends.md
bench *arguments:
    {{python}} -m tools.bench {{arguments}}

# the documents, the guides and the public names as a site; a warning fails
docs out="build/docs":
    {{python}} -m uv pip install --quiet --python {{python}} --require-hashes -r requirements-docs.lock
    {{python}} -m sphinx -W --keep-going -q -c docs -b html . {{out}}

# the walk through the notebooks in JupyterLite; its tools would put an extension into .venv's JupyterLab
lite:
    {{python}} -m venv --without-pip .venv-lite
    {{python}} -m uv pip install --quiet --python {{lite_python}} --require-hashes -r requirements.lock -r requirements-test.lock -r requirements-lite.lock
    {{lite_python}} -m pytest -n0 tests/browser/test_lite.py
