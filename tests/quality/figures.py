"""Figures kept in a file and compared with earlier ones: one file for all parts of `make quality`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def add_options(options: argparse.ArgumentParser) -> None:
    """`--json FILE` and `--against FILE`, alike for every part."""
    options.add_argument(
        "--json", type=Path, metavar="FILE", help="keep the figures (other parts' stay in it)"
    )
    options.add_argument("--against", type=Path, metavar="FILE", help="show what changed since FILE was kept")


def read_figures(path: Path | None) -> dict[str, Any] | None:
    """The figures of a file, None where none is named. Ends the program where it holds none."""
    if path is None:
        return None
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemExit(f"{path} holds no figures ({error}).") from error
    if not isinstance(value, dict) or not value or not all(isinstance(part, dict) for part in value.values()):
        raise SystemExit(f"{path} holds no figures of this program.")
    return value


def changes(before: Mapping[str, Any], after: Mapping[str, Any], where: str = "") -> list[str]:
    """Every figure that differs, as "place: before → after"."""
    found: list[str] = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        place = f"{where} / {key}" if where else key
        if old is None or new is None:
            found.append(f"{place}: {'new' if old is None else 'gone'}")
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            found += changes(old, new, place)
        elif abs(new - old) >= 0.0005:
            found.append(f"{place}: {old:.3f} → {new:.3f} ({new - old:+.3f})")
    return found


def conclude(figures: Mapping[str, Any], keep: Path | None, against: Path | None, earlier: Any) -> None:
    """Print what changed in these parts since the earlier figures, and keep the new ones."""
    if earlier is not None:
        different = changes({part: earlier.get(part, {}) for part in figures}, figures)
        print(f"\n== Changed since {against}: {len(different) or 'nothing'}")
        for line in different:
            print(f"  {line}")
    if keep is not None:
        kept = read_figures(keep) if keep.exists() else {}
        kept = {**(kept or {}), **figures}
        keep.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"Figures kept in {keep}.")
