/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bug check callbacks. Their records are the drivers' storage, in a list. When Linux panics,
 * nothing else runs any more: the list is walked without its lock, so that a callback may
 * deregister itself.
 */
#include "bug_check.hpp"

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "dpc.hpp"
#include "linux/print.h"
#include "linux/reboot.h"
#include "ob/image.hpp"

namespace ww {
namespace {

constinit Lock lock;
constinit LIST_ENTRY records WW_GUARDED_BY(lock){};

KBUGCHECK_CALLBACK_RECORD *record_of(LIST_ENTRY *entry)
{
	return CONTAINING_RECORD(entry, KBUGCHECK_CALLBACK_RECORD, Entry);
}

bool is_listed(const KBUGCHECK_CALLBACK_RECORD *record) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (const LIST_ENTRY *entry = records.Flink; entry != &records; entry = entry->Flink) {
		if (entry == &record->Entry)
			return true;
	}
	return false;
}

/* Only if no CPU stopped in the middle of a change of the list. */
bool list_is_whole()
{
	const TryLockGuard guard(lock);

	return guard.is_taken();
}

void machine_stops() WW_UNCHECKED
{
	if (!list_is_whole()) {
		ww_print(WW_LEVEL_ERROR, "no bug check callback is called: their list is in use");
		return;
	}
	for (LIST_ENTRY *entry = records.Flink, *next; entry != &records; entry = next) {
		KBUGCHECK_CALLBACK_RECORD *record = record_of(entry);

		next = entry->Flink;
		ww_print(WW_LEVEL_WARNING, "calls the bug check callback of %s",
			 record->Component ? reinterpret_cast<const char *>(record->Component)
					   : "an unnamed driver");
		record->State = BufferStarted;
		record->CallbackRoutine(record->Buffer, record->Length);
		record->State = BufferFinished;
	}
}

void remove(KBUGCHECK_CALLBACK_RECORD *record) WW_REQUIRES(lock)
{
	lock.assert_held();
	RemoveEntryList(&record->Entry);
	record->State = BufferEmpty;
}

/* Removes a record that belongs to the image. Returns it and its routine; null without one. */
KBUGCHECK_CALLBACK_RECORD *remove_one_of(const _WINWORK_IMAGE &image, const void *&routine)
{
	LockGuard guard(lock);

	for (LIST_ENTRY *entry = records.Flink; entry != &records; entry = entry->Flink) {
		KBUGCHECK_CALLBACK_RECORD *record = record_of(entry);

		routine = reinterpret_cast<const void *>(record->CallbackRoutine);
		if (image_contains(image, record) || image_contains(image, routine)) {
			remove(record);
			return record;
		}
	}
	return nullptr;
}

} /* namespace */

void bug_checks_cancel_left(const _WINWORK_IMAGE &image)
{
	const void *routine = nullptr;

	while (KBUGCHECK_CALLBACK_RECORD *record = remove_one_of(image, routine))
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(record), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = record,
			 .owner = image.DriverObject, .routine = routine },
		       "the driver leaves a bug check callback behind");
}

int bug_checks_init()
{
	lock.init(WW_LOCK_BUG_CHECK);
	{
		LockGuard guard(lock);

		InitializeListHead(&records);
	}
	return ww_panic_watch(machine_stops);
}

void bug_checks_exit()
{
	ww_panic_unwatch();
}

} /* namespace ww */

extern "C" {

BOOLEAN NTAPI KeRegisterBugCheckCallback(PKBUGCHECK_CALLBACK_RECORD CallbackRecord,
					 PKBUGCHECK_CALLBACK_ROUTINE CallbackRoutine, PVOID Buffer,
					 ULONG Length, PUCHAR Component)
{
	const ww::CallSite call = WW_CALL_SITE;
	const char *why = CallbackRoutine ? nullptr : "CallbackRoutine is NULL";

	if (!ww::outside_nmi(call, CallbackRecord))
		return FALSE;
	if (!why) {
		ww::LockGuard guard(ww::lock);

		if (CallbackRecord->State != BufferEmpty || ww::is_listed(CallbackRecord)) {
			why = "the record is registered, or KeInitializeCallbackRecord is missing";
		} else {
			CallbackRecord->CallbackRoutine = CallbackRoutine;
			CallbackRecord->Buffer = Buffer;
			CallbackRecord->Length = Length;
			CallbackRecord->Component = Component;
			CallbackRecord->Checksum = 0;
			CallbackRecord->State = BufferInserted;
			InsertTailList(&ww::records, &CallbackRecord->Entry);
		}
	}
	if (why)
		ww::explain_refusal(call.function, nullptr, call.caller, why);
	return !why;
}

BOOLEAN NTAPI KeDeregisterBugCheckCallback(PKBUGCHECK_CALLBACK_RECORD CallbackRecord)
{
	if (!ww::outside_nmi(WW_CALL_SITE, CallbackRecord))
		return FALSE;

	ww::LockGuard guard(ww::lock);

	if (!ww::is_listed(CallbackRecord))
		return FALSE;
	ww::remove(CallbackRecord);
	return TRUE;
}

} /* extern "C" */
