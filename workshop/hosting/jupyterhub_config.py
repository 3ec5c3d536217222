"""A small JupyterHub on one machine, for a course of a few dozen people.

    python3 -m skillkit room --hub-config --behind-proxy https://HUB/services/room --db URL \
        | cat jupyterhub_config.py - > /etc/jupyterhub/jupyterhub_config.py
    HUB_ADDRESS=https://HUB HUB_DB=postgresql+psycopg://hub@/hub jupyterhub -f /etc/jupyterhub/...

README.md beside this file has the steps. Everybody needs an account on this machine (PAM), and
each server runs as its own user. For thousands, see values.yaml.
"""

import os
import sys

c = get_config()  # noqa: F821  (JupyterHub runs this file)

address = os.environ["HUB_ADDRESS"]  # as people type it
c.JupyterHub.bind_url = os.environ.get("HUB_BIND", "http://127.0.0.1:8000")
c.JupyterHub.db_url = os.environ["HUB_DB"]  # PostgreSQL; the room has a database of its own there
c.Authenticator.allow_all = True  # who has an account on this machine
c.JupyterHub.load_groups = {"facilitators": {"users": os.environ["HUB_FACILITATORS"].split()}}

# The address of the room, so that whoever sits in a notebook hands in with one tap. With the code
# behind it (`/services/room#7K3QX-0M2RD`) not even that is typed; then it is one room for all.
c.Spawner.environment = {"SKILLKIT_ROOM": os.environ.get("HUB_ROOM", f"{address}/services/room")}
# In the Hub's own Python, also where its folder is not on PATH.
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.http_timeout = c.Spawner.start_timeout = 120

# Who leaves without a word: idle servers are stopped by jupyterhub-idle-culler, if it is there.
