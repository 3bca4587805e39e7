"""Values in JSON that came from elsewhere: what is there in the right type, else nothing."""

from typing import Any

Json = dict[str, Any]


def at(value: object, *path: str | int) -> object:
    """Return what stands at a path of keys and positions, None where there is no such place."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else None
    return value


def text(value: object, *path: str | int) -> str:
    """Return the text at a path, "" when there is none."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def entries(value: object, *path: str | int) -> list[object]:
    """Return the list at a path, [] when there is none."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def number(value: object, *path: str | int) -> int | None:
    """Return the whole number at a path, None when there is none."""
    found = at(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
