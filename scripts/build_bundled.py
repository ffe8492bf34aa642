"""The build hook: turn each folder of events/ into the JSONL that travels in the wheel."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it collects files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write one file for each chronology; a fault in the text stops the build."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from chrono.faults import Refused  # noqa: PLC0415
        from chrono.ingest.folder import read  # noqa: PLC0415  only importable from here on
        from chrono.ingest.plan import plan  # noqa: PLC0415
        from chrono.kinds.catalogue import KINDS  # noqa: PLC0415
        from chrono.log.bundled import FOLDER  # noqa: PLC0415
        from chrono.log.memory import MemoryLog  # noqa: PLC0415

        FOLDER.mkdir(exist_ok=True)
        for folder in sorted(path.parent for path in root.glob("events/*/chronology.yaml")):
            written = read(folder)
            planned = plan(written.items, {}, folder.name, KINDS)
            if written.faults or planned.faults:
                raise Refused((*written.faults, *planned.faults))
            done = MemoryLog().append(planned.drafts)
            text = "".join(f"{entry.body}\n" for entry in done.new)
            (FOLDER / f"{folder.name}.jsonl").write_text(text, encoding="utf-8")
        shutil.copy(root / "events" / "default.txt", FOLDER)
