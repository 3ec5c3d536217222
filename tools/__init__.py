"""Tools for maintainers: what is kept in the project but made from something else in it.

    python3 -m tools.notebooks     the notebooks, run on the example
    python3 -m tools.handouts      run sheet, handouts and sample team
    python3 -m tools.pictures      the drawings of the README and the guides
    python3 -m tools.slides        the deck; needs Node.js
    python3 -m tools.guided OUT    the sessions for jupyterlab-workshop
    python3 -m tools.languages     what CLDR says of each language; needs Babel
    python3 -m tools.bench         docs/performance.md and docs/front-ends.md

`--check` changes nothing and fails when something is not fresh. `just` runs them in .venv.
"""
