/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which driver filters the devices of which.
 */
#include "filter.hpp"

#include "base/lock.hpp"
#include "base/mixed.hpp"
#include "base/text.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/request.h"
#include "inf.hpp"
#include "node.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

constexpr char kUpper[] = "upper:";
constexpr char kLower[] = "lower:";
constexpr char kAttached[] = "attached:";

/* Where in a stack a filter is. */
enum class Place : u8 { lower, upper, of_class };

struct Record {
	LIST_ENTRY link;
	PDRIVER_OBJECT driver;
	PDRIVER_OBJECT function;	/* null: each driver with the name @service */
	bool is_upper;
	bool is_by_inf;			/* of the input devices with the IDs of its INF */
	u64 number;			/* no two have the same */
	char service[kObjectName];
};

/* The drivers of WinWork's own that input devices have. */
constexpr const char *kInputServices[] = { "i8042prt", "kbdhid", "mouhid", "kbdclass", "mouclass" };

/* The classes whose devices have an upper filter by the module's INF. */
constexpr const char *kInputClasses[] = { "{4d36e96b-e325-11ce-bfc1-08002be10318}",
					  "{4d36e96f-e325-11ce-bfc1-08002be10318}" };

/* Covers the records and the filters of each node. */
constinit Lock lock;
constinit LIST_ENTRY records WW_GUARDED_BY(lock){};
constinit u64 record_number WW_GUARDED_BY(lock) = 0;

using Settle = void (*)();

constinit Settle tell = nullptr;

bool has_name(PDRIVER_OBJECT driver, const char *service)
{
	const _WINWORK_IMAGE *const image = driver_state(driver).image;

	return text_alike(service, image ? image->Name : driver_short_name(driver));
}

bool has_ids(const Record &record, const Identity &identity)
{
	const WINWORK_INF &inf = *driver_inf(record.driver);
	const WINWORK_INF_MODEL *const model = inf_find(inf, identity.hardware_ids, identity.compatible_ids);

	return model && model->UpperFilters && list_has(model->UpperFilters, inf.Service);
}

/* A driver of WinWork's own has no module, and is found by its name only where it is that of an input device. */
bool is_of_function(const Record &record, const FilterTarget &target)
{
	if (record.function)
		return record.function == target.function;
	if (record.is_by_inf)
		return target.class_driver && has_ids(record, *target.identity);
	return (target.class_driver || driver_state(target.function).image) &&
	       has_name(target.function, record.service);
}

bool is_of(const Record &record, Place place, const FilterTarget &target)
{
	if (record.is_upper != (place != Place::lower))
		return false;
	if (place != Place::of_class)
		return is_of_function(record, target);
	return target.class_driver && !record.function && has_name(target.class_driver, record.service);
}

/* Each record of a place, in their order. */
template <typename Act>
void for_records(const FilterTarget &target, Place place, Act act) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (LIST_ENTRY *link = records.Flink; link != &records; link = link->Flink) {
		const Record &record = *CONTAINING_RECORD(link, Record, link);

		if (is_of(record, place, target))
			act(record);
	}
}

template <typename Act>
void for_all_records(const FilterTarget &target, Act act) WW_REQUIRES(lock)
{
	for_records(target, Place::lower, act);
	for_records(target, Place::upper, act);
	for_records(target, Place::of_class, act);
}

FilterTarget target_of(const Node &node)
{
	return { node.driver, node.bus->class_driver ? node.bus->class_driver(node) : nullptr, &node.identity };
}

u32 count_of(const FilterTarget &target)
{
	LockGuard guard(lock);
	u32 count = 0;

	for_all_records(target, [&count](const Record &) { count++; });
	return count;
}

/* The module that the node keeps for the filter, by its file operations; or null. */
const void *module_of(const Node &node, PDRIVER_OBJECT filter)
{
	const void *const operations = driver_operations(filter);

	if (node.bus->class_driver)
		return nullptr;
	return operations == driver_operations(node.driver) ? nullptr : operations;
}

/* False if the filters are more than @room by now. */
bool fill(Node &node, PDRIVER_OBJECT *drivers, u32 room)
{
	const FilterTarget target = target_of(node);
	LockGuard guard(lock);
	Filters filters = { drivers, 0, 0, 0 };
	u32 wanted = 0;
	const auto add = [&](const Record &record) {
		/* A module that is about to go filters no more. */
		if (wanted++ < room && ww_operations_try_get(module_of(node, record.driver)))
			drivers[filters.count++] = record.driver;
	};

	for_records(target, Place::lower, add);
	filters.lower = filters.count;
	for_records(target, Place::upper, add);
	filters.upper = filters.count;
	for_records(target, Place::of_class, add);
	node.filters = filters;
	return wanted <= room;
}

bool is_of_input(const Record &record)
{
	if (record.is_by_inf)
		return true;
	for (const char *service : kInputServices) {
		if (!record.function && text_alike(record.service, service))
			return true;
	}
	return false;
}

NTSTATUS add(PDRIVER_OBJECT driver, PDRIVER_OBJECT function, const char *service, size_t length,
	     bool is_upper, bool is_by_inf = false)
{
	auto *const record = static_cast<Record *>(ww_zalloc_sleeping(sizeof(Record)));

	if (!record)
		return STATUS_INSUFFICIENT_RESOURCES;
	record->driver = driver;
	record->function = function;
	record->is_upper = is_upper;
	record->is_by_inf = is_by_inf;
	text_copy(record->service, length + 1, service);
	driver_state(driver).had_filters = true;
	if (is_of_input(*record))
		driver_state(driver).was_input_filter = true;
	if (function)
		driver_state(function).had_filters = true;

	LockGuard guard(lock);

	record->number = ++record_number;
	InsertTailList(&records, &record->link);
	return STATUS_SUCCESS;
}

/* One part of the parameter. */
struct Part {
	bool is_upper;
	bool is_attached;
	const char *service;
	size_t length;
};

/* Reads the part at @text, and moves that behind it and its comma. False if it is wrong. */
bool read_part(const char *&text, Part &part)
{
	part.is_attached = text_begins_with(text, kAttached);
	part.is_upper = part.is_attached || text_begins_with(text, kUpper);
	if (!part.is_upper && !text_begins_with(text, kLower))
		return false;
	text += part.is_attached ? sizeof(kAttached) - 1 : sizeof(kUpper) - 1;
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
				 "filters=%s of %s is wrong: it has upper:SERVICE, lower:SERVICE or attached:SERVICE, separated by commas",
				 text, module);
			return false;
		}
	}
	return true;
}

void filters_register(PDRIVER_OBJECT driver, const char *text, bool is_attached)
{
	Part part;

	while (*text && read_part(text, part)) {
		if (part.is_attached != is_attached)
			continue;
		if (!NT_SUCCESS(add(driver, nullptr, part.service, part.length, part.is_upper)))
			ww_print(WW_LEVEL_ERROR, "%s does not become a filter: no memory",
				 object_header(driver)->name);
	}
}

bool filters_by_inf(PDRIVER_OBJECT driver)
{
	const WINWORK_INF *const inf = driver_inf(driver);
	bool is_class = false, is_filter = false;

	if (!inf || !inf->ClassGuid)
		return false;
	for (const char *name : kInputClasses)
		is_class = is_class || text_alike(inf->ClassGuid, name);
	for (u32 i = 0; is_class && i < inf->ModelCount; i++)
		is_filter = is_filter || (inf->Models[i].UpperFilters &&
					  list_has(inf->Models[i].UpperFilters, inf->Service));
	return is_filter;
}

void filters_register_inf(PDRIVER_OBJECT driver)
{
	if (!NT_SUCCESS(add(driver, nullptr, "", 0, true, true)))
		ww_print(WW_LEVEL_ERROR, "%s does not become a filter: no memory", object_header(driver)->name);
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
		const u32 room = count_of(target_of(node));
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

bool filters_are_left(Node &node)
{
	LockGuard guard(lock);

	for (u32 i = 0; i < node.filters.count; i++) {
		if (node.filters.drivers[i])
			return true;
	}
	return false;
}

u64 filters_stamp(const FilterTarget &target)
{
	LockGuard guard(lock);
	u64 stamp = 0;

	for_all_records(target, [&stamp](const Record &record) { stamp = mixed(stamp + record.number); });
	return stamp;
}

bool filters_of_input_exist()
{
	LockGuard guard(lock);

	for (LIST_ENTRY *link = records.Flink; link != &records; link = link->Flink) {
		if (is_of_input(*CONTAINING_RECORD(link, Record, link)))
			return true;
	}
	return false;
}

void filters_tell(void (*changed)())
{
	tell = changed;
}

void filters_settle(PDRIVER_OBJECT driver)
{
	if (driver_state(driver).was_input_filter && tell)
		tell();
}

void filters_init()
{
	lock.init(WW_LOCK_FILTERS);

	LockGuard guard(lock);

	InitializeListHead(&records);
}

} /* namespace ww */
