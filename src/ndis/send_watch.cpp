/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The rules NdisTimedDataHang and NdisTimedDataSend of Driver Verifier.
 */
#include "send_watch.hpp"

#include "adapter.hpp"
#include "linux/print.h"
#include "stack.hpp"

namespace ww {
namespace {

constexpr u32 kSecondsOfLook = 8;

/* A send that has seen so many looks is older than the seconds of the rule, by less than eight. */
constexpr u32 kHang = 4;		/* 22 s, in which no send has come back */
constexpr u32 kLate = 5;		/* 30 s */

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. Behind it: the list, the adapter or module, how many are out. */
constexpr uintptr_t kTimedDataSend = 0x9200d;
constexpr uintptr_t kTimedDataHang = 0x9200f;

/* The driver that has a list: of a filter module, which is entered meanwhile, or the miniport driver. */
class Keeper {
public:
	Keeper(Adapter &adapter, const OldestSend &oldest)
		: adapter_(adapter), oldest_(oldest), module_(filter_enter_place(adapter, oldest.place)) {}
	~Keeper()
	{
		if (module_)
			filter_leave(*module_);
	}
	Keeper(const Keeper &) = delete;
	Keeper &operator=(const Keeper &) = delete;

	void report_kept(uintptr_t rule, const char *what) const
	{
		const Violation violation = {
			.code = BugCheck::driver_verifier_detected_violation,
			.parameter = { rule, address_of(oldest_.list), address_of(owner()), count() },
			.call = { module_ ? "FilterSendNetBufferLists" : "MiniportSendNetBufferLists" },
			.item = oldest_.list, .owner = owner(),
		};
		const u32 out = module_ ? module_->own_sends.load() : 0;

		/* A module that sends a copy has the list until the copy is back. */
		if (out)
			report(violation, "%s; %u lists of the module's own are out", what, out);
		else
			report(violation, "%s", what);
	}

	const char *driver() const
	{
		return object_header(module_ ? static_cast<void *>(module_->filter) : adapter_.miniport)->name;
	}

	u32 count() const { return module_ ? module_->sends.load() : oldest_.count; }

private:
	const void *owner() const
	{
		return module_ ? static_cast<const void *>(module_) : &adapter_;
	}

	const Adapter &adapter_;
	const OldestSend &oldest_;
	FilterModule *module_;
};

/* ---- what is out --------------------------------------------------------------------------- */

void take_older(OldestSend &oldest, const OldestSend &other)
{
	const u32 count = oldest.count + other.count;

	if (!oldest.count || static_cast<s32>(other.since - oldest.since) < 0)
		oldest = other;
	oldest.count = count;
}

/* False if none is out. The memory of a stack stays as long as the adapter. */
bool find_oldest(Adapter &adapter, OldestSend &oldest)
{
	Stack *const stack = adapter.stack.load(Order::acquire);
	OldestSend found;

	oldest = {};
	if (stack && stack->sends.find_oldest(found))
		take_older(oldest, found);
	for_each_binding(adapter.bindings, [&](Binding &binding) {
		if (binding.out.find_oldest(found))
			take_older(oldest, found);
	});
	return oldest.count;
}

bool has_sends(Adapter &adapter)
{
	Stack *const stack = adapter.stack.load(Order::acquire);
	u32 sends = 0;

	for_each_binding(adapter.bindings, [&sends](const Binding &binding) { sends += binding.sends.load(); });
	return sends || (stack && !stack->sends.none_is_out());
}

void judge(SendWatch &watch, const OldestSend &oldest)
{
	Adapter &adapter = *watch.adapter;
	const u32 now = watch.looks.load();
	const u32 age = now - oldest.since;
	const u32 standstill = now - watch.progress.load();

	if (age < kHang)
		return;

	const Keeper keeper(adapter, oldest);

	if (standstill >= kHang && !watch.has_said_hang.exchange(true))
		keeper.report_kept(kTimedDataHang, "no list has been completed for 22 seconds");
	if (age >= kLate && !watch.has_said_late.exchange(true))
		keeper.report_kept(kTimedDataSend, "the list has not been completed for 30 seconds");
	ww_print(WW_LEVEL_WARNING, "%s has %u frames to send of adapter %s, one for more than %u s", keeper.driver(),
		 keeper.count(), object_header(&adapter)->name, (age - 1) * kSecondsOfLook);
}

void look_later(struct ww_delayed *delayed)
{
	reinterpret_cast<SendWatch *>(delayed)->look();
}

} /* namespace */

void SendWatch::init(Adapter &of)
{
	adapter = &of;
	ww_delayed_init(&delayed, look_later);
}

/* A peer lets time pass itself. */
void SendWatch::start()
{
	if (!adapter->peer.load())
		ww_delayed_start(&delayed, kSecondsOfLook);
}

void SendWatch::look()
{
	OldestSend oldest;

	looks.fetch_add(1);
	if (find_oldest(*adapter, oldest)) {
		judge(*this, oldest);
		start();
		return;
	}
	is_armed.store(false);
	if (has_sends(*adapter))
		arm();
}

} /* namespace ww */
