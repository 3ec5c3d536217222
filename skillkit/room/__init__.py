"""Room: one address where a group hands in, and one picture, at a reveal.

A layer of its own with packages of its own (`skillkit-workshop[room]`): nothing that a participant
installs imports it.
"""
