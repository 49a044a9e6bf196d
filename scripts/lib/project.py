# SPDX-License-Identifier: GPL-2.0
"""Reads the project of a Windows driver: a .vcxproj, a `sources` file of the older build command,
a CMakeLists.txt, or a folder without any. Tells the sources, defines and include folders of its 64-bit release build."""

import os

from . import cmake_project, limits
from .limits import Unfit
from .msbuild import BUILD, MAKES, Build
from .project_base import MOST_NAMES, SUFFIXES, Project, Unread, find, inside, loaded_as, name_of, read, tree_of
from .sources_file import Sources

__all__ = ["Project", "find", "inside", "name_of", "read"]


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
    return name.lower().endswith(BUILD) or name.lower() in ("sources", cmake_project.NAME)


def is_cmake(path):
    return os.path.basename(path).lower() == cmake_project.NAME


def of_paths(paths, tree, folder):
    """The projects of some files of a folder."""
    if len(paths) > MOST_NAMES:
        raise Unfit("%s has more than %d projects" % (folder, MOST_NAMES))
    # A folder may have this name.
    paths = [path for path in paths if not os.path.isdir(path)]
    known = set(paths)
    found = [load(path, tree) for path in paths if not is_cmake(path) and
             not (path.endswith(".in") and path.removesuffix(".in") in known)]
    # A project that only calls the older build command has its sources in the file of that.
    older = {project.folder for project in found if isinstance(project, Sources)}
    found = [project for project in found if project.makes != MAKES["makefile"] or project.folder not in older]
    # Several kinds of project describe one driver: the newest one counts.
    newer = {project.folder for project in found if project.path.lower().endswith(BUILD)}
    found = [project for project in found if project.path.lower().endswith(BUILD) or project.folder not in newer]
    newer = {project.folder for project in found}
    scripts = [path for path in paths if is_cmake(path) and os.path.dirname(os.path.abspath(path)) not in newer]
    try:
        return found + cmake_project.projects(scripts, tree)
    except Unfit as unfit:
        return found + [Unread(scripts[0], tree, str(unfit))]


def of_folder(folder, tree=None, unread=None):
    """(projects, others): the drivers directly in a folder; if there are none, those below it; if none,
    the folder itself. The others make no driver. tree: the working tree. unread: gets those that are not read."""
    tree = tree or tree_of(folder)
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if is_project(name)]
    projects = of_paths(paths, tree, folder)
    # The CMakeLists.txt of a whole repository may build anything but its drivers.
    if not any(project.driver for project in projects) and all(map(is_cmake, paths)):
        paths = [os.path.join(root, name) for root, names, others in files_below(folder)
                 for name in sorted(names + others) if is_project(name)]
        projects = of_paths(paths, tree, folder)
    if unread is not None:
        unread += [project for project in projects if isinstance(project, Unread)]
    projects = [project for project in projects if project.sources]
    drivers = [project for project in projects if project.driver]
    loaded = {os.path.realpath(project.path): project for project in projects}
    for driver in drivers:
        try:
            driver.add_libraries(loaded)
        except Unfit as unfit:
            raise Unfit("%s %s" % (driver.path, unfit)) from None
    if drivers:
        return drivers, [project for project in projects if not project.driver]
    # The sources of its programs are no driver's.
    others = [project for project in projects if is_cmake(project.path)]
    return [project for project in projects if project not in others] or [Folder(folder, tree)], others
