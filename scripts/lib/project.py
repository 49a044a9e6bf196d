# SPDX-License-Identifier: GPL-2.0
"""Reads the project of a Windows driver: a .vcxproj, a `sources` file of the older build command, or
a folder with neither. Tells the sources, defines and include folders of its 64-bit release build."""

import os

from . import limits
from .limits import Unfit
from .msbuild import BUILD, Build
from .project_base import MOST_NAMES, SUFFIXES, Project, Unread, find, inside, loaded_as, name_of, read, tree_of
from .sources_file import Sources

__all__ = ["find", "inside", "read"]


def files_below(folder):
    """The files of a folder and those below it, as limits.walk() has them."""
    try:
        yield from limits.walk(folder)
    except Unfit as unfit:
        raise Unfit("%s %s" % (folder, unfit)) from None


class Folder(Project):
    """A folder without a project: each source in it."""

    def __init__(self, folder, tree):
        super().__init__(os.path.join(folder, "."), name_of(os.path.abspath(folder)), tree)
        for root, names, others in files_below(folder):
            self.sources += [os.path.join(root, name) for name in names if name.lower().endswith(SUFFIXES)]
            for name in others:
                if name.lower().endswith(SUFFIXES):
                    self.skipped.append((os.path.relpath(os.path.join(root, name), folder), "is no regular file"))
            if len(self.sources) > MOST_NAMES:
                raise Unfit("%s has more than %d sources" % (folder, MOST_NAMES))


def load(path, tree):
    """The project of a file, by its name. tree: the driver's working tree."""
    return loaded_as(Build if path.lower().endswith(BUILD) else Sources, path, tree)


def is_project(name):
    return name.lower().endswith(BUILD) or name.lower() == "sources"


def of_folder(folder, tree=None, unread=None):
    """(projects, others): the drivers directly in a folder; if there are none, those below it; if none,
    the folder itself. The others make no driver. tree: the working tree. unread: gets those that are not read."""
    tree = tree or tree_of(folder)
    found = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if is_project(name)]
    if not found:
        for root, names, others in files_below(folder):
            found += [os.path.join(root, name) for name in sorted(names + others) if is_project(name)]
    # A folder may have this name.
    found = [path for path in found if not os.path.isdir(path)]
    if len(found) > MOST_NAMES:
        raise Unfit("%s has more than %d projects" % (folder, MOST_NAMES))
    known = set(found)
    projects = [load(path, tree) for path in found if not (path.endswith(".in") and path.removesuffix(".in") in known)]
    if unread is not None:
        unread += [project for project in projects if isinstance(project, Unread)]
    # Both kinds of project describe one driver: the newer one counts.
    newer = {project.folder for project in projects if project.path.lower().endswith(BUILD)}
    projects = [project for project in projects if project.sources and
                (project.path.lower().endswith(BUILD) or project.folder not in newer)]
    drivers = [project for project in projects if project.driver]
    loaded = {os.path.realpath(project.path): project for project in projects}
    for driver in drivers:
        try:
            driver.add_libraries(loaded)
        except Unfit as unfit:
            raise Unfit("%s %s" % (driver.path, unfit)) from None
    if drivers:
        return drivers, [project for project in projects if not project.driver]
    return projects or [Folder(folder, tree)], []
