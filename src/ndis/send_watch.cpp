/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The rules NdisTimedDataHang and NdisTimedDataSend of Driver Verifier.
 */
#include "send_watch.hpp"

#include "adapter.hpp"
#include "linux/print.h"
#include "peer.hpp"
#include "stack.hpp"

namespace ww {
namespace {

constexpr u32 kSecondsOfLook = 8;

/* A send that has seen so many looks is older than the seconds of the rule, by less than eight. */
constexpr u32 kHang = 4;		/* 22 s, in which no send has come back */
constexpr u32 kLate = 5;		/* 30 s */

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. Behind it: the list, the adapter, how many are out. */
constexpr uintptr_t kTimedDataSend = 0x9200d;
constexpr uintptr_t kTimedDataHang = 0x9200f;

void report_kept(const SendWatch &watch, uintptr_t rule, const OldestSend &oldest, const char *what)
{
	const Adapter &adapter = *watch.stack->adapter;

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { rule, address_of(oldest.list), address_of(&adapter), oldest.count },
		 .call = { "MiniportSendNetBufferLists" }, .item = oldest.list, .owner = &adapter },
	       "%s", what);
}

void judge(SendWatch &watch, const OldestSend &oldest)
{
	const Adapter &adapter = *watch.stack->adapter;
	const u32 now = watch.looks.load();
	const u32 age = now - oldest.since;
	const u32 standstill = now - watch.progress.load();

	if (age >= kHang && standstill >= kHang && !watch.has_said_hang.exchange(true))
		report_kept(watch, kTimedDataHang, oldest, "no list has been completed for 22 seconds");
	if (age >= kLate && !watch.has_said_late.exchange(true))
		report_kept(watch, kTimedDataSend, oldest, "the list has not been completed for 30 seconds");
	if (age >= kHang)
		ww_print(WW_LEVEL_WARNING, "%s has %u frames to send of adapter %s, one for more than %u s",
			 object_header(adapter.miniport)->name, oldest.count, object_header(&adapter)->name,
			 (age - 1) * kSecondsOfLook);
}

void look_later(struct ww_delayed *delayed)
{
	reinterpret_cast<SendWatch *>(delayed)->look();
}

} /* namespace */

void SendWatch::init(Stack &of)
{
	stack = &of;
	ww_delayed_init(&delayed, look_later);
}

/* A peer lets time pass itself. */
void SendWatch::start()
{
	if (stack->ops != &peer_ops)
		ww_delayed_start(&delayed, kSecondsOfLook);
}

void SendWatch::look()
{
	OldestSend oldest;

	looks.fetch_add(1);
	if (stack->sends.find_oldest(oldest)) {
		judge(*this, oldest);
		start();
		return;
	}
	is_armed.store(false);
	if (!stack->sends.none_is_out())
		arm();
}

} /* namespace ww */
