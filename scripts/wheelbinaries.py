"""Makes a wheel for one platform from one for any: wheelbinaries.py WHEEL TAG BINARY...

The binaries go where an installer puts commands. Files have no time but that of the source.
"""

import base64
import hashlib
import os
import pathlib
import sys
import time
import zipfile


def main(plain: str, tag: str, *binaries: str) -> None:
    source = pathlib.Path(plain)
    name, version = source.name.split("-")[:2]
    info, scripts = f"{name}-{version}.dist-info", f"{name}-{version}.data/scripts"
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    files = {}
    with zipfile.ZipFile(source) as wheel:
        for entry in wheel.infolist():
            files[entry.filename] = (wheel.read(entry), 0o644)
    lines = files[f"{info}/WHEEL"][0].decode().splitlines()
    kept = [line for line in lines if line and not line.startswith(("Tag:", "Root-Is-Purelib:"))]
    python, abi, platforms = tag.split("-")
    tags = [f"Tag: {python}-{abi}-{platform}" for platform in platforms.split(".")]
    files[f"{info}/WHEEL"] = ("\n".join([*kept, "Root-Is-Purelib: false", *tags, ""]).encode(), 0o644)
    for binary in binaries:
        path = pathlib.Path(binary)
        files[f"{scripts}/{path.name}"] = (path.read_bytes(), 0o755)
    record = f"{info}/RECORD"
    del files[record]
    hashed = [f"{file},sha256={digest(content)},{len(content)}" for file, (content, _) in files.items()]
    files[record] = ("\n".join([*hashed, f"{record},,", ""]).encode(), 0o644)
    with zipfile.ZipFile(source.with_name(f"{name}-{version}-{tag}.whl"), "w", zipfile.ZIP_DEFLATED) as wheel:
        for file, (content, mode) in files.items():
            entry = zipfile.ZipInfo(file, moment)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


main(*sys.argv[1:])
