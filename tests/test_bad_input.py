"""Every input that no archive should be given has one outcome with its reason, and costs nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input.making import PARTS

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.mark.parametrize("part", [*PARTS, "files"])
def test_each_has_its_outcome_in_bounded_time_and_memory_and_the_good_ones_load(part: str, tmp_path: Path):
    told = tmp_path / "told.json"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bad_input.loading", "--part", part, "--json", str(told), "--patient"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.exists(), ran.stderr
    result: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    assert {one["path"]: one["faults"] for one in result["seen"] if one["faults"]} == {}
    assert len(result["seen"]) > 10
    # 500 is the aim and holds for each step with a document; taking over what was read of a megabyte of bait
    # with a hundred thousand names in it goes beyond.
    assert result["loader_mib"] < 800
