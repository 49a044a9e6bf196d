# SPDX-License-Identifier: GPL-2.0
"""Draws a recording as SVG: processors, threads with the routines that they run, arrows from each queue call to the
start, and requests from dispatch to completion."""

import bisect
import collections
from xml.etree import ElementTree

from . import words
from .trace_figures import human, routine_of
from .trace_text import number

WIDTH, LEFT, RIGHT = 1080, 150, 16
LANE, BOX, HEAD = 24, 16, 34
# Of a character at 11 pixels, in the fonts of browsers.
LETTER = 6.6
COLOURS = (("#3b6fb6", "#7fb0f0"), ("#c4701f", "#f0a860"), ("#2f8560", "#6fcfa5"), ("#a8407a", "#e591c2"),
           ("#6d55ad", "#b3a0ee"), ("#8a7020", "#d8c06a"), ("#2e8494", "#7ccfdd"), ("#8f5238", "#dda288"))
# More boxes, and more lanes, nobody can tell apart.
MOST_DRAWN = 2000
MOST_LANES = 40
# Of requests that have their names beside them. Otherwise names fill the lanes.
MOST_NAMES = 100
# A time without events is cut if it is an eighth of the picture. Some are left, so that distances mean something.
CUT_PART = 8
MOST_CUTS = 12
FEWEST_LEFT = 6
CUT_WIDTH = 34
SHORTEST_ARROW = 4
LONGEST_NAME = 60
STYLE = """
text { font: 11px system-ui, "DejaVu Sans", sans-serif; fill: #24292f }
.back { fill: #ffffff } .lane { stroke: #d8dee4 } .cut { fill: #eef1f4 } .dim { fill: #57606a }
.title { font-weight: 600 } .arrow { fill: none; stroke: #57606a } .tip { fill: #57606a }
.inside { fill: #ffffff } .request { fill: #9fb1c6 } .pending { fill: #d5dee8 } .edge { fill: none; stroke: #57606a }
.failed { stroke: #c62828; stroke-width: 2 } .report { stroke: #c62828; stroke-dasharray: 3 2 } .bad { fill: #c62828 }
.dispatched { fill: #ffffff; stroke: #24292f } .completed { fill: #24292f; stroke: #ffffff }
"""
DARK_STYLE = """
text { fill: #e6edf3 }
.back { fill: #0d1117 } .lane { stroke: #30363d } .cut { fill: #1b222b } .dim { fill: #9198a1 }
.arrow { stroke: #9198a1 } .tip { fill: #9198a1 } .inside { fill: #0d1117 } .request { fill: #5b6f88 }
.pending { fill: #2c3847 } .edge { stroke: #9198a1 } .failed, .report { stroke: #ff7b72 } .bad { fill: #ff7b72 }
.dispatched { fill: #0d1117; stroke: #e6edf3 } .completed { fill: #e6edf3; stroke: #0d1117 }
"""


class Scale:
    """From times to the places of a picture. Long times without events are cut."""

    def __init__(self, times):
        times = sorted(set(times)) or [0]
        cuts = cuts_of(times)
        self.begin = times[0]
        shown = times[-1] - times[0] - sum(times[index + 1] - times[index] for index in cuts)
        self.pixels = (WIDTH - LEFT - RIGHT - CUT_WIDTH * len(cuts)) / max(shown, 1)
        # The begins and ends of the parts between cuts: times, and their places.
        self.times, self.places = [times[0]], [float(LEFT)]
        for index in cuts:
            self._add(times[index], self.pixels)
            self._add(times[index + 1], CUT_WIDTH / (times[index + 1] - times[index]))
        self._add(times[-1], self.pixels)

    def _add(self, time, pixels):
        self.places.append(self.places[-1] + (time - self.times[-1]) * pixels)
        self.times.append(time)

    def __call__(self, time):
        index = min(max(bisect.bisect_right(self.times, time), 1), len(self.times) - 1)
        before, after = self.times[index - 1:index + 1]
        low, high = self.places[index - 1:index + 1]
        return low if after == before else low + (high - low) * min(max((time - before) / (after - before), 0), 1)

    def parts(self):
        """(begin, end, is cut)"""
        for index in range(len(self.times) - 1):
            yield self.times[index], self.times[index + 1], bool(index % 2)


def cuts_of(times):
    """The indices of the times behind which nothing happens for long, in order."""
    gaps = sorted(((later - earlier, index) for index, (earlier, later) in enumerate(zip(times, times[1:]))), reverse=True)
    shown, cuts = times[-1] - times[0], []
    for length, index in gaps[:min(MOST_CUTS, max(len(gaps) - FEWEST_LEFT, 0))]:
        if length * CUT_PART <= shown:
            break
        cuts.append(index)
        shown -= length
    return sorted(cuts)


class Canvas:
    """The elements of an SVG."""

    def __init__(self):
        self.root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg", width=str(WIDTH))
        colours = ["".join(" .c%d { fill: %s }" % (number, pair[dark]) for number, pair in enumerate(COLOURS))
                   for dark in (0, 1)]
        ElementTree.SubElement(self.root, "style").text = "%s%s\n@media (prefers-color-scheme: dark) {%s%s\n}\n" % (
            STYLE, colours[0], DARK_STYLE, colours[1])
        marker = self.add("marker", id="tip", viewBox="0 0 6 6", refX=6, refY=3, markerWidth=6, markerHeight=6, orient="auto")
        self.add("path", marker, d="M0,0 L6,3 L0,6 Z", **{"class": "tip"})
        self.back = self.add("rect", width=WIDTH, **{"class": "back"})

    def add(self, kind, parent=None, title=None, text=None, **attributes):
        element = ElementTree.SubElement(self.root if parent is None else parent, kind, {
            name: "%g" % round(value, 1) if isinstance(value, (int, float)) else value
            for name, value in attributes.items()})
        if title:
            ElementTree.SubElement(element, "title").text = words.shown(title)
        if text is not None:
            element.text = words.shown(text)
        return element

    def box(self, left, right, top, height, kind, title=None):
        self.add("rect", title=title, x=left, y=top, width=max(right - left, 1.5), height=height, rx=2, **{"class": kind})

    def text(self, x, y, text, kind="", anchor="start"):
        self.add("text", text=text, x=x, y=y, **{"class": kind, "text-anchor": anchor})

    def line(self, left, right, top, bottom, kind):
        self.add("path", d="M%g,%g L%g,%g" % (left, top, right, bottom), **{"class": kind})

    def arrow(self, x, y, to_x, to_y):
        """From a queue call to a start; one in the same lane goes above the boxes."""
        bend = -14 if to_y == y else (to_y - y) / 2
        self.add("path", d="M%.1f,%.1f C%.1f,%.1f %.1f,%.1f %.1f,%.1f" % (
            x, y, x, y + bend, to_x, to_y - abs(bend) if to_y == y else to_y - bend, to_x, to_y),
            **{"class": "arrow", "marker-end": "url(#tip)"})

    def finish(self, height):
        self.root.set("height", "%d" % height)
        self.root.set("viewBox", "0 0 %d %d" % (WIDTH, height))
        self.back.set("height", "%d" % height)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(self.root, encoding="unicode") + "\n"


class Timeline:
    """A picture of the runs and requests that begin between two times."""

    def __init__(self, recording, pairs, begin=float("-inf"), end=float("inf")):
        self.recording, self.pairs = recording, pairs
        self.runs, self.requests, self.left_out = chosen(pairs, begin, end)
        self.scale = Scale([event.time for event in self._events()])
        self.canvas = Canvas()
        self.top = HEAD
        self.processors = collections.OrderedDict()	# tops of lanes, by number
        self.threads = collections.OrderedDict()
        self.colours = {}

    def _events(self):
        for run in self.runs:
            yield from filter(None, (run.queued, run.started, run.ended))
        for request in self.requests:
            yield from (layer.dispatched for layer in request.layers)
            yield from filter(None, (request.end, request.cancelled, request.layers[0].pended))

    def draw(self):
        self._legend()
        self._axis()
        numbers = sorted({run.started.cpu for run in self.runs if run.started})[:MOST_LANES]
        self._group("Processors", [(number, "CPU %d" % number) for number in numbers], self.processors)
        self._group("Threads", self._named_threads(), self.threads)
        for run in self.runs:
            self._run(run)
        for run in self.runs:
            self._arrow(run)
        self._requests()
        self._note()
        self._cuts()
        self._reports()
        return self.canvas.finish(self.top + 10)

    # ---- what stands around the lanes

    def _colour(self, run):
        return "c%d" % (self.colours.setdefault((run.fields.driver, routine_of(run.fields)),
                                                len(self.colours)) % len(COLOURS))

    def _legend(self):
        x = LEFT
        for run in self.runs:
            known = len(self.colours)
            colour = self._colour(run)
            if len(self.colours) == known:
                continue
            name = ("%s (%s)" % (routine_of(run.fields), run.fields.driver or run.family))[:LONGEST_NAME]
            wide = LETTER * len(name) + 34
            if x + wide > WIDTH - RIGHT and x > LEFT:
                x, self.top = LEFT, self.top + 18
            self.canvas.box(x, x + 12, self.top - 20, 12, colour)
            self.canvas.text(x + 17, self.top - 10, name)
            x += wide
        self.canvas.text(8, HEAD - 10, "%d events" % len(self.recording.events), "dim")

    def _axis(self):
        self.top += 14
        last = -100.0
        self.axis = self.top
        for begin, end, is_cut in self.scale.parts():
            step = step_for(self.scale.pixels)
            for number in [] if is_cut else range(-((begin - self.scale.begin) // -step),
                                                  (end - self.scale.begin) // step + 1):
                x = self.scale(self.scale.begin + number * step)
                if x - last >= 55:
                    self.canvas.text(x, self.top, human(number * step), "dim", "middle")
                    last = x
        self.top += 8

    def _cuts(self):
        """The band of each cut, below all else, with its length."""
        for begin, end, is_cut in self.scale.parts():
            if is_cut:
                left = self.scale(begin)
                band = self.canvas.add("rect", x=left + 2, y=self.axis + 4, width=CUT_WIDTH - 4, height=self.top - self.axis,
                                       title="%s without events" % human(end - begin), **{"class": "cut"})
                self.canvas.root.remove(band)
                self.canvas.root.insert(list(self.canvas.root).index(self.canvas.back) + 1, band)
                self.canvas.text(left + CUT_WIDTH / 2, self.top + 2, human(end - begin), "dim", "middle")

    def _reports(self):
        for event in self.pairs.reports:
            if self.scale.times[0] <= event.time <= self.scale.times[-1]:
                x = self.scale(event.time)
                self.canvas.line(x, x, self.axis, self.top, "report")
                self.canvas.text(x, self.axis - 12, event.fields.name, "bad", "middle")

    def _note(self):
        if self.left_out:
            self.top += 18
            self.canvas.text(LEFT, self.top, "%d runs and requests more are not drawn: --from and --until choose others" %
                             self.left_out, "bad")
        self.top += 6

    # ---- lanes

    def _group(self, title, lanes, tops):
        if not lanes:
            return
        self.top += 16
        self.canvas.text(8, self.top, title, "title")
        self.top += 6
        for key, name in lanes:
            tops[key] = self.top
            middle = self.top + LANE / 2
            self.canvas.line(LEFT, WIDTH - RIGHT, middle, middle, "lane")
            self.canvas.text(16, middle + 4, name[:20])
            self.top += LANE

    def _named_threads(self):
        """(number, name) of those that run or queue items, or have to do with requests, in the order of time."""
        found = {}
        for event in sorted((event for event in self._events() if event.pid), key=lambda event: event.time):
            if not event.name.startswith("dpc_") and not event.in_interrupt:
                found.setdefault(event.pid, "%s %d" % (self.recording.name_of(event), event.pid))
        return list(found.items())[:MOST_LANES]

    def _place(self, event, by=None):
        """The top of the lane in which an event happened: that of the processor if it has interrupted a thread."""
        if not event.pid or event.in_interrupt or by and by.family == "DPC":
            return self.processors.get(event.cpu)
        return self.threads.get(event.pid)

    # ---- what is in the lanes

    def _run(self, run):
        if not run.started:
            return
        left = self.scale(run.started.time)
        right = self.scale(run.ended.time) if run.ended else WIDTH - RIGHT
        is_dpc = run.family == "DPC"
        for top in (self.processors.get(run.started.cpu), None if is_dpc else self.threads.get(run.started.pid)):
            if top is not None:
                self.canvas.box(left, right, top + 4 + (BOX - 9 if is_dpc else 0), 9 if is_dpc else BOX,
                                self._colour(run), said(run))
                if not is_dpc and LETTER * len(routine_of(run.fields)) < right - left - 6:
                    self.canvas.text(left + 4, top + 16, routine_of(run.fields), "inside")

    def _arrow(self, run):
        if not run.queued:
            return
        from_top = self._place(run.queued, run.by)
        if from_top is None:
            return
        x, y = self.scale(run.queued.time), from_top + LANE / 2
        to_top = self._place(run.started, run if run.family == "DPC" else None) if run.started else None
        if to_top is None:
            self.canvas.box(x - 1.5, x + 1.5, y - 8, 16, "bad", said(run))
        elif to_top == from_top and self.scale(run.started.time) - x >= SHORTEST_ARROW:
            self.canvas.arrow(x, to_top + 4, self.scale(run.started.time), to_top + 4)
        elif to_top != from_top:
            self.canvas.arrow(x, y, self.scale(run.started.time), to_top + (4 if to_top > from_top else 4 + BOX))

    def _requests(self):
        self.packed = []	# the right ends of what is in each lane
        begin = self.top + 22
        for request in self.requests:
            self._request(request, begin)
        if self.packed:
            self.canvas.text(8, begin - 6, "Requests", "title")
            self.canvas.text(LEFT, begin - 6,
                             "Above: \u25cb dispatched, \u25cf completed. Below: dark until a driver returns "
                             "STATUS_PENDING. Red: failed or cancelled", "dim")
            self.top = begin + LANE * len(self.packed)

    def _request(self, request, begin):
        left, end = self.scale(request.begin), request.end
        right = max(self.scale(end.time) if end else WIDTH - RIGHT, left + 2)
        name = ("%s %s" % (request.fields.major.replace("IRP_MJ_", ""), request.drivers))[:LONGEST_NAME]
        if len(self.requests) > MOST_NAMES and LETTER * len(name) + 8 >= right - left:
            name = ""
        wide = LETTER * len(name) + 8 * bool(name)
        text_left = left + 4 if wide < right - left else right + 4 if right + wide < WIDTH - 4 else left - wide
        lane = self._free_lane(min(left, text_left) - 4, max(right, text_left + wide - 4))
        if lane is None:
            self.left_out += 1
            return
        top = begin + LANE * lane + 3
        pended = request.layers[0].pended
        self.canvas.box(left, right, top, BOX, "request", said_of(request))
        if pended and self.scale(pended.time) < right:
            self.canvas.box(self.scale(pended.time), right, top, BOX, "pending", said_of(request))
        failed = request.completed and number(request.completed.fields.status) >= 0xc0000000
        if failed:
            self.canvas.line(right, right, top - 1, top + BOX + 1, "failed")
        self.canvas.text(text_left, top + 12, name)
        self._dot(request.layers[0].dispatched, "dispatched")
        self._dot(request.completed, "completed")

    def _free_lane(self, left, right):
        for lane, end in enumerate(self.packed):
            if end < left:
                self.packed[lane] = right
                return lane
        if len(self.packed) == MOST_LANES:
            return None
        self.packed.append(right)
        return len(self.packed) - 1

    def _dot(self, event, kind):
        top = self._place(event) if event else None
        if top is not None:
            self.canvas.add("circle", cx=self.scale(event.time), cy=top + LANE / 2, r=2.5, **{"class": kind})


def chosen(pairs, begin, end):
    """The runs and requests to draw, in the order of time, and the number of the others."""
    drawn = sorted(((each.begin, index, each) for index, each in enumerate([*pairs.runs, *pairs.requests])
                    if begin <= each.begin <= end))
    kept = [each for _, _, each in drawn[:MOST_DRAWN]]
    return ([each for each in kept if hasattr(each, "family")], [each for each in kept if not hasattr(each, "family")],
            len(pairs.runs) + len(pairs.requests) - len(kept))


def step_for(pixels):
    """Nanoseconds between two marks of the axis, at least 70 pixels."""
    size = 1000
    while True:
        for factor in 1, 2, 5:
            if size * factor * pixels >= 70:
                return size * factor
        size *= 10


def said(run):
    """The text that a viewer shows for a run."""
    return "%s of %s%s%s" % (
        routine_of(run.fields), run.fields.driver or "no driver",
        ", waited %s" % human(run.waits) if run.queued and run.started else ", never started" if run.queued else "",
        ", ran %s" % human(run.lasts) if run.started and run.ended else "")


def said_of(request):
    """The text that a viewer shows for a request."""
    fields = request.fields
    return "%s%s for %s of %s%s" % (
        fields.major, " " + fields.code if number(fields.code) else "", fields.device or "a device", request.drivers,
        ", %s, %s" % (human(request.completed.time - request.begin), request.completed.fields.status)
        if request.completed else ", not completed")


def svg(recording, pairs, begin=float("-inf"), end=float("inf")):
    return Timeline(recording, pairs, begin, end).draw()
