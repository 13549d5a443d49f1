from __future__ import annotations

import os
import shutil
import sysconfig

from .errors import RingerError


def find_binary() -> str:
    """The path of the binary: that of RINGER_BINARY, the one that the wheel brought, or the one in PATH."""
    own = os.environ.get("RINGER_BINARY")
    if own:
        if not os.access(own, os.X_OK) or os.path.isdir(own):
            raise RingerError(f"RINGER_BINARY is {own}, which cannot be run")
        return own
    name = "ringer.exe" if os.name == "nt" else "ringer"
    schemes = {sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")} if hasattr(sysconfig, "get_default_scheme") else {None}
    for scheme in schemes:
        folder = sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")
        if folder and os.access(os.path.join(folder, name), os.X_OK):
            return os.path.join(folder, name)
    found = shutil.which("ringer")
    if found:
        return found
    raise RingerError(
        "there is no ringer to start: the wheel for this system has it, and the one for any system does not. "
        "Install a wheel for this system, put ringer into PATH, or name it by RINGER_BINARY"
    )
