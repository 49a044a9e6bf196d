# SPDX-License-Identifier: GPL-2.0
"""Which trace events belong together: a queue call with the start and the end of the routine, and the dispatch of a
request with its completion. Each event is looked at once."""

import collections
import re

# The clocks of two processors may differ by so much, in nanoseconds, that a routine seems to start before its item
# is queued. Linux's clock "local" was seen to be 10 us apart.
MOST_SKEW = 50_000
# Of routines that a thread has begun and not ended: more have lost their ends.
DEEPEST = 16
FAMILIES = (("Io", "I/O manager"), ("Ex", "executive"), ("Flt", "Filter Manager"), ("Ndis", "NDIS"), ("Wdf", "KMDF"))


def family_of(function):
    """The family of the function that queued an item."""
    return next((family for prefix, family in FAMILIES if re.match(prefix + "(?=[A-Z])", function)), "other")


class Run:
    """A routine of an item or a DPC that was queued, ran or both. Each of the three events may be missing."""

    __slots__ = ("family", "queued", "started", "ended", "by")

    def __init__(self, family, queued=None, started=None):
        self.family, self.queued, self.started, self.ended = family, queued, started, None
        # The run in which it was queued, if one was.
        self.by = None

    @property
    def fields(self):
        return (self.started or self.queued or self.ended).fields

    @property
    def begin(self):
        return (self.queued or self.started or self.ended).time

    @property
    def waits(self):
        """Nanoseconds in the queue. Clocks of two processors may differ."""
        return max(self.started.time - self.queued.time, 0)

    @property
    def lasts(self):
        """Nanoseconds in the routine."""
        return max(self.ended.time - self.started.time, 0)


class Layer:
    """A driver that gets a request."""

    __slots__ = ("dispatched", "pended")

    def __init__(self, dispatched):
        self.dispatched, self.pended = dispatched, None

    @property
    def fields(self):
        return self.dispatched.fields


class Request:
    """An IRP from its first dispatch routine to its completion. A driver may pass it to others."""

    __slots__ = ("layers", "devices", "completed", "cancelled", "reused")

    def __init__(self):
        self.layers, self.completed, self.cancelled = [], None, None
        # Names of drivers and devices that have got it.
        self.devices = set()
        # The dispatch of the same IRP as another request, without irp_complete: a completion routine has kept it.
        self.reused = None

    @property
    def fields(self):
        return self.layers[0].fields

    @property
    def begin(self):
        return self.layers[0].dispatched.time

    @property
    def end(self):
        """The event that ends it, or None."""
        return self.completed or self.reused

    @property
    def drivers(self):
        return " > ".join(layer.fields.driver for layer in self.layers)

    def add(self, event):
        """Another driver gets it."""
        layer = Layer(event)
        self.layers.append(layer)
        self.devices.add(event.fields[:2])
        return layer


def thread_of(event):
    """Where routines end in the opposite order of their starts. Each processor has an idle task of the number 0."""
    return event.pid or -1 - event.cpu


class Pairs:
    """The runs and requests of a recording, in the order of their first events."""

    def __init__(self, recording):
        self.recording = recording
        self.runs = []
        self.requests = []
        self.timers = []
        self.reports = []
        self.counts = {}		# of events, by name
        self._queued = {}		# runs that have not started, by the address of the item or DPC
        self._early = {}		# runs that have started, but were not queued, by the same
        self._running = {}		# by thread: runs that have not ended, the last one at the end
        self._open = {}			# requests that are not complete, by the address of the IRP
        self._dispatched = {}		# the last layer of a thread, IRP and driver
        todo = {"item_queue": self._queue, "item_start": self._start, "item_end": self._end,
                "dpc_queue": self._queue, "dpc_start": self._start, "dpc_end": self._end,
                "timer_expire": self.timers.append, "report": self.reports.append,
                "irp_dispatch": self._dispatch, "irp_pend": self._pend, "irp_complete": self._complete,
                "irp_cancel": self._cancel}
        for event in recording.events:
            self.counts[event.name] = self.counts.get(event.name, 0) + 1
            if event.name in todo:
                todo[event.name](event)
        for address in list(self._queued):
            self._settle(address)
        self.runs = [run for run in self.runs if run.queued or run.started or run.ended]

    @property
    def not_started(self):
        return [run for run in self.runs if not run.started and run.queued]

    @property
    def not_ended(self):
        return [run for run in self.runs if run.started and not run.ended]

    @property
    def not_completed(self):
        return [request for request in self.requests if not request.completed and not request.reused]

    # ---- items and DPCs

    @staticmethod
    def _key(event):
        """The address of an item or a DPC."""
        return event.fields[2]

    def _new_run(self, event, **events):
        family = "DPC" if event.name.startswith("dpc_") else family_of(event.fields.function)
        run = Run(family, **events)
        self.runs.append(run)
        return run

    def _queue(self, event):
        key = self._key(event)
        self._settle(key)
        run = self._new_run(event, queued=event)
        run.by = next(reversed(self._running.get(thread_of(event), ())), None)
        self._queued[key] = run

    def _start(self, event):
        key = self._key(event)
        run = self._queued.pop(key, None)
        self._early.pop(key, None)
        if run:
            run.started = event
        else:
            self._early[key] = run = self._new_run(event, started=event)
        self._running.setdefault(thread_of(event), collections.deque(maxlen=DEEPEST)).append(run)

    def _settle(self, key):
        """No start follows the queue call. That start may have come too early, by the clock of another processor."""
        run = self._queued.pop(key, None)
        early = self._early.pop(key, None) if run else None
        if early and run.queued.time - early.started.time <= MOST_SKEW:
            early.queued, early.by, run.queued = run.queued, run.by, None

    def _end(self, event):
        running = self._running.get(thread_of(event), ())
        if any(self._key(run.started) == self._key(event) for run in running):
            # Those above it have lost their ends.
            while self._key(running[-1].started) != self._key(event):
                running.pop()
            running.pop().ended = event
        else:
            self._new_run(event).ended = event

    # ---- requests

    def _dispatch(self, event):
        request = self._open.get(event.fields.irp)
        # A device gets a request once: this is another one at the same address.
        if not request or event.fields[:2] in request.devices:
            if request:
                request.reused = event
            request = self._open[event.fields.irp] = Request()
            self.requests.append(request)
        self._dispatched[thread_of(event), event.fields.irp, event.fields.driver] = request.add(event)

    def _pend(self, event):
        """The request may be complete already, and its address that of another one."""
        layer = self._dispatched.pop((thread_of(event), event.fields.irp, event.fields.driver), None)
        if layer:
            layer.pended = event

    def _complete(self, event):
        request = self._open.pop(event.fields.irp, None)
        if request:
            request.completed = event

    def _cancel(self, event):
        request = self._open.get(event.fields.irp)
        if request:
            request.cancelled = event
