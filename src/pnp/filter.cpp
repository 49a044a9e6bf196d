/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which driver filters the devices of which.
 */
#include "filter.hpp"

#include "base/lock.hpp"
#include "base/text.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/request.h"
#include "node.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

constexpr char kUpper[] = "upper:";
constexpr char kLower[] = "lower:";

struct Record {
	LIST_ENTRY link;
	PDRIVER_OBJECT driver;
	PDRIVER_OBJECT function;	/* null: each module with the name @service */
	bool is_upper;
	char service[kObjectName];
};

/* Covers the records and the filters of each node. */
constinit Lock lock;
constinit LIST_ENTRY records WW_GUARDED_BY(lock){};

bool is_of(const Record &record, PDRIVER_OBJECT function)
{
	const _WINWORK_IMAGE *const image = driver_state(function).image;

	if (record.function)
		return record.function == function;
	return image && text_alike(record.service, image->Name);
}

/* Each record of @function's that is upper, or each that is lower, in their order. */
template <typename Act>
void for_records(PDRIVER_OBJECT function, bool is_upper, Act act) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (LIST_ENTRY *link = records.Flink; link != &records; link = link->Flink) {
		const Record &record = *CONTAINING_RECORD(link, Record, link);

		if (record.is_upper == is_upper && is_of(record, function))
			act(record);
	}
}

u32 count_of(PDRIVER_OBJECT function)
{
	LockGuard guard(lock);
	u32 count = 0;
	const auto add = [&count](const Record &) { count++; };

	for_records(function, false, add);
	for_records(function, true, add);
	return count;
}

/* The module that the node keeps for the filter, by its file operations; or null. */
const void *module_of(const Node &node, PDRIVER_OBJECT filter)
{
	const void *const operations = driver_operations(filter);

	return operations == driver_operations(node.driver) ? nullptr : operations;
}

/* False if the filters are more than @room by now. */
bool fill(Node &node, PDRIVER_OBJECT *drivers, u32 room)
{
	LockGuard guard(lock);
	Filters filters = { drivers, 0, 0 };
	u32 wanted = 0;
	const auto add = [&](const Record &record) {
		/* A module that is about to go filters no more. */
		if (wanted++ < room && ww_operations_try_get(module_of(node, record.driver)))
			drivers[filters.count++] = record.driver;
	};

	for_records(node.driver, false, add);
	filters.lower = filters.count;
	for_records(node.driver, true, add);
	node.filters = filters;
	return wanted <= room;
}

NTSTATUS add(PDRIVER_OBJECT driver, PDRIVER_OBJECT function, const char *service, size_t length,
	     bool is_upper)
{
	auto *const record = static_cast<Record *>(ww_zalloc_sleeping(sizeof(Record)));

	if (!record)
		return STATUS_INSUFFICIENT_RESOURCES;
	record->driver = driver;
	record->function = function;
	record->is_upper = is_upper;
	text_copy(record->service, length + 1, service);
	driver_state(driver).had_filters = true;
	if (function)
		driver_state(function).had_filters = true;

	LockGuard guard(lock);

	InsertTailList(&records, &record->link);
	return STATUS_SUCCESS;
}

/* One part of the parameter. */
struct Part {
	bool is_upper;
	const char *service;
	size_t length;
};

/* Reads the part at @text, and moves that behind it and its comma. False if it is wrong. */
bool read_part(const char *&text, Part &part)
{
	part.is_upper = text_begins_with(text, kUpper);
	if (!part.is_upper && !text_begins_with(text, kLower))
		return false;
	text += sizeof(kUpper) - 1;
	part.service = text;
	while (*text && *text != ',')
		text++;
	part.length = static_cast<size_t>(text - part.service);
	/* A comma has another part behind it. */
	if (*text && !*++text)
		return false;
	return part.length && part.length < kObjectName;
}

static_assert(sizeof(kUpper) == sizeof(kLower));

/* The next record that has to do with @driver, off the list; or null. */
Record *take_record_of(PDRIVER_OBJECT driver)
{
	LockGuard guard(lock);

	for (LIST_ENTRY *link = records.Flink; link != &records; link = link->Flink) {
		Record *const record = CONTAINING_RECORD(link, Record, link);

		if (record->driver == driver || record->function == driver) {
			RemoveEntryList(link);
			return record;
		}
	}
	return nullptr;
}

} /* namespace */

bool filters_check(const char *module, const char *text)
{
	const char *at = text ? text : "";
	Part part;

	while (*at) {
		if (!read_part(at, part)) {
			ww_print(WW_LEVEL_ERROR,
				 "filters=%s of %s is wrong: it has upper:SERVICE or lower:SERVICE, separated by commas",
				 text, module);
			return false;
		}
	}
	return true;
}

void filters_register(PDRIVER_OBJECT driver, const char *text)
{
	Part part;

	while (*text && read_part(text, part)) {
		if (!NT_SUCCESS(add(driver, nullptr, part.service, part.length, part.is_upper)))
			ww_print(WW_LEVEL_ERROR, "%s does not become a filter: no memory",
				 object_header(driver)->name);
	}
}

NTSTATUS filter_add(PDRIVER_OBJECT driver, PDRIVER_OBJECT function, bool is_upper)
{
	return add(driver, function, "", 0, is_upper);
}

void filters_forget(PDRIVER_OBJECT driver)
{
	while (Record *record = take_record_of(driver))
		ww_free(record);
}

bool filters_take(Node &node)
{
	for (;;) {
		const u32 room = count_of(node.driver);
		PDRIVER_OBJECT *drivers = nullptr;

		if (room) {
			drivers = static_cast<PDRIVER_OBJECT *>(
				ww_zalloc_sleeping(room * sizeof(PDRIVER_OBJECT)));
			if (!drivers)
				return false;
		}
		if (fill(node, drivers, room))
			return true;
		filters_drop_all(node);
	}
}

void filters_drop(Node &node, u32 index)
{
	PDRIVER_OBJECT driver;
	{
		LockGuard guard(lock);

		driver = node.filters.drivers[index];
		node.filters.drivers[index] = nullptr;
	}
	if (driver)
		ww_operations_put(module_of(node, driver));
}

void filters_drop_all(Node &node)
{
	PDRIVER_OBJECT *const drivers = node.filters.drivers;

	for (u32 i = 0; i < node.filters.count; i++)
		filters_drop(node, i);
	{
		LockGuard guard(lock);

		node.filters = {};
	}
	ww_free(drivers);
}

bool filters_have(Node &node, PDRIVER_OBJECT driver)
{
	LockGuard guard(lock);

	for (u32 i = 0; i < node.filters.count; i++) {
		if (node.filters.drivers[i] == driver)
			return true;
	}
	return false;
}

void filters_init()
{
	lock.init(WW_LOCK_FILTERS);

	LockGuard guard(lock);

	InitializeListHead(&records);
}

} /* namespace ww */
