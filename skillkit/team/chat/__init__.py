"""Chat: what people handed in, read out of whatever a chat, a mail or a form leaves behind.

Bytes become text (`decode`), the text's form says where a message begins and who wrote it
(`forms`, `exports` for what is no plain text, and `tables` for sheets and forms), and each code or
row gets its name and its place (`read`).
"""

from skillkit.team.chat.decode import LARGEST, text_of
from skillkit.team.chat.exports import log_of
from skillkit.team.chat.read import HandIn, Log, read_log

__all__ = ["LARGEST", "HandIn", "Log", "log_of", "read_log", "text_of"]
