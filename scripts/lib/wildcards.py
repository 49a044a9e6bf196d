# SPDX-License-Identifier: GPL-2.0
"""Finds the files that an item of MSBuild means: names with *, ? and **, in any case and with any slashes."""

import fnmatch
import os

from . import limits
from .limits import Unfit
from .project_base import MOST_NAMES, find

# Each ** of a pattern searches the folders below those that the part before it has found.
MOST_SEARCHES = 2


def is_pattern(name):
    return "*" in name or "?" in name


def matching(folder, pattern):
    """The paths of the files, in order."""
    folder = "/" if pattern.startswith("/") else folder
    parts = [part for part in pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    parts = [part for part, before in zip(parts, [None, *parts]) if (part, before) != ("**", "**")]
    if parts.count("**") > MOST_SEARCHES:
        raise Unfit("has a pattern with ** more than %d times" % MOST_SEARCHES)
    found = {}
    for path in below(folder, parts):
        found[os.path.normpath(path)] = True
        if len(found) > MOST_NAMES:
            raise Unfit("names more than %d sources" % MOST_NAMES)
    return sorted(found)


def below(folder, parts):
    part, rest = parts[0], parts[1:]
    if part == "**":
        for root, names, _ in limits.walk(folder):
            yield from below(root, rest) if rest else (os.path.join(root, name) for name in names)
    elif is_pattern(part):
        for path in beside(folder, part):
            if rest and os.path.isdir(path):
                yield from below(path, rest)
            elif not rest and not os.path.isdir(path):
                yield path
    else:
        path = find(folder, part)
        if path and rest:
            yield from below(path, rest) if os.path.isdir(path) else ()
        elif path and not os.path.isdir(path):
            yield path


def beside(folder, part):
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    # In a pattern of MSBuild a bracket is a letter.
    wanted = part.lower().replace("[", "[[]")
    return [os.path.join(folder, name) for name in names if fnmatch.fnmatchcase(name.lower(), wanted)]
