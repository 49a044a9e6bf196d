/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Windows, and the mappings that drivers make of them.
 */
#include "window.hpp"

#include <winwork.h>

#include "base/caller_set.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/preemption.hpp"
#include "base/report.hpp"
#include "base/turn.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/time.h"
#include "linux/user_mapping.h"
#include "ob/image.hpp"
#include "ob/stack.hpp"

namespace ww {

namespace {

/* One call of MmMapIoSpace, or an MDL's. */
struct Mapping {
	Mapping *next;			/* in its window's list */
	u64 start;			/* in the window */
	const void *address;
	size_t bytes;
	CallSite call;
	const void *holder;		/* or null */
	ww_caching caching;
	bool is_of_program;
	bool is_own;			/* with a span of its own */
	bool is_alias;			/* of a software device's memory */
	Span span;
	struct ww_later later;			/* for the end of its own span */
};

} /* namespace */

struct Window {
	Window *next;
	WindowPlace place;
	void *memory;			/* where the span is; null without one */
	bool is_revoked;
	Mapping *mappings;
	ww_user_window *for_programs;	/* null if it is no real memory */
	Span span;
	Atomic<bool> is_said;		/* that the chip is gone */
};

namespace {

constexpr u64 kMostMappedEarly = 16 << 20;
constexpr char kNullIsReturned[] = "NULL is returned";
constexpr u32 kMostListed = 12;		/* of the mappings that a driver left */
constexpr s64 kSecond = 1000000000;

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. Behind each value: parameters 2 to 4. */
enum IoSpaceViolation : uintptr_t {
	kMappedAtBadIrql = 0x73,	/* IRQL, physical address, bytes */
	kUnmappedAtBadIrql = 0x7b,	/* IRQL, address, bytes */
	kMappedForeign = 0x83,		/* physical address, bytes, number of the first page */
};

/* Of DPC_WATCHDOG_VIOLATION. On Windows: behind it is the time. */
constexpr uintptr_t kTooLongRaised = 1;

/* Of SYSTEM_PTE_MISUSE: address, pages. */
constexpr uintptr_t kUnmappedUnknown = 0x400;

/*
 * Covers the making and the end of windows and of mappings with a span of their own. Outside of the
 * lock.
 */
constinit ww_turn turn{};

/* Covers the windows, the links and the members of each, and the changes of the ranges. */
constinit Lock lock;
constinit Window *windows WW_GUARDED_BY(lock) = nullptr;
/* Mappings with a holder. Without one, nothing is searched for a holder. */
constinit Atomic<u32> held{ 0 };

/* The callers of wrong accesses, and those that wait for a register, which were reported. */
constinit CallerSet said_outside;
constinit CallerSet said_waits;

ww_io_range_kind kind_of(const Window &window)
{
	return window.place.is_port ? WW_RANGE_PORTS : WW_RANGE_REGISTERS;
}

void span_init(Span &span, Window *window, uintptr_t address, u64 start, u64 bytes)
{
	span.window = window;
	span.start = start;
	span.range.start = address;
	span.range.bytes = bytes;
	for (u32 width = 0; width < 4; width++) {
		const u64 last = (1u << width) - 1;

		span.places[width] = bytes > last ? bytes - last : 0;
	}
}

/* How the span of a window is accessed while it is mapped. */
SpanState open_state(const Window &window)
{
	if (window.is_revoked)
		return SpanState::gone;
	if (window.place.ops)
		return SpanState::software;
	return window.place.is_port ? SpanState::ports : SpanState::memory;
}

/* Waits until no CPU accesses @span, which is in no tree any more. */
void wait_for_accesses(Span &span)
{
	ww_wait_until_unread();
	ww_access_forget(&span.range);
}

/* ---- Mappings --------------------------------------------------------------------------- */

void unmap(void *address, bool is_software)
{
	if (is_software)
		ww_io_free(address);
	else
		ww_io_unmap(address);
}

/* Frees a mapping with a span of its own. */
void end_own(Mapping *mapping)
{
	wait_for_accesses(mapping->span);
	ww_wait_until_unread();
	unmap(reinterpret_cast<void *>(mapping->span.range.start), mapping->is_alias);
	ww_free(mapping);
}

void end_own_later(struct ww_later *later)
{
	end_own(CONTAINING_RECORD(later, Mapping, later));
}

/* The mapping is not in its window's list any more. */
void close(Window &window, Mapping *mapping) WW_REQUIRES(lock)
{
	lock.assert_held();
	if (mapping->holder)
		held.fetch_sub(1);
	if (mapping->is_own) {
		mapping->span.state.store(SpanState::closed, Order::relaxed);
		ww_io_range_remove(WW_RANGE_REGISTERS, &mapping->span.range);
	}

	for (const Mapping *other = window.mappings; other; other = other->next) {
		if (!other->is_own)
			return;
	}
	window.span.state.store(SpanState::closed, Order::relaxed);
}

/*
 * Frees what close() has closed. <= DISPATCH_LEVEL. Below that, at once: then the memory can be mapped with
 * another caching.
 */
void finish(Mapping *mapping)
{
	if (!mapping->is_own)
		ww_free(mapping);
	else if (current_irql() < kDispatchLevel)
		end_own(mapping);
	else
		ww_later(&mapping->later, end_own_later);
}

/* The window that has all of the range, and whose stack has a device of the module @image. */
Window *find_window(u64 start, u64 bytes, const _WINWORK_IMAGE *image) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (Window *window = windows; window; window = window->next) {
		const WindowPlace &place = window->place;

		if (!place.is_port && start >= place.start && start - place.start < place.bytes &&
		    bytes <= place.bytes - (start - place.start) &&
		    stack_has_module(place.pdo, image))
			return window;
	}
	return nullptr;
}

/* What the driver sees of a mapping that fails. */
const char *effect_of(const IoSpaceRequest &request)
{
	return request.is_of_program ? "STATUS_INSUFFICIENT_RESOURCES is raised" : kNullIsReturned;
}

WW_COLD void report_foreign(const IoSpaceRequest &request, const char *effect)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kMappedForeign, request.start, request.bytes,
				request.start >> PAGE_SHIFT },
		 .call = request.call },
	       "%lu bytes from the physical address on are not in one range of memory that a "
	       "device of the driver was assigned: %s",
	       static_cast<unsigned long>(request.bytes), effect);
}

/* Enters a mapping of the window, with an own span at @own unless that is null. */
void *enter(Window &window, const IoSpaceRequest &request, Mapping *mapping, void *own) WW_REQUIRES(lock)
{
	lock.assert_held();

	const u64 offset = request.start - window.place.start;
	void *const address = own ? own : static_cast<char *>(window.memory) + offset;

	if (own) {
		mapping->is_own = true;
		mapping->is_alias = window.place.ops;
		span_init(mapping->span, &window, address_of(own), offset, request.bytes);
		mapping->span.is_read_only = request.is_read_only;
		mapping->span.state.store(open_state(window), Order::relaxed);
		ww_io_range_add(WW_RANGE_REGISTERS, &mapping->span.range);
	} else {
		window.span.state.store(open_state(window), Order::relaxed);
	}
	mapping->start = offset;
	mapping->address = address;
	mapping->bytes = request.bytes;
	mapping->call = request.call;
	mapping->holder = request.holder;
	mapping->is_of_program = request.is_of_program;
	mapping->caching = request.caching;
	if (request.holder)
		held.fetch_add(1);
	mapping->next = window.mappings;
	window.mappings = mapping;
	return address;
}

/* How a range can be mapped. */
enum class Way : u8 {
	none,				/* it is in no window of the driver's */
	shared,				/* as a part of the window's span */
	own,
};

Way way_of(const Window *window, const IoSpaceRequest &request)
{
	if (!window)
		return Way::none;
	return window->memory && request.caching == WW_UNCACHED && !request.is_read_only ? Way::shared
											 : Way::own;
}

/* Maps as a part of a window's span. */
void *map_shared(const IoSpaceRequest &request, const _WINWORK_IMAGE *image, Mapping *mapping)
{
	LockGuard guard(lock);
	Window *const window = find_window(request.start, request.bytes, image);

	return way_of(window, request) == Way::shared ? enter(*window, request, mapping, nullptr) : nullptr;
}

/*
 * x86 gives memory that is mapped uncached no other caching, so the mapping of the start goes, unless a
 * driver uses it. Under the turn.
 */
void end_early_mapping(Window &window)
{
	void *memory = nullptr;
	{
		LockGuard guard(lock);
		const Mapping *user = window.mappings;

		while (user && user->is_own)
			user = user->next;
		if (!user && !window.place.ops && window.memory) {
			memory = window.memory;
			window.memory = nullptr;
			ww_io_range_remove(WW_RANGE_REGISTERS, &window.span.range);
		}
	}
	if (!memory)
		return;
	wait_for_accesses(window.span);
	ww_wait_until_unread();
	ww_io_unmap(memory);
}

/* Maps with a span of its own. The turn keeps the window. Sleeps. */
void *map_own(const IoSpaceRequest &request, const _WINWORK_IMAGE *image, Mapping *mapping)
{
	const TurnGuard guard(&turn);
	Window *window;
	{
		LockGuard inner(lock);

		window = find_window(request.start, request.bytes, image);
	}
	if (!window)
		return nullptr;
	if (request.caching != WW_UNCACHED)
		end_early_mapping(*window);

	const u64 offset = request.start - window->place.start;
	void *const own = window->place.ops
				  ? ww_io_alias(static_cast<char *>(window->memory) + offset, request.bytes)
				  : ww_io_map(request.start, request.bytes, request.caching);

	if (!own) {
		refuse(request.call, nullptr, STATUS_INSUFFICIENT_RESOURCES,
		       "Linux does not map the memory so: it has another caching already, or there is no "
		       "memory; %s", effect_of(request));
		return nullptr;
	}

	LockGuard inner(lock);

	return enter(*window, request, mapping, own);
}

} /* namespace */

void *io_space_map(const IoSpaceRequest &request)
{
	const u8 irql = current_irql();

	if (irql > kDispatchLevel) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kMappedAtBadIrql, irql, request.start, request.bytes },
			 .call = request.call },
		       "called at IRQL %u, the highest allowed is %u: %s", irql, kDispatchLevel,
		       effect_of(request));
		return nullptr;
	}

	const _WINWORK_IMAGE *const image = image_of_address(request.call.caller);
	Way way = Way::none;

	if (request.bytes) {
		LockGuard guard(lock);

		way = way_of(find_window(request.start, request.bytes, image), request);
	}
	if (way == Way::none) {
		report_foreign(request, effect_of(request));
		return nullptr;
	}
	if (way == Way::own && irql == kDispatchLevel) {
		refuse(request.call, nullptr, STATUS_INSUFFICIENT_RESOURCES,
		       "at DISPATCH_LEVEL only memory of ranges up to 16 MiB can be mapped, and only "
		       "as MmNonCached, for reading and writing: %s", effect_of(request));
		return nullptr;
	}

	auto *const mapping = static_cast<Mapping *>(ww_zalloc(sizeof(Mapping)));

	if (!mapping)
		return nullptr;

	void *const address = way == Way::shared ? map_shared(request, image, mapping)
						 : map_own(request, image, mapping);

	if (!address)
		ww_free(mapping);
	return address;
}

namespace {

/* Takes the mapping that @is_wanted selects out of its window. Null if there is none. */
template <typename IsWanted>
Mapping *take_mapping(IsWanted is_wanted)
{
	LockGuard guard(lock);

	for (Window *window = windows; window; window = window->next) {
		for (Mapping **link = &window->mappings; *link; link = &(*link)->next) {
			Mapping *const mapping = *link;

			if (!is_wanted(*mapping))
				continue;
			*link = mapping->next;
			close(*window, mapping);
			return mapping;
		}
	}
	return nullptr;
}

/* The caching of another mapping of the memory, or the wanted one. */
ww_caching caching_for(const IoSpaceRequest &request, const _WINWORK_IMAGE *image)
{
	LockGuard guard(lock);
	const Window *const window = find_window(request.start, request.bytes, image);

	if (!window)
		return request.caching;

	const u64 start = request.start - window->place.start;

	for (const Mapping *each = window->mappings; each; each = each->next) {
		if (each->start < start + request.bytes && start < each->start + each->bytes)
			return each->caching;
	}
	return request.caching;
}

} /* namespace */

bool io_space_caching(const CallSite &call, MEMORY_CACHING_TYPE type, ww_caching &caching,
		      const char *effect)
{
	switch (type) {
	case MmNonCached:
	case MmNonCachedUnordered:
		caching = WW_UNCACHED;
		return true;
	case MmCached:
	case MmHardwareCoherentCached:
		caching = WW_CACHED;
		return true;
	case MmWriteCombined:
	case MmUSWCCached:
		caching = WW_WRITE_COMBINED;
		return true;
	default:
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "CacheType is %d: %s",
		       static_cast<int>(type), effect);
		return false;
	}
}

bool io_space_check(const IoSpaceRequest &request, const char *effect)
{
	const _WINWORK_IMAGE *const image = image_of_address(request.call.caller);
	{
		LockGuard guard(lock);

		if (find_window(request.start, request.bytes, image))
			return true;
	}
	report_foreign(request, effect);
	return false;
}

void *io_space_map_held(IoSpaceRequest request, ww_caching *caching)
{
	request.caching = caching_for(request, image_of_address(request.call.caller));
	*caching = request.caching;
	return io_space_map(request);
}

bool io_space_release(const void *holder)
{
	if (!held.load()) [[likely]]
		return false;

	Mapping *const mapping = take_mapping([holder](const Mapping &each) {
		return each.holder == holder;
	});

	if (mapping)
		finish(mapping);
	return mapping;
}

ww_user_window *io_space_for_programs(const IoSpaceRequest &request)
{
	const _WINWORK_IMAGE *const image = image_of_address(request.call.caller);
	LockGuard guard(lock);
	const Window *const window = find_window(request.start, request.bytes, image);

	if (!window || !window->for_programs)
		return nullptr;
	ww_user_window_hold(window->for_programs);
	return window->for_programs;
}

namespace {

/* ---- Mappings that are left ------------------------------------------------------------- */

void report_left(const Mapping *left, PDEVICE_OBJECT pdo, const char *whose)
{
	const Mapping *first = nullptr;
	u32 count = 0;
	size_t bytes = 0;

	for (const Mapping *each = left; each; each = each->next) {
		if (each->is_of_program)
			continue;
		first = first ? first : each;
		count++;
		bytes += each->bytes;
	}
	if (!first)
		return;
	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(first->address), bytes, count, 0 },
		 .call = { first->call.function }, .item = first->address, .owner = pdo,
		 .owner_name = whose },
	       "%u mappings were never unmapped: they end now", count);
	count = 0;
	for (const Mapping *each = first; each && count < kMostListed; each = each->next) {
		if (each->is_of_program)
			continue;
		count++;
		ww_print(WW_LEVEL_ERROR, "  %p, %lu bytes, mapped by %s", each->address,
			 each->bytes, ShownCode(each->call.caller).text);
	}
}

} /* namespace */

/* ---- Windows ---------------------------------------------------------------------------- */

namespace {

/* What programs may see, and the mapping of the start. False without memory, with nothing left behind. */
bool allocate(Window &window)
{
	const WindowPlace &place = window.place;

	if (place.is_port)
		return true;
	if (place.ops) {
		window.memory = ww_io_alloc(place.bytes);
		return window.memory;
	}

	const ww_user_window_range range = { place.start, place.bytes, place.hidden_start,
					     place.hidden_bytes };

	window.for_programs = ww_user_window_create(&range);
	if (!window.for_programs)
		return false;
	if (place.bytes > kMostMappedEarly)
		return true;
	window.memory = ww_io_map(place.start, place.bytes, WW_UNCACHED);
	if (!window.memory)
		ww_user_window_put(window.for_programs);
	return window.memory;
}

} /* namespace */

Window *window_create(const WindowPlace &place)
{
	auto *const window = static_cast<Window *>(ww_zalloc_sleeping(sizeof(Window)));

	if (!window)
		return nullptr;
	window->place = place;
	if (!allocate(*window)) {
		ww_free(window);
		return nullptr;
	}
	span_init(window->span, window,
		  place.is_port ? static_cast<uintptr_t>(place.start) : address_of(window->memory),
		  0, place.bytes);

	LockGuard guard(lock);

	window->next = windows;
	windows = window;
	if (place.is_port && (place.ops || ww_has_ports()))
		window->span.state.store(open_state(*window), Order::relaxed);
	if (place.is_port || window->memory)
		ww_io_range_add(kind_of(*window), &window->span.range);
	return window;
}

void window_revoke(Window *window)
{
	{
		LockGuard guard(lock);

		window->is_revoked = true;
		if (window->span.state.load(Order::relaxed) != SpanState::closed)
			window->span.state.store(SpanState::gone, Order::relaxed);
		for (Mapping *each = window->mappings; each; each = each->next)
			each->span.state.store(SpanState::gone, Order::relaxed);
	}
	ww_wait_until_unread();
	if (window->for_programs)
		ww_user_window_close(window->for_programs);
}

void window_destroy(Window *window)
{
	const TurnGuard guard(&turn);
	Mapping *left;
	{
		LockGuard guard(lock);
		Window **link = &windows;

		while (*link != window)
			link = &(*link)->next;
		*link = window->next;
		left = window->mappings;
		window->mappings = nullptr;
		for (Mapping *each = left; each; each = each->next)
			close(*window, each);
		window->span.state.store(SpanState::closed, Order::relaxed);
		if (window->place.is_port || window->memory)
			ww_io_range_remove(kind_of(*window), &window->span.range);
	}
	report_left(left, window->place.pdo, nullptr);
	if (window->for_programs)
		ww_user_window_close(window->for_programs);
	wait_for_accesses(window->span);
	for (Mapping *each = left; each; each = each->next)
		ww_access_forget(&each->span.range);
	ww_wait_until_unread();
	while (Mapping *each = left) {
		left = each->next;
		if (each->is_own)
			unmap(reinterpret_cast<void *>(each->span.range.start), each->is_alias);
		ww_free(each);
	}
	if (window->memory)
		unmap(window->memory, window->place.ops);
	if (window->for_programs)
		ww_user_window_put(window->for_programs);
	ww_free(window);
}

void windows_report_left(const _WINWORK_IMAGE &image)
{
	Mapping *left = nullptr;

	if (!image.Contains)
		return;
	{
		LockGuard guard(lock);

		for (Window *window = windows; window; window = window->next) {
			for (Mapping **link = &window->mappings; *link;) {
				Mapping *const mapping = *link;

				if (mapping->is_of_program || !image.Contains(mapping->call.caller)) {
					link = &mapping->next;
					continue;
				}
				*link = mapping->next;
				close(*window, mapping);
				mapping->next = left;
				left = mapping;
			}
		}
	}
	report_left(left, nullptr, image.Name);
	while (Mapping *each = left) {
		left = each->next;
		finish(each);
	}

	const auto is_gone = [&image](const void *caller) { return image.Contains(caller) != 0; };

	said_outside.forget(is_gone);
	said_waits.forget(is_gone);
}

u64 window_start(const Window &window)
{
	return window.place.start;
}

u64 window_bytes(const Window &window)
{
	return window.place.bytes;
}

void windows_init()
{
	lock.init(WW_LOCK_WINDOWS);
	ww_turn_init(&turn, WW_TURN_WINDOWS);
}

/* ---- The slow way of an access ---------------------------------------------------------- */

namespace {

u64 ones(u32 bytes)
{
	return ~0ull >> (64 - 8 * bytes);
}

u64 read_real(SpanState state, uintptr_t address, u32 bytes)
{
	const auto *const at = reinterpret_cast<const volatile void *>(address);

	if (state == SpanState::ports)
		return bytes == 1 ? ww_port_read_8(address) :
		       bytes == 2 ? ww_port_read_16(address) : ww_port_read_32(address);
	return bytes == 1 ? ww_register_read_relaxed_8(at) :
	       bytes == 2 ? ww_register_read_relaxed_16(at) :
	       bytes == 4 ? ww_register_read_relaxed_32(at) : ww_register_read_relaxed_64(at);
}

void write_real(SpanState state, uintptr_t address, u32 bytes, u64 value)
{
	auto *const at = reinterpret_cast<volatile void *>(address);

	if (state == SpanState::ports) {
		if (bytes == 1)
			ww_port_write_8(address, static_cast<u8>(value));
		else if (bytes == 2)
			ww_port_write_16(address, static_cast<u16>(value));
		else
			ww_port_write_32(address, static_cast<u32>(value));
		return;
	}
	if (bytes == 1)
		ww_register_write_relaxed_8(at, static_cast<u8>(value));
	else if (bytes == 2)
		ww_register_write_relaxed_16(at, static_cast<u16>(value));
	else if (bytes == 4)
		ww_register_write_relaxed_32(at, static_cast<u32>(value));
	else
		ww_register_write_relaxed_64(at, value);
}

/* What is to be said about an access, when preemption is on again. */
enum class Fault : u8 { none, outside, unaligned, read_only, gone, gone_said };

/* Calls @real(span, state), or tells why it cannot. */
template <typename Real>
Fault carry_out(const Access &access, uintptr_t address, bool write, Real real)
{
	const PreemptionGuard guard;
	ww_io_range *const range = ww_io_range_find(access.kind, address);
	auto *const span = reinterpret_cast<Span *>(range);

	if (!span || address - span->range.start > span->range.bytes - access.bytes ||
	    span->range.bytes < access.bytes)
		return Fault::outside;

	const SpanState state = span->state.load(Order::relaxed);

	switch (state) {
	case SpanState::closed:
		return Fault::outside;
	case SpanState::gone:
		return span->window->is_said.exchange(true) ? Fault::gone_said : Fault::gone;
	case SpanState::memory:
	case SpanState::ports:
	case SpanState::software:
		break;
	}
	if (kMustAlign && access.kind == WW_RANGE_REGISTERS && address % access.bytes)
		return Fault::unaligned;
	if (!span->is_read_only) {
		ww_access_begin()->ranges[access.kind] = range;
		ww_preemption_enable();
	} else if (write) {
		return Fault::read_only;
	}
	real(*span, state);
	return Fault::none;
}

WW_COLD void report_fault(const Access &access, Fault fault, uintptr_t address, bool write)
{
	const char *const effect = write ? "the write is dropped" : "ones are returned";
	const char *const what = access.kind == WW_RANGE_PORTS ? "port" : "register";
	const Violation violation = { .code = BugCheck::page_fault_in_nonpaged_area,
				      .parameter = { address, write,
						     address_of(access.call.caller), 0 },
				      .call = access.call };
	const Shown shown(address);

	switch (fault) {
	case Fault::none:
	case Fault::gone_said:
		return;
	case Fault::gone:
		report(violation,
		       "%s %s: the device has gone; reads return ones, and writes are dropped", what,
		       shown.text);
		return;
	case Fault::unaligned:
		if (said_outside.add(access.call.caller))
			report(violation, "%s %s is not aligned to %u bytes: %s", what, shown.text,
			       access.bytes, effect);
		return;
	case Fault::read_only:
		if (said_outside.add(access.call.caller))
			report({ .code = BugCheck::attempted_write_to_readonly_memory,
				 .parameter = { address, 0, 0, 0 }, .call = access.call },
			       "%s %s was mapped for reading only: %s", what, shown.text, effect);
		return;
	case Fault::outside:
		break;
	}
	if (!said_outside.add(access.call.caller))
		return;
	report(violation, "%s %s with %u bytes is not in %s: %s", what, shown.text, access.bytes,
	       access.kind == WW_RANGE_PORTS ? "the ports that a device was assigned"
					     : "a mapping of MmMapIoSpace",
	       effect);
}

} /* namespace */

u64 read_slowly(const Access &access, uintptr_t address)
{
	u64 value = 0;
	const Fault fault = carry_out(access, address, false, [&](const Span &span, SpanState state) {
		const WindowPlace &place = span.window->place;

		value = state == SpanState::software
				? place.ops->read(place.context,
						  span.start + (address - span.range.start),
						  access.bytes)
				: read_real(state, address, access.bytes);
	});

	if (fault == Fault::none) [[likely]]
		return value;
	report_fault(access, fault, address, false);
	return ones(access.bytes);
}

void write_slowly(const Access &access, uintptr_t address, u64 value)
{
	const Fault fault = carry_out(access, address, true, [&](const Span &span, SpanState state) {
		const WindowPlace &place = span.window->place;

		if (state == SpanState::software)
			place.ops->write(place.context, span.start + (address - span.range.start),
					 access.bytes, value & ones(access.bytes));
		else
			write_real(state, address, access.bytes, value);
	});

	if (fault != Fault::none) [[unlikely]]
		report_fault(access, fault, address, true);
}

void reads_in_a_row(const Access &access, uintptr_t address)
{
	const bool is_raised = current_irql() >= kDispatchLevel && !ww_in_nmi();
	const s64 now = is_raised ? ww_time(WW_CLOCK_MONOTONIC) : 0;
	s64 since;
	{
		const PreemptionGuard guard;
		ww_access *const here = ww_access_begin();

		ww_preemption_enable();
		since = here->since;
		here->left = is_raised ? kManyReads : kFirstReads;
		here->since = is_raised && since && now - since <= kSecond ? since : now;
	}
	if (!is_raised || !since || now - since <= kSecond || !said_waits.add(access.call.caller))
		return;
	report({ .code = BugCheck::dpc_watchdog_violation,
		 .parameter = { kTooLongRaised, kManyReads, address, 0 }, .call = access.call },
	       "%s %s was read for more than a second at IRQL %u: the routine waits for a device that "
	       "does not answer",
	       access.kind == WW_RANGE_PORTS ? "port" : "register", Shown(address).text,
	       current_irql());
}

void io_space_unmap(CallSite call, void *address, size_t bytes)
{
	const u8 irql = current_irql();

	if (irql > kDispatchLevel) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kUnmappedAtBadIrql, irql, address_of(address), bytes },
			 .call = call, .item = address },
		       "called at IRQL %u, the highest allowed is %u: nothing is unmapped", irql,
		       kDispatchLevel);
		return;
	}

	Mapping *const mapping = take_mapping([address, bytes](const Mapping &each) {
		return !each.holder && each.address == address && each.bytes == bytes;
	});

	if (mapping) {
		finish(mapping);
		return;
	}
	report({ .code = BugCheck::system_pte_misuse,
		 .parameter = { kUnmappedUnknown, address_of(address),
				ADDRESS_AND_SIZE_TO_SPAN_PAGES(address, bytes), 0 },
		 .call = call, .item = address },
	       "MmMapIoSpace has not returned this address for %lu bytes, or the mapping has ended",
	       bytes);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
			 MEMORY_CACHING_TYPE CacheType)
{
	IoSpaceRequest request{ .call = WW_CALL_SITE,
				.start = static_cast<u64>(PhysicalAddress.QuadPart),
				.bytes = NumberOfBytes, .caching = WW_UNCACHED };

	return io_space_caching(request.call, CacheType, request.caching, kNullIsReturned)
		       ? io_space_map(request) : nullptr;
}

PVOID NTAPI MmMapIoSpaceEx(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes, ULONG Protect)
{
	IoSpaceRequest request{ .call = WW_CALL_SITE,
				.start = static_cast<u64>(PhysicalAddress.QuadPart),
				.bytes = NumberOfBytes, .caching = WW_CACHED };
	const ULONG caching = Protect & (PAGE_NOCACHE | PAGE_WRITECOMBINE);

	switch (Protect & ~caching) {
	case PAGE_READONLY:
	case PAGE_EXECUTE:
	case PAGE_EXECUTE_READ:
		request.is_read_only = true;
		break;
	case PAGE_READWRITE:
	case PAGE_EXECUTE_READWRITE:
		break;
	default:
		refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
		       "Protect is 0x%x, which has not exactly one protection: NULL is returned",
		       Protect);
		return nullptr;
	}
	if (caching == (PAGE_NOCACHE | PAGE_WRITECOMBINE)) {
		refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
		       "Protect has both PAGE_NOCACHE and PAGE_WRITECOMBINE: NULL is returned");
		return nullptr;
	}
	if (caching)
		request.caching = caching == PAGE_NOCACHE ? WW_UNCACHED : WW_WRITE_COMBINED;
	return io_space_map(request);
}

VOID NTAPI MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	io_space_unmap(WW_CALL_SITE, BaseAddress, NumberOfBytes);
}

} /* extern "C" */
