/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events with names, which drivers and programs share. Programs have them open as files: src/linux/named_event.c.
 *
 * The KEVENT has the state. A program that waits is in the event's poll queue, and looks at the state after each change
 * to signalled. So of the programs and drivers that wait for a synchronization event, one gets it.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

struct EventRequest;

/* The mark of such an event, as kOfProgram: it only says that NamedEvent has to look. */
constexpr UCHAR kNamed = 0xed;

/* Before others see the event. */
void named_event_init(KEVENT *event, const EventRequest &request);

/* An event that programs may have open, while the caller changes it. */
class NamedEvent {
public:
	explicit NamedEvent(KEVENT *event);
	~NamedEvent();
	NamedEvent(const NamedEvent &) = delete;
	NamedEvent &operator=(const NamedEvent &) = delete;

	/* False: it is another event. */
	explicit operator bool() const { return event_; }
	/* Programs look at the state. */
	void changed() const;

private:
	KEVENT *event_;			/* with a reference, or null */
};

} /* namespace ww */
