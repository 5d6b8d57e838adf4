#!/usr/bin/env python3
"""Wheels of the program of a release: `wheel.py VERSION ARCHIVES TO`.

Each archive of the folder ARCHIVES whose target pip knows becomes a wheel in the folder TO that puts the program on the
path, so that `pip install folio-cv`, `pipx install folio-cv` and `uvx --from folio-cv folio` need no Rust. The same archives
give the same bytes.
"""

import base64
import hashlib
import io
import pathlib
import sys
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = "folio_cv"
# What pip calls the machines on which a target runs.
PLATFORMS = {
    "x86_64-unknown-linux-gnu": "manylinux_2_31_x86_64",
    "aarch64-unknown-linux-gnu": "manylinux_2_31_aarch64",
    "x86_64-unknown-linux-musl": "musllinux_1_1_x86_64",
    "aarch64-unknown-linux-musl": "musllinux_1_1_aarch64",
    "x86_64-apple-darwin": "macosx_10_12_x86_64",
    "aarch64-apple-darwin": "macosx_11_0_arm64",
    "x86_64-pc-windows-msvc": "win_amd64",
}


def manifest(key):
    """What Cargo.toml says of the package under a key that has a text."""
    for line in (ROOT / "Cargo.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith(f'{key} = "'):
            return line.split('"')[1]
    sys.exit(f"error: Cargo.toml has no {key}")


def program(archive):
    """The name and the bytes of the program in an archive."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            name = next(name for name in packed.namelist() if name.endswith("/folio.exe"))
            return "folio.exe", packed.read(name)
    with tarfile.open(archive) as packed:
        name = next(name for name in packed.getnames() if name.endswith("/folio"))
        return "folio", packed.extractfile(name).read()


def metadata(version):
    """The METADATA file."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return (
        "Metadata-Version: 2.4\n"
        "Name: folio-cv\n"
        f"Version: {version}\n"
        f"Summary: {manifest('description')}\n"
        f"Project-URL: Homepage, {manifest('homepage')}\n"
        f"Project-URL: Source, {manifest('repository')}\n"
        f"License-Expression: {manifest('license')}\n"
        "License-File: LICENSE-APACHE\nLicense-File: LICENSE-MIT\nLicense-File: NOTICE\n"
        "Requires-Python: >=3.8\n"
        "Description-Content-Type: text/markdown\n"
        f"\n{readme}"
    )


def wheel(archive, platform, version, folder):
    """Writes the wheel of an archive, and returns its path."""
    name, binary = program(archive)
    info = f"{NAME}-{version}.dist-info"
    files = {
        f"{NAME}-{version}.data/scripts/{name}": binary,
        f"{info}/METADATA": metadata(version).encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: folio\nRoot-Is-Purelib: false\nTag: py3-none-{platform}\n".encode(),
    }
    for licence in ("LICENSE-APACHE", "LICENSE-MIT", "NOTICE"):
        files[f"{info}/licenses/{licence}"] = (ROOT / licence).read_bytes()
    record = io.StringIO()
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record.write(f"{path},sha256={digest},{len(content)}\n")
    record.write(f"{info}/RECORD,,\n")
    files[f"{info}/RECORD"] = record.getvalue().encode()

    path = folder / f"{NAME}-{version}-py3-none-{platform}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, content in files.items():
            entry = zipfile.ZipInfo(file, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in file else 0o100644) << 16
            packed.writestr(entry, content)
    return path


def main():
    version, archives, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    for target, platform in PLATFORMS.items():
        for archive in sorted(archives.glob(f"folio-{target}.*")):
            print(wheel(archive, platform, version, folder))
            made += 1
    if made == 0:
        sys.exit(f"error: {archives} holds no archive of a release")


main()
