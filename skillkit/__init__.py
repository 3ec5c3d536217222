"""A workshop on the skills that carry an AI engineer's career, done with your own hands.

    framework    what good looks like: skills, five levels, one sentence for each
    assessment   where you are: your ratings on one day, with what supports them
    profile      your shape: the T, the three-legged stool, and the sentence that says why
    team         our shape: what a group can do together
    plan         what you do next: one technical and one communication skill, dated
    progress     what changed when you come back in 30, 60 and 90 days

`python3 -m skillkit lab` opens the notebooks; `python3 -m skillkit test` proves the kit.
"""

__version__ = "0.1.0"
