"""Print constraints that keep every direct dependency at the lowest version it may have."""

import re
import tomllib
from pathlib import Path

_REQUIREMENT = re.compile(r"(?P<name>[\w-]+)>=(?P<lowest>[\d.]+)[^;]*(?P<marker>;.*)?")

text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
project = tomllib.loads(text)["project"]
for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
    if not (found := _REQUIREMENT.fullmatch(requirement)):
        raise SystemExit(f"pyproject.toml: {requirement!r} has no floor; write name>=1.0,<2")
    print(f"{found['name']}=={found['lowest']}{found['marker'] or ''}")
