"""What the production installation consists of, as a CycloneDX 1.5 document on standard output: `make sbom`."""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, object]]:
    """One component for each library that the lock pins, with the hashes of its files."""
    listed = []
    starts = list(PINNED.finditer(lock))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        name, version = start[1].lower(), start[2]
        block = lock[start.start() : following.start() if following else len(lock)]
        listed.append(
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{version}",
                "name": name,
                "version": version,
                "purl": f"pkg:pypi/{name}@{version}",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in HASH.findall(block)],
            }
        )
    return listed


def document() -> dict[str, object]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = {
        "type": "application",
        "bom-ref": "incubator",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    listed = components((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": itself},
        "components": listed,
        "dependencies": [{"ref": "incubator", "dependsOn": [component["bom-ref"] for component in listed]}],
    }


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, ensure_ascii=False)
    print()
