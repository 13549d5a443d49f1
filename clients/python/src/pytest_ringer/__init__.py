"""Starts a mock, or connects to one that runs, and drives its sessions."""

from .binary import find_binary
from .clock import Clock
from .errors import RingerError, VerificationError
from .ringer import Ringer, connect
from .session import Session, is_unexpected
from .start import StartedRinger, start_ringer
from .version import VERSION as __version__

__all__ = [
    "Clock",
    "Ringer",
    "RingerError",
    "Session",
    "StartedRinger",
    "VerificationError",
    "__version__",
    "connect",
    "find_binary",
    "is_unexpected",
    "start_ringer",
]
