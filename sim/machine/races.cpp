/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The last accesses to each word, by CPU.
 */
#include "races.hpp"

#include "machine.hpp"
#include "symbols.hpp"

#include <cstring>
#include <set>
#include <unordered_map>

namespace sim::races {
namespace {

struct Access {
	std::uint32_t when = 0;
	const void *pc = nullptr;	/* null for an atomic one */
};

struct Word {
	Access read[kMostCpus];
	Access write[kMostCpus];
};

/*
 * A plain write beside an atomic read is no race, as for Linux's detector: a compiler does not tear
 * a word.
 *
 * Functions that read values which may change meanwhile. They are correct with the old
 * value and with the new one.
 */
const char *const excused[] = {
	"item_snapshot",	/* for a report's text; the state word decides */
	"is_io_object",		/* the type of an object does not change while it lives */
};

bool on;
std::unordered_map<std::uintptr_t, Word> words;
std::set<const void *> known_good;

std::uintptr_t key_of(const void *address)
{
	return reinterpret_cast<std::uintptr_t>(address) >> 2;
}

void complain(const void *address, const char *how, const void *pc, const Access &other,
	      const char *other_how, int other_cpu)
{
	char first[200];
	char second[200] = "an atomic access";

	if (known_good.contains(pc) || (other.pc && known_good.contains(other.pc)))
		return;
	if (is_excused(pc)) {
		known_good.insert(pc);
		return;
	}
	if (other.pc && is_excused(other.pc)) {
		known_good.insert(other.pc);
		return;
	}
	symbols::name(pc, first, sizeof(first));
	if (other.pc)
		symbols::name(other.pc, second, sizeof(second));
	violation("data race", pc, "%p: this %s at %s and the %s at %s on CPU %d are not ordered",
		  address, how, first, other_how, second, other_cpu);
}

template <typename Visit>
void for_each_word(const void *address, std::size_t bytes, Visit visit)
{
	const std::uintptr_t last = key_of(static_cast<const char *>(address) + bytes - 1);

	for (std::uintptr_t key = key_of(address); key <= last; key++)
		visit(words[key]);
}

void look(const void *address, const Word &word, int cpu, const Clock &clock, bool writes,
	  const void *pc)
{
	for (int other = 0; other < kMostCpus; other++) {
		if (other == cpu)
			continue;
		const Access &write = word.write[other];
		const Access &read = word.read[other];

		if (write.when && (pc || (write.pc && writes)) && !clock.covers(other, write.when))
			complain(address, writes ? "write" : "read", pc ? pc : write.pc, write,
				 "write", other);
		if (writes && read.when && read.pc && !clock.covers(other, read.when))
			complain(address, "write", pc ? pc : read.pc, read, "read", other);
	}
}

void access(const void *address, std::size_t bytes, int cpu, const Clock &clock, bool writes,
	    const void *pc)
{
	if (!on)
		return;
	for_each_word(address, bytes, [&](Word &word) {
		look(address, word, cpu, clock, writes, pc);
		(writes ? word.write : word.read)[cpu] = { clock.at[cpu], pc };
	});
}

} /* namespace */

void reset(bool wanted)
{
	on = wanted;
	words.clear();
}

void plain_read(const void *address, std::size_t bytes, int cpu, const Clock &clock, const void *pc)
{
	access(address, bytes, cpu, clock, false, pc);
}

void plain_write(const void *address, std::size_t bytes, int cpu, const Clock &clock,
		 const void *pc)
{
	access(address, bytes, cpu, clock, true, pc);
}

void atomic_read(const void *address, std::size_t bytes, int cpu, const Clock &clock)
{
	access(address, bytes, cpu, clock, false, nullptr);
}

void atomic_write(const void *address, std::size_t bytes, int cpu, const Clock &clock)
{
	access(address, bytes, cpu, clock, true, nullptr);
}

void forget(const void *address, std::size_t bytes)
{
	if (!on || !bytes)
		return;

	const std::uintptr_t last = key_of(static_cast<const char *>(address) + bytes - 1);

	for (std::uintptr_t key = key_of(address); key <= last; key++)
		words.erase(key);
}

bool is_excused(const void *pc)
{
	char name[400];

	symbols::name_inlined(pc, name, sizeof(name));
	for (const char *each : excused) {
		if (std::strstr(name, each))
			return true;
	}
	return false;
}

} /* namespace sim::races */
