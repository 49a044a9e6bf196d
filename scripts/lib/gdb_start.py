# SPDX-License-Identifier: GPL-2.0
"""Inside gdb: how scripts/gdb begins and ends."""

import gdb

import gdb_modules
import gdb_view

failed = False


def open_memory(core, modules):
    """modules: the files by the names of the modules."""
    for setting in ("confirm off", "pagination off", "print thread-events off", "height 0", "width 0"):
        gdb.execute("set " + setting)
    try:
        layout = gdb_modules.Layout(modules["winwork"])
        gdb.execute("core-file " + core, to_string=True)
        addresses = gdb_modules.loaded(core, layout)
        for name, path in modules.items():
            if name in addresses:
                gdb_modules.add(path, addresses[name], layout)
    except (gdb_modules.Unknown, gdb.error) as unknown:
        print("gdb: %s" % unknown)
        gdb.execute("quit 1")
    gdb_view.Show()


def run(command):
    """One of the caller's commands. The next ones follow also if it has failed."""
    global failed
    print("$ " + command, flush=True)
    try:
        gdb.execute(command)
    except gdb.error as error:
        failed = True
        print(error, flush=True)


def end():
    gdb.execute("quit %d" % failed)
