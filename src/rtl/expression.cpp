/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The expression is a machine whose states are its characters. All states that the beginning of the name can lead
 * to are kept, so the time is that of the expression times the name, whatever the wildcards.
 */
#include "expression.hpp"

#include <ntifs.h>

#include "base/irql.hpp"
#include "linux/memory.h"

namespace ww {
namespace {

constexpr u16 kDosStar = '<';
constexpr u16 kDosMark = '>';
constexpr u16 kDosDot = '"';
constexpr size_t kShort = 127;		/* an expression that needs no memory */

/* A character of the name, or its end. */
struct Unit {
	u16 value;
	bool is_end;
	bool is_last_dot;
};

/* What a character of an expression does with one of a name. */
struct Move {
	bool stays;			/* takes it, and may take the next one */
	bool takes;			/* takes it */
	bool skips;			/* takes nothing */
};

Move move_of(u16 wanted, const Unit &unit)
{
	const bool is_dot = !unit.is_end && unit.value == '.';

	switch (wanted) {
	case '*':
		return { !unit.is_end, false, true };
	case '?':
		return { false, !unit.is_end, false };
	case kDosStar:
		return { !unit.is_end && !unit.is_last_dot, false, true };
	case kDosMark:
		return { false, !unit.is_end && !is_dot, unit.is_end || is_dot };
	case kDosDot:
		return { false, is_dot, unit.is_end };
	default:
		return { false, !unit.is_end && unit.value == wanted, false };
	}
}

/* The places in the expression that the name so far leads to. */
class Machine {
public:
	Machine(const Text<u16> &expression, bool *now, bool *next)
		: expression_(expression), now_(now), next_(next)
	{
		now_[0] = true;
	}

	void take(const Unit &unit)
	{
		for (size_t i = 0; i < expression_.count; i++) {
			if (now_[i])
				leave(i, move_of(expression_.units[i], unit));
		}
		/* At the end of the name, all that is left was skipped. */
		if (unit.is_end)
			return;
		__builtin_memcpy(now_, next_, expression_.count + 1);
		__builtin_memset(next_, 0, expression_.count + 1);
	}

	bool is_at_end() const { return now_[expression_.count]; }

private:
	void leave(size_t place, const Move &move)
	{
		next_[place] |= move.stays;
		next_[place + 1] |= move.takes;
		now_[place + 1] |= move.skips;
	}

	const Text<u16> &expression_;
	bool *now_;
	bool *next_;
};

size_t last_dot(const Text<u16> &name)
{
	size_t at = name.count;

	while (at && name.units[at - 1] != '.')
		at--;
	return at ? at - 1 : name.count;
}

bool run(Machine machine, const Text<u16> &name, Upcase upcase, const void *table)
{
	const size_t dot = last_dot(name);

	for (size_t i = 0; i < name.count; i++) {
		const u16 unit = name.units[i];

		machine.take({ upcase ? upcase(unit, table) : unit, false, i == dot });
	}
	machine.take({ 0, true, false });
	return machine.is_at_end();
}

} /* namespace */

bool name_is_in_expression(const Text<u16> &expression, const Text<u16> &name, Upcase upcase, const void *table)
{
	bool states[2 * (kShort + 1)] = {};

	if (!expression.count || !name.count)
		return !expression.count && !name.count;

	bool *const memory = expression.count <= kShort ? states
		: static_cast<bool *>(ww_zalloc_large(2 * (expression.count + 1)));

	if (!memory)
		return false;

	const bool matches = run(Machine(expression, memory, memory + expression.count + 1), name, upcase, table);

	if (memory != states)
		ww_free_large(memory);
	return matches;
}

namespace {

u16 upcase_by(u16 unit, const void *table)
{
	return table ? static_cast<const u16 *>(table)[unit] : static_cast<u16>(RtlUpcaseUnicodeChar(unit));
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" BOOLEAN NTAPI FsRtlIsNameInExpression(PUNICODE_STRING Expression, PUNICODE_STRING Name, BOOLEAN IgnoreCase,
						 PWCHAR UpcaseTable)
{
	return at_passive(WW_CALL_SITE, nullptr) && Expression && Name &&
	       name_is_in_expression(text_of(Expression), text_of(Name), IgnoreCase ? upcase_by : nullptr,
				     UpcaseTable);
}
