# SPDX-License-Identifier: GPL-2.0
"""Inside gdb: what WinWork's structures say of drivers, as the commands "ww ..." show it. scripts/gdb has the list."""

import functools
import os
import re
import struct

import gdb

from gdb_modules import Unknown, number, place, read

POINTER = 8
# Of src/engine/item.hpp and item_memory.hpp.
PAGE, SLOT = 4096, 64
LEAF = PAGE << 12
QUEUED, ORPHAN, FLAGS = 1, 2, 0xff
LIVE, RECORD = 0x4957, 0x4952
TAGS = 3
# Of a tree of the framework's objects.
DEEPEST = 100


# ---- Values --------------------------------------------------------------------------------------

def kind(name):
    return gdb.lookup_type(name)


def at(address, name):
    """The structure at an address."""
    return gdb.Value(address).cast(kind(name).pointer()).dereference()


def integer(value):
    """Of a number, a pointer, or an atomic one of either."""
    if value.type.strip_typedefs().code == gdb.TYPE_CODE_STRUCT:
        return integer(value["value_"])
    return int(value) & (1 << 64) - 1 if value.type.strip_typedefs().code == gdb.TYPE_CODE_PTR else int(value)


def variable(name, source):
    """One without linkage: several sources may have its name."""
    for symbol in gdb.lookup_static_symbols("ww::(anonymous namespace)::" + name):
        if symbol.symtab.filename.endswith(source):
            return symbol.value()
    raise Unknown("this winwork.ko has no %s in %s" % (name, source))


def text(address, most=256):
    if not address:
        return ""
    try:
        return read(address, most).split(b"\0")[0].decode(errors="replace")
    except Unknown:
        return "?"


@functools.lru_cache(None)
def routine(address):
    """Name, offset, file and line, and module, as a report of WinWork has them."""
    if not address:
        return "0"
    # "NAME + OFFSET in section .text of PATH/MODULE.ko"
    symbol, _, path = gdb.execute("info symbol 0x%x" % address, to_string=True).strip().partition(" in section ")
    if not path.endswith(".ko"):
        return "0x%x" % address
    name, plus, offset = symbol.rpartition(" + ")
    name, offset = (name, offset) if plus else (symbol, "")
    module = os.path.basename(path)[:-len(".ko")]
    line = gdb.find_pc_line(address)
    where = " (%s:%d)" % (line.symtab.filename.rsplit("/", 1)[-1], line.line) if line.symtab else ""
    return "%s%s%s [%s]" % (name, "+0x%x" % int(offset) if offset else "", where, module.replace("-", "_"))


def members(first, following, end=0):
    """The addresses of a list, which ends also where it is broken."""
    here, seen = first, set()
    while here != end and here:
        if here in seen:
            raise Unknown("a list has no end: it comes back to 0x%x" % here)
        seen.add(here)
        yield here
        here = following(here)


def entries(head, name, field):
    """The structures that a LIST_ENTRY links."""
    offset, _ = place(kind(name), field)
    for link in members(number(head), number, head):
        yield at(link - offset, name)


# ---- Objects -------------------------------------------------------------------------------------

def headers():
    """Of all live objects."""
    following, _ = place(kind("ww::ObjectHeader"), "next")
    table = gdb.parse_and_eval("&ww::object_table")
    for first in struct.iter_unpack("<Q", read(int(table), table.type.target().sizeof)):
        for header in members(first[0], lambda here: number(here + following)):
            yield at(header, "ww::ObjectHeader")


def body(header):
    return int(header.address) + header.type.sizeof


@functools.lru_cache(None)
def by_address():
    return {body(header): header for header in headers()}


def type_name(header):
    return text(integer(header["type"]["name"]))


def name_of(header):
    name = text(int(header["name"].address), header["name"].type.sizeof)
    return name or "(unnamed)"


def described(address):
    """An object, in words."""
    if not address:
        return "none"
    header = by_address().get(address)
    if not header:
        return "0x%x, which is no live object" % address
    driver = integer(header["driver"])
    whose = " of " + name_of(at(driver - header.type.sizeof, "ww::ObjectHeader")) if driver not in (0, address) else ""
    return "%s %s%s (0x%x)" % (type_name(header), name_of(header), whose, address)


def show_objects(wanted):
    for address, header in sorted(by_address().items(), key=lambda item: (type_name(item[1]), name_of(item[1]), item[0])):
        if wanted in ("", type_name(header)):
            print(described(address))


# ---- Items ---------------------------------------------------------------------------------------

def chunks():
    """The addresses of the pages that have items."""
    leaves = integer(gdb.parse_and_eval("ww::item_leaves"))
    chunk_map = at(leaves - kind("ww::ItemMap").sizeof, "ww::ItemMap")
    empty = int(variable("no_items", "engine/item_memory.cpp").address)
    count = integer(chunk_map["slots"]) // (LEAF // SLOT)
    for i, (leaf,) in enumerate(struct.iter_unpack("<Q", read(leaves, count * POINTER))):
        if leaf != empty:
            for j, is_chunk in enumerate(read(leaf, LEAF // PAGE)):
                if is_chunk:
                    yield integer(chunk_map["base"]) + i * LEAF + j * PAGE


def items():
    """The live ones: (item, state, as it stands in the slot)."""
    state_at, _ = place(kind("ww::FamilyItem"), "state")
    for chunk in chunks():
        data = read(chunk, PAGE)
        for slot in range(SLOT, PAGE, SLOT):
            state, = struct.unpack_from("<I", data, slot + state_at)
            if state >> 16 in (LIVE, RECORD):
                yield at(chunk + slot, "ww::FamilyItem"), state


def show_items(wanted):
    makers = variable("kMakers", "engine/item_records.cpp")
    count = 0
    for slot, state in items():
        is_record = state >> 16 == RECORD
        maker = routine(integer(slot["owner"]))
        queued = not is_record and state & QUEUED
        if wanted and "[%s]" % wanted not in maker:
            continue
        count += 1
        print("item 0x%x: %s, made with %s by %s" % (
            integer(slot["context"]) if is_record else int(slot.address),
            "queued" if queued else "orphan" if state & ORPHAN else "idle",
            text(integer(makers[0 if is_record else state >> 8 & FLAGS])), maker))
        if queued:
            print("    routine %s, context 0x%x" % (routine(integer(slot["routine"])), integer(slot["context"])))
        if integer(slot["object"]) and (queued or slot["driver"]):
            print("    of %s" % described(integer(slot["object"])))
    print("%d items" % count)


# ---- Queues and workers --------------------------------------------------------------------------

def queues():
    """The work queues, two for each processor."""
    first = variable("queues", "engine/work_queues.cpp")
    workers = integer(first.dereference()["normal"]["pool_"]["count_"])
    i = 0
    while True:
        try:
            both = first[i]
            for name in ("normal", "high"):
                queue = both[name]
                if integer(queue["cpu_"]) != i or integer(queue["pool_"]["count_"]) != workers:
                    return
                yield name, queue
        except (gdb.MemoryError, Unknown):
            return
        i += 1


def waiting(pending, priority):
    """The items that wait with a priority, the oldest one first."""
    def older(item):
        return number(item) & ~TAGS

    ready = list(members(integer(pending["ready_"][priority]["first"]), older))
    backlog = pending["backlog_"][priority]
    unsorted = list(members(integer(backlog["unsorted"]), older))
    ordered = list(members(integer(backlog["sorted"]["first"]), older))
    incoming = list(members(integer(pending["incoming_"][priority]) & ~TAGS, older))
    return ready + unsorted[::-1] + ordered + incoming[::-1]


def show_queues(_):
    for name, queue in queues():
        busy = [worker for worker in workers_of(queue["pool_"]) if integer(worker["driver"]) & ~1]
        lines = ["    priority %d: item 0x%x, routine %s, context 0x%x" % (
            priority, item, routine(integer(at(item, "ww::Item")["routine"])), integer(at(item, "ww::Item")["context"]))
                 for priority in range(31, -1, -1) for item in waiting(queue["pending_"], priority)]
        print("processor %d, %s priorities: %d items wait, %d of its own workers run a routine" % (
            integer(queue["cpu_"]), name, len(lines), len(busy)))
        if lines:
            print("\n".join(lines))


def workers_of(pool):
    for i in range(integer(pool["count_"])):
        yield pool["workers_"][i]


def all_workers():
    for _, queue in queues():
        yield from workers_of(queue["pool_"])
    reserved = variable("reserved", "engine/reserved_worker.cpp")
    for i in range(reserved.type.range()[1] + 1):
        yield reserved[i]["worker_"]
    shared = at(int(gdb.parse_and_eval("(unsigned long) &'ww::WorkQueue::shared_pools'")), "ww::SharedPools")["pools_"]
    for i in range(shared.type.range()[1] + 1):
        yield from workers_of(shared[i])


def show_workers(_):
    for worker in all_workers():
        if not integer(worker["driver"]) & ~1:
            continue
        running = worker["running"]
        queue = worker["queue"]
        print("worker 0x%x%s: routine %s, context 0x%x, item 0x%x, priority %d" % (
            int(worker.address), " of processor %d" % integer(queue["cpu_"]) if integer(queue) else "",
            routine(integer(running["routine"])), integer(running["context"]), integer(running["item"]),
            integer(running["priority"])))


# ---- Devices and IRPs ----------------------------------------------------------------------------

def devices():
    return [at(address, "_DEVICE_OBJECT") for address, header in by_address().items()
            if type_name(header) == "device"]


def show_devstack(device):
    """The whole stack that has the device, from the top."""
    below = {integer(each["AttachedDevice"]): int(each.address) for each in devices() if integer(each["AttachedDevice"])}
    if device not in {int(each.address) for each in devices()}:
        raise Unknown("0x%x is no device object" % device)
    top = list(members(device, lambda here: integer(at(here, "_DEVICE_OBJECT")["AttachedDevice"])))[-1]
    for each in members(top, lambda here: below.get(here, 0)):
        device_object = at(each, "_DEVICE_OBJECT")
        print("%s %s, flags 0x%x, %d handles" % (">" if each == device else " ", described(each),
                                                 integer(device_object["Flags"]), integer(device_object["ReferenceCount"])))


def major_name(major):
    names = gdb.parse_and_eval("ww::major_name(unsigned char)::names")
    return text(integer(names[major])) if major <= names.type.range()[1] else "IRP_MJ_? (%d)" % major


def show_irp(address):
    irp = at(address, "_IRP")
    count, current = integer(irp["StackCount"]), integer(irp["CurrentLocation"])
    overlay = irp["Tail"]["Overlay"]
    location = kind("_IO_STACK_LOCATION")
    if integer(irp["Type"]) != 6 or not 0 < count < 128:
        raise Unknown("0x%x is no IRP" % address)
    first = address + irp.type.sizeof
    print("IRP 0x%x: %d locations, the current one is %d%s%s" % (
        address, count, current, "" if current <= count else ", which is none: it is complete or not sent",
        ", cancelled" if integer(irp["Cancel"]) else ""))
    print("    status 0x%08x, information 0x%x, requestor mode %s%s" % (
        integer(irp["IoStatus"]["Status"]) & 0xffffffff, integer(irp["IoStatus"]["Information"]),
        "user" if integer(irp["RequestorMode"]) else "kernel",
        ", cancel routine " + routine(integer(irp["CancelRoutine"])) if integer(irp["CancelRoutine"]) else ""))
    print("    system buffer 0x%x, MDL 0x%x, user buffer 0x%x, %s" % (
        integer(irp["AssociatedIrp"]["SystemBuffer"]), integer(irp["MdlAddress"]), integer(irp["UserBuffer"]),
        described(integer(overlay["OriginalFileObject"]))))
    for i in range(count, 0, -1):
        stack = at(first + (i - 1) * location.sizeof, "_IO_STACK_LOCATION")
        if not integer(stack["DeviceObject"]) and i != current:
            continue
        print("%s %d: %s, minor %d, control 0x%x, %s" % (
            ">" if i == current else " ", i, major_name(integer(stack["MajorFunction"])), integer(stack["MinorFunction"]),
            integer(stack["Control"]), described(integer(stack["DeviceObject"]))))
        if integer(stack["CompletionRoutine"]):
            print("      completion routine %s" % routine(integer(stack["CompletionRoutine"])))


def thread(task):
    """A thread of Linux's."""
    if not task:
        return "a thread that has ended"
    linux = at(task, "struct task_struct")
    return "%s, process %d" % (text(int(linux["comm"].address), linux["comm"].type.sizeof), integer(linux["tgid"]))


def show_requests(_):
    """Those of programs, and of drivers, that the I/O manager waits for."""
    head = int(variable("pending", "io/request.cpp").address)
    count = 0
    for request in entries(head, "ww::Request", "of_all"):
        if integer(request["of_all"]["is_mark"]):
            continue
        count += 1
        irp = request["irp"].address
        gdb.set_convenience_variable("irp", irp)
        print("IRP 0x%x: %s of %s, sent to %s" % (
            int(irp), major_name(integer(request["major"])), thread(integer(request["task"])),
            described(integer(request["device"]))))
    print("%d requests pend" % count)


# ---- The framework -------------------------------------------------------------------------------

def framework_objects():
    final = int(gdb.parse_and_eval("&'ww::wdf::object_finalise(void*)'"))
    return {address: header for address, header in by_address().items()
            if integer(header["type"]["destroy"]) == final}


def enumerator(value):
    return str(value).rsplit("::", 1)[-1]


def framework_facts(name, address):
    if name == "WDFREQUEST":
        request = at(address, "ww::wdf::Request")
        yield "%s, IRP 0x%x" % (enumerator(request["state"]["value_"]), integer(request["irp"]))
    if name == "WDFQUEUE":
        queue = at(address, "ww::wdf::Queue")
        yield "%d requests wait, the driver has %d%s" % (
            integer(queue["waiting_count"]), integer(queue["driver_count"]),
            "" if integer(queue["dispatches"]) else ", stopped")


def show_framework(root):
    """The trees of objects, or the one below an object."""
    all_objects = framework_objects()
    if root and root not in all_objects:
        raise Unknown("0x%x is no object of the framework" % root)

    def show(address, depth):
        each = at(address, "ww::wdf::Object")
        name = type_name(all_objects[address])
        stages = ("live", "deleting", "disposed", "destroyed")
        stage = stages[integer(each["stage_"])] if integer(each["stage_"]) < len(stages) else "?"
        print("%s%s 0x%x%s%s" % ("    " * depth, name, address, "" if stage == "live" else ", " + stage,
                                 "".join(": " + fact for fact in framework_facts(name, address))))
        children = list(members(integer(each["children"]), lambda here: integer(at(here, "ww::wdf::Object")["next"])))
        for child in reversed(children):
            if depth == DEEPEST:
                raise Unknown("a tree has no end: it is broken at 0x%x" % address)
            if child in all_objects:
                show(child, depth + 1)

    for address in [root] if root else sorted(all_objects):
        if root or integer(at(address, "ww::wdf::Object")["parent"]) not in all_objects:
            show(address, 0)


# ---- The commands --------------------------------------------------------------------------------

COMMANDS = {
    "items": (show_items, "[DRIVER]", "work items, and what those that are queued will call"),
    "queues": (show_queues, "", "the work queues, and the items that wait in them, in their order"),
    "workers": (show_workers, "", "the routines that run"),
    "objects": (show_objects, "[TYPE]", "drivers, devices, files, events and other objects"),
    "devstack": (show_devstack, "DEVICE", "the stack of devices that has one, from the top (!devstack)"),
    "irp": (show_irp, "IRP", "a request, with its stack locations (!irp)"),
    "irps": (show_requests, "", "the requests that pend (!irpfind); the last one is $irp"),
    "wdf": (show_framework, "[HANDLE]", "the framework's objects as trees, with queues and requests (!wdfkd)"),
}


class Show(gdb.Command):
    """What WinWork knows of work items, requests and drivers. "ww" alone lists the commands."""

    def __init__(self):
        super().__init__("ww", gdb.COMMAND_DATA)

    def complete(self, said, _):
        return [name for name in COMMANDS if name.startswith(said)]

    def invoke(self, said, _):
        name, _, rest = said.strip().partition(" ")
        if name not in COMMANDS:
            for each, (_, words, what) in COMMANDS.items():
                print("ww %-18s %s" % (" ".join([each, words]).strip(), what))
            if name:
                raise gdb.GdbError("there is no command ww " + name)
            return
        show, words, _ = COMMANDS[name]
        takes_address = bool(re.fullmatch(r"\[?(DEVICE|IRP|HANDLE)\]?", words))
        # A machine that runs has changed since the last command.
        by_address.cache_clear()
        routine.cache_clear()
        try:
            if not words and rest or not rest and words and words[0] != "[":
                raise gdb.GdbError("usage: ww %s %s" % (name, words))
            show(int(gdb.parse_and_eval(rest)) & (1 << 64) - 1 if rest and takes_address else
                 rest if words and not takes_address else 0)
        except (Unknown, gdb.MemoryError) as unknown:
            raise gdb.GdbError("ww %s: %s" % (name, unknown)) from None
