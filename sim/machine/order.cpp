/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Store histories, and the clocks that limit the values of a load.
 */
#include "order.hpp"

#include "machine.hpp"
#include "races.hpp"
#include "story.hpp"

#include <cstring>
#include <map>
#include <unordered_map>

namespace sim::order {
namespace {

constexpr int kStores = 8;		/* that are kept of a location */
constexpr int kReads = 4;		/* of a CPU that are kept */
constexpr int kNobody = -1;

struct Store {
	std::uint64_t value;
	int cpu;			/* or kNobody: it was always there */
	std::uint32_t when;
	bool releases;
	Clock released;
	std::uint64_t number;		/* in modification order */
};

struct Read {
	std::uint32_t when = 0;
	std::uint64_t number = 0;	/* of the store that it returned */
};

struct Location {
	Store stores[kStores];
	int count = 0;
	std::uint64_t next = 1;
	std::uint64_t last_strong = 0;	/* the newest seq_cst store */
	Read reads[kMostCpus][kReads];
	int next_read[kMostCpus] = {};
	bool overwritten = false;	/* plainly, since the last atomic access */
	int overwritten_by = kNobody;
	std::uint32_t overwritten_when = 0;
};

bool weak;
bool on;
Clock clocks[kMostCpus];
Clock to_acquire[kMostCpus];		/* what a fence will acquire: by earlier relaxed loads */
Clock fence_released[kMostCpus];
bool has_fence[kMostCpus];
Clock strong_fences;
std::unordered_map<std::uintptr_t, Location> locations;

/* Memory that was zeroed when it was allocated, by its start. */
struct Zeroed {
	std::size_t bytes;
	int cpu;
	std::uint32_t when;
};

std::map<std::uintptr_t, Zeroed> fresh;

constexpr std::uint64_t kGarbage = 0xa5a5a5a5a5a5a5a5;

bool acquires(int order)
{
	return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME ||
	       order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

bool releases(int order)
{
	return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

int here()
{
	return machine.running->cpu;
}

std::uint32_t tick(int cpu)
{
	return ++clocks[cpu].at[cpu];
}

std::uint64_t in_memory(const void *address, int bytes)
{
	std::uint64_t value = 0;

	std::memcpy(&value, address, bytes);
	return value;
}

Store &push(Location &location)
{
	if (location.count == kStores) {
		std::memmove(&location.stores[0], &location.stores[1],
			     sizeof(Store) * (kStores - 1));
		location.count--;
	}
	Store &store = location.stores[location.count++];

	store = {};
	store.number = location.next++;
	return store;
}

/* The fresh memory that has @address, if it is still zero there. */
const Zeroed *find_fresh(const void *address, int bytes)
{
	const auto at = reinterpret_cast<std::uintptr_t>(address);
	auto found = fresh.upper_bound(at);

	if (found == fresh.begin() || in_memory(address, bytes))
		return nullptr;
	--found;
	return at < found->first + found->second.bytes ? &found->second : nullptr;
}

Location &find(const void *address, int bytes)
{
	Location &location = locations[reinterpret_cast<std::uintptr_t>(address)];

	/* The plain writes to a stack are not tracked. So only the newest store is known. */
	if (Fiber::is_on_stack(address) && location.count) {
		location.stores[0] = location.stores[location.count - 1];
		location.count = 1;
		location.overwritten = location.stores[0].value != in_memory(address, bytes);
		location.overwritten_by = kNobody;
	}
	if (!location.count && !location.overwritten) {
		if (const Zeroed *memory = find_fresh(address, bytes)) {
			Store &before = push(location);

			before.cpu = kNobody;
			before.value = kGarbage >> (64 - 8 * bytes);
			Store &zero = push(location);

			zero.cpu = memory->cpu;
			zero.when = memory->when;
			return location;
		}
	}
	if (!location.count || location.overwritten) {
		const int cpu = location.overwritten ? location.overwritten_by : kNobody;
		const std::uint32_t when = location.overwritten_when;
		const std::uint64_t next = location.next;

		location = {};
		location.next = next;
		Store &first = push(location);

		first.cpu = cpu;
		first.when = when;
		first.value = in_memory(address, bytes);
	}
	return location;
}

/* The oldest store that @cpu may still read. */
int oldest(const Location &location, int cpu, int order)
{
	const Clock &clock = clocks[cpu];
	std::uint64_t bound = order == __ATOMIC_SEQ_CST ? location.last_strong : 0;
	int first = 0;

	for (int other = 0; other < kMostCpus; other++) {
		for (const Read &read : location.reads[other]) {
			if (read.number > bound && clock.covers(other, read.when))
				bound = read.number;
		}
	}
	for (int i = location.count - 1; i > 0; i--) {
		const Store &store = location.stores[i];

		if (store.number <= bound || store.cpu == kNobody ||
		    clock.covers(store.cpu, store.when)) {
			first = i;
			break;
		}
	}
	return first;
}

void note_read(Location &location, int cpu, const Store &store)
{
	int &next = location.next_read[cpu];

	location.reads[cpu][next] = { clocks[cpu].at[cpu], store.number };
	next = (next + 1) % kReads;
}

void take_over(int cpu, const Store &store, int order)
{
	if (!store.releases)
		return;
	if (acquires(order))
		clocks[cpu].join(store.released);
	else
		to_acquire[cpu].join(store.released);
}

void fill(Store &store, int cpu, std::uint64_t value, int order)
{
	store.cpu = cpu;
	store.when = tick(cpu);
	store.value = value;
	if (releases(order)) {
		store.releases = true;
		store.released = clocks[cpu];
	} else if (has_fence[cpu]) {
		store.releases = true;
		store.released = fence_released[cpu];
	}
}

} /* namespace */

void reset(bool is_weak, bool with_races)
{
	weak = is_weak;
	on = is_weak || with_races;
	if (!on)
		return;
	strong_fences = {};
	for (int cpu = 0; cpu < kMostCpus; cpu++) {
		clocks[cpu] = {};
		/* No store happens before the start. */
		clocks[cpu].at[cpu] = 1;
		to_acquire[cpu] = {};
		has_fence[cpu] = false;
	}
	locations.clear();
	fresh.clear();
	races::reset(with_races);
}

/* The module's start is not tracked: all of its stores have happened before. */
bool is_on()
{
	return on && machine.exploring;
}

Clock publish(int cpu)
{
	const Clock clock = clocks[cpu];

	tick(cpu);
	return clock;
}

void join(int cpu, const Clock &clock)
{
	if (on)
		clocks[cpu].join(clock);
}

std::uint64_t load(const void *address, int bytes, int order)
{
	const int cpu = here();
	Location &location = find(address, bytes);
	const int first = oldest(location, cpu, order);
	const int choices = location.count - first;
	int back = 0;

	if (weak && choices > 1 && machine.exploring) {
		machine.decisions++;
		back = machine.explorer->choose_value(choices);
	}
	const Store &store = location.stores[location.count - 1 - back];

	if (back)
		story::tell(nullptr, "the load returns what was there %d stores ago: %llx", back,
			    static_cast<unsigned long long>(store.value));
	take_over(cpu, store, order);
	tick(cpu);
	note_read(location, cpu, store);
	races::atomic_read(address, bytes, cpu, clocks[cpu]);
	return store.value;
}

void load_newest(const void *address, int bytes, int order)
{
	const int cpu = here();
	Location &location = find(address, bytes);
	const Store &store = location.stores[location.count - 1];

	take_over(cpu, store, order);
	tick(cpu);
	note_read(location, cpu, store);
	races::atomic_read(address, bytes, cpu, clocks[cpu]);
}

void store(const void *address, int bytes, std::uint64_t value, int order)
{
	const int cpu = here();
	Location &location = find(address, bytes);
	Store &store = push(location);

	fill(store, cpu, value, order);
	if (order == __ATOMIC_SEQ_CST)
		location.last_strong = store.number;
	note_read(location, cpu, store);
	races::atomic_write(address, bytes, cpu, clocks[cpu]);
	/* This store does not release the steps that come next. */
	tick(cpu);
}

/* It continues the release sequence of the store that it replaces. */
void modify(const void *address, int bytes, std::uint64_t value, int order)
{
	const int cpu = here();
	Location &location = find(address, bytes);
	const Store before = location.stores[location.count - 1];

	take_over(cpu, before, order);
	Store &store = push(location);

	fill(store, cpu, value, order);
	if (before.releases) {
		store.releases = true;
		store.released.join(before.released);
	}
	if (order == __ATOMIC_SEQ_CST)
		location.last_strong = store.number;
	note_read(location, cpu, store);
	races::atomic_write(address, bytes, cpu, clocks[cpu]);
	/* This store does not release the steps that come next. */
	tick(cpu);
}

void fence(int order)
{
	if (!is_on() || !machine.running)
		return;
	const int cpu = here();

	if (acquires(order))
		clocks[cpu].join(to_acquire[cpu]);
	if (order == __ATOMIC_SEQ_CST) {
		clocks[cpu].join(strong_fences);
		strong_fences.join(clocks[cpu]);
	}
	if (releases(order)) {
		has_fence[cpu] = true;
		fence_released[cpu] = clocks[cpu];
	}
	tick(cpu);
}

void plain_read(const void *address, std::size_t bytes, const void *pc)
{
	if (machine.running)
		races::plain_read(address, bytes, here(), clocks[here()], pc);
}

void plain_write(const void *address, std::size_t bytes, const void *pc)
{
	if (!machine.running)
		return;

	const int cpu = here();

	races::plain_write(address, bytes, cpu, clocks[cpu], pc);
	for (std::size_t i = 0; i < bytes; i++) {
		auto found = locations.find(reinterpret_cast<std::uintptr_t>(address) + i);

		if (found == locations.end())
			continue;
		found->second.overwritten = true;
		found->second.overwritten_by = cpu;
		found->second.overwritten_when = tick(cpu);
	}
}

void forget(const void *address, std::size_t bytes)
{
	if (!is_on())
		return;
	races::forget(address, bytes);
	for (std::size_t i = 0; i < bytes; i++)
		locations.erase(reinterpret_cast<std::uintptr_t>(address) + i);
	fresh.erase(reinterpret_cast<std::uintptr_t>(address));
}

void zeroed(const void *address, std::size_t bytes)
{
	if (!is_on() || !machine.running)
		return;

	const int cpu = here();

	fresh[reinterpret_cast<std::uintptr_t>(address)] = { bytes, cpu, tick(cpu) };
}

void reading_zeroes(const void *address, const void *pc)
{
	if (!is_on() || !machine.running)
		return;

	const Zeroed *memory = find_fresh(address, 1);

	if (memory && !clocks[here()].covers(memory->cpu, memory->when))
		violation("data race", pc, "%p: this read and the zeroing of the memory on CPU %d are "
			  "not ordered", address, memory->cpu);
}

} /* namespace sim::order */
