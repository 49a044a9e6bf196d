/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bug check callbacks. Their records are the drivers' storage, in a list. When Linux panics,
 * nothing else runs any more: the lists are walked without their lock, so that a callback may
 * deregister itself.
 */
#include "bug_check.hpp"

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "dpc.hpp"
#include "linux/address.h"
#include "linux/print.h"
#include "linux/reboot.h"
#include "ob/image.hpp"

namespace ww {
namespace {

constexpr ULONG kMostData = 4096;

constinit Lock lock;

/* The records of one kind. */
template <typename Record>
struct Callbacks {
	LIST_ENTRY records WW_GUARDED_BY(lock){};

	static Record *record_of(LIST_ENTRY *entry)
	{
		return CONTAINING_RECORD(entry, Record, Entry);
	}

	bool has(const Record *record) const WW_REQUIRES(lock)
	{
		lock.assert_held();
		for (const LIST_ENTRY *entry = records.Flink; entry != &records;
		     entry = entry->Flink) {
			if (entry == &record->Entry)
				return true;
		}
		return false;
	}

	/* False for a record that is there, or that is not prepared. */
	bool add(Record *record, decltype(Record::CallbackRoutine) routine, PUCHAR component)
		WW_REQUIRES(lock)
	{
		if (record->State != BufferEmpty || has(record))
			return false;
		record->CallbackRoutine = routine;
		record->Component = component;
		record->Checksum = 0;
		record->State = BufferInserted;
		InsertTailList(&records, &record->Entry);
		return true;
	}

	bool remove(Record *record) WW_REQUIRES(lock)
	{
		if (!has(record))
			return false;
		RemoveEntryList(&record->Entry);
		record->State = BufferEmpty;
		return true;
	}

	/* Removes a record that belongs to the image. Returns it and its routine; null without one. */
	Record *remove_one_of(const _WINWORK_IMAGE &image, const void *&routine)
	{
		LockGuard guard(lock);

		for (LIST_ENTRY *entry = records.Flink; entry != &records; entry = entry->Flink) {
			Record *record = record_of(entry);

			routine = reinterpret_cast<const void *>(record->CallbackRoutine);
			if (image_contains(image, record) || image_contains(image, routine)) {
				remove(record);
				return record;
			}
		}
		return nullptr;
	}

	/* Calls @call for each record. It may remove the record from the list. */
	template <typename Call>
	void call_each(Call call) WW_UNCHECKED
	{
		for (LIST_ENTRY *entry = records.Flink, *next; entry != &records; entry = next) {
			Record *record = record_of(entry);

			next = entry->Flink;
			call(*record);
		}
	}
};

constinit Callbacks<KBUGCHECK_CALLBACK_RECORD> callbacks;
constinit Callbacks<KBUGCHECK_REASON_CALLBACK_RECORD> reason_callbacks;
/* For the data of one callback after the other. */
alignas(16) constinit UCHAR data_buffer[kMostData]{};

const char *name_of(const UCHAR *component)
{
	return component ? reinterpret_cast<const char *>(component) : "an unnamed driver";
}

void call(KBUGCHECK_CALLBACK_RECORD &record)
{
	ww_print(WW_LEVEL_WARNING, "calls the bug check callback of %s", name_of(record.Component));
	record.State = BufferStarted;
	record.CallbackRoutine(record.Buffer, record.Length);
	record.State = BufferFinished;
}

/* The data that a driver has for a dump, 32 bytes a line. */
void print_data(const char *name, const KBUGCHECK_SECONDARY_DUMP_DATA &data)
{
	const auto *bytes = static_cast<const UCHAR *>(data.OutBuffer);

	if (data.OutBufferLength > kMostData || !ww_is_readable(bytes) ||
	    !ww_is_readable(bytes + data.OutBufferLength - 1)) {
		ww_print(WW_LEVEL_ERROR, "the bug check data of %s is no memory of up to %u bytes",
			 name, kMostData);
		return;
	}
	ww_print(WW_LEVEL_WARNING, "bug check data of %s, %pUl, %u bytes:", name, &data.Guid,
		 data.OutBufferLength);
	for (ULONG at = 0; at < data.OutBufferLength; at += 32)
		ww_print(WW_LEVEL_WARNING, "%03x: %*ph", at,
			 static_cast<int>(data.OutBufferLength - at < 32 ? data.OutBufferLength - at : 32),
			 bytes + at);
}

void call_for_data(KBUGCHECK_REASON_CALLBACK_RECORD &record)
{
	const char *name = name_of(record.Component);
	KBUGCHECK_SECONDARY_DUMP_DATA data = { data_buffer, kMostData, kMostData, {}, nullptr, 0 };

	if (record.Reason != KbCallbackSecondaryDumpData)
		return;
	ww_print(WW_LEVEL_WARNING, "asks %s for bug check data", name);
	record.State = BufferStarted;
	record.CallbackRoutine(record.Reason, &record, &data, sizeof(data));
	record.State = BufferFinished;
	if (data.OutBuffer && data.OutBufferLength)
		print_data(name, data);
}

/* Only if no CPU stopped in the middle of a change of the lists. */
bool lists_are_whole()
{
	const TryLockGuard guard(lock);

	return guard.is_taken();
}

void machine_stops()
{
	if (!lists_are_whole()) {
		ww_print(WW_LEVEL_ERROR, "no bug check callback is called: their list is in use");
		return;
	}
	reason_callbacks.call_each(call_for_data);
	callbacks.call_each(call);
}

template <typename Record>
void cancel_left(Callbacks<Record> &list, const _WINWORK_IMAGE &image)
{
	const void *routine = nullptr;

	while (Record *record = list.remove_one_of(image, routine))
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(record), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = record,
			 .owner = image.DriverObject, .routine = routine },
		       "the driver leaves a bug check callback behind");
}

/* Registers a record that @prepare completes. Explains a refusal. */
template <typename Record, typename Prepare>
bool add(CallSite call, Callbacks<Record> &list, Record *record,
	 decltype(Record::CallbackRoutine) routine, PUCHAR component, const char *why,
	 Prepare prepare)
{
	if (!outside_nmi(call, record))
		return false;
	if (!routine)
		why = "CallbackRoutine is NULL";
	if (!why) {
		LockGuard guard(lock);

		if (list.add(record, routine, component))
			prepare();
		else
			why = "the record is registered, or KeInitializeCallbackRecord is missing";
	}
	if (why)
		explain_refusal(call.function, nullptr, call.caller, why);
	return !why;
}

template <typename Record>
bool remove(CallSite call, Callbacks<Record> &list, Record *record)
{
	if (!outside_nmi(call, record))
		return false;

	LockGuard guard(lock);

	return list.remove(record);
}

} /* namespace */

void bug_checks_cancel_left(const _WINWORK_IMAGE &image)
{
	cancel_left(callbacks, image);
	cancel_left(reason_callbacks, image);
}

int bug_checks_init()
{
	lock.init(WW_LOCK_BUG_CHECK);
	{
		LockGuard guard(lock);

		InitializeListHead(&callbacks.records);
		InitializeListHead(&reason_callbacks.records);
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
	return ww::add(WW_CALL_SITE, ww::callbacks, CallbackRecord, CallbackRoutine, Component,
		       nullptr, [=] {
			       CallbackRecord->Buffer = Buffer;
			       CallbackRecord->Length = Length;
		       });
}

BOOLEAN NTAPI KeDeregisterBugCheckCallback(PKBUGCHECK_CALLBACK_RECORD CallbackRecord)
{
	return ww::remove(WW_CALL_SITE, ww::callbacks, CallbackRecord);
}

BOOLEAN NTAPI KeRegisterBugCheckReasonCallback(PKBUGCHECK_REASON_CALLBACK_RECORD CallbackRecord,
					       PKBUGCHECK_REASON_CALLBACK_ROUTINE CallbackRoutine,
					       KBUGCHECK_CALLBACK_REASON Reason, PUCHAR Component)
{
	const bool is_known =
		Reason >= KbCallbackSecondaryDumpData && Reason <= KbCallbackTriageDumpData;

	return ww::add(WW_CALL_SITE, ww::reason_callbacks, CallbackRecord, CallbackRoutine,
		       Component, is_known ? nullptr : "Reason is no reason for a callback",
		       [=] { CallbackRecord->Reason = Reason; });
}

BOOLEAN NTAPI KeDeregisterBugCheckReasonCallback(PKBUGCHECK_REASON_CALLBACK_RECORD CallbackRecord)
{
	return ww::remove(WW_CALL_SITE, ww::reason_callbacks, CallbackRecord);
}

} /* extern "C" */
