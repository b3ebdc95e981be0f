"""What the clients do with values: fill in names, take members out, compare."""

import datetime
import json


def plain(value):
    """A value of an answer with bodies read and dates as text."""
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def filled(value, names):
    """A value with the texts that `<name>` stands for in it."""
    if isinstance(value, str):
        for name, text in names.items():
            value = value.replace(f"<{name}>", text)
        return value
    if isinstance(value, dict):
        return {filled(name, names): filled(inner, names) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(filled(inner, names) for inner in value)
    return value


def member(value, path):
    """`items.0.id` of a value."""
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def holds(wanted, value):
    """Whether a value has at least what is wanted."""
    if isinstance(wanted, dict) and isinstance(value, dict):
        return all(name in value and holds(inner, value[name]) for name, inner in wanted.items())
    return type(wanted) is type(value) and wanted == value


def differences(first, again, where=""):
    """What is other in one value than in another, by place."""
    if type(first) is type(again) and isinstance(first, dict):
        places = [(key, first.get(key), again.get(key)) for key in sorted(set(first) | set(again))]
    elif type(first) is type(again) and isinstance(first, list) and len(first) == len(again):
        places = [(at, *pair) for at, pair in enumerate(zip(first, again))]
    elif type(first) is type(again) and first == again:
        return []
    else:
        return [f"{where}: {json.dumps(first)} became {json.dumps(again)}"]
    return [text for key, one, other in places for text in differences(one, other, f"{where}/{key}")]
