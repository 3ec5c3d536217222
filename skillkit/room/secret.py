"""Secrets: join codes that people can type, tokens that machines keep, and their hashes."""

from __future__ import annotations

import hashlib
import secrets

from skillkit.assessment.share_code import ALPHABET

CODE = 10  # characters: 50 bits
GROUP = 5
# Who a token is of, as its first letter says.
PARTICIPANT, LEAD, OPERATOR, VIEWER = "p", "f", "o", "v"

_READ_AS = str.maketrans("OIL", "011")


def join_code() -> str:
    """A new join code, in two groups: "7K3QX-0M2RD"."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE))
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def read_join_code(text: str) -> str | None:
    """The code as it was made, whatever case, dashes and blanks somebody typed; None if none."""
    signs = "".join(c for c in text.upper() if c not in " -\u2010\u2011\u2013\u2014\u00a0\t\n")
    signs = signs.translate(_READ_AS)
    if len(signs) != CODE or not set(signs) <= set(ALPHABET):
        return None
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def token(role: str) -> str:
    """A new token of 256 bits."""
    return f"{role}_{secrets.token_urlsafe(32)}"


def viewer_token(code: str) -> str:
    """What shows the picture to whoever has the code. It counts beside the room's number alone.

    So nobody can try codes with it: the number is got for a right code, and is random.
    """
    return f"{VIEWER}_{code}"


def number() -> int:
    """A random number for a row, so that its order tells nothing."""
    return secrets.randbits(62)


def hashed(secret: str) -> str:
    """What is kept of a secret; it is random enough to need no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
