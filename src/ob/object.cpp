/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of live objects.
 */
#include "object.hpp"

#include "base/assert.hpp"
#include "base/cold.hpp"
#include "base/freed_memory.hpp"
#include "base/lock.hpp"
#include "base/preemption.hpp"
#include "base/text.hpp"
#include "base/wait_note.hpp"
#include "linux/irq_context.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/system.h"
#include "linux/trace_point.h"
#include "linux/wait.h"

namespace ww {

constinit ObjectHeader *object_table[kObjectBuckets]{};

namespace {

constexpr u32 kNames = 4096;

constinit Lock lock;
/* Those with a name_hash, by it. */
constinit ObjectHeader *names[kNames] WW_GUARDED_BY(lock){};
/* Programs choose names, too: they must not know which of them are in one chain. Constant after objects_init(). */
constinit u64 name_seed = 0;
constinit ObjectHeader *drivers WW_GUARDED_BY(lock) = nullptr;
constinit DescribeRunning describe_running = nullptr;
constinit EndItems end_items = nullptr;
constinit Atomic<u32> drivers_made{};

/* The memory of a destroyed object that is still in use. It is where the name was. */
struct Unfreed {
	Unfreed *next;
	void *block;
};

constinit Unfreed *unfreed WW_GUARDED_BY(lock) = nullptr;
/* For objects that belong to no driver, such as an operation. No unload waits for it. */
constinit UnloadCount of_no_driver{};

void *body_of(ObjectHeader *header)
{
	return header + 1;
}

static_assert(__builtin_offsetof(ObjectHeader, name) % alignof(ww_unread) == 0);
static_assert(__builtin_offsetof(ObjectHeader, name) % alignof(Unfreed) == 0);
static_assert(__builtin_offsetof(ObjectHeader, references) == 0 &&
	      sizeof(PercpuCount) % alignof(ObjectHeader) == 0);

void destroy_last(Reference *references)
{
	ObjectHeader *header = reinterpret_cast<ObjectHeader *>(references);

	if (header->type->last)
		header->type->last(body_of(header));
	else
		object_destroy(body_of(header));
}

size_t bytes_in_front(const ObjectType &type)
{
	return type.has_percpu_count ? sizeof(PercpuCount) : 0;
}

void *memory_of(ObjectHeader *header)
{
	return reinterpret_cast<char *>(header) - bytes_in_front(*header->type);
}

/* Calls get(references) for a live object, whose memory stays meanwhile. */
template <typename Get>
bool get_reference(void *body, Get get)
{
	PreemptionGuard guard;
	ObjectHeader *header = object_find_live(body);

	return header && get(header->references);
}

bool is_run_down(void *body)
{
	return object_header(body)->references.is_run_down();
}

/* Calls visit(header) for each object of all drivers and of none, until one call returns false. */
template <typename Visit>
void visit_table(Visit visit) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (ObjectHeader *bucket : object_table) {
		for (ObjectHeader *header = bucket; header; header = header->next) {
			if (!visit(*header))
				return;
		}
	}
}

/* Likewise, for the objects of a list. */
template <typename Visit>
void visit_list(ObjectHeader *first, Visit visit) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (ObjectHeader *header = first; header && visit(*header); header = header->next_listed) {
	}
}

/* The objects of a driver, and the driver object itself. */
template <typename Visit>
void visit_objects(const void *driver, Visit visit) WW_REQUIRES(lock)
{
	ObjectHeader *const header = object_header(const_cast<void *>(driver));

	if (visit(*header))
		visit_list(header->objects, visit);
}

/* The first object with that name for which matches(header) is true, or null. */
template <typename Matches>
ObjectHeader *find_named(const char *name, Matches matches) WW_REQUIRES(lock)
{
	lock.assert_held();

	const u32 hash = text_hash(name, name_seed);
	ObjectHeader *header = names[hash % kNames];

	while (header && !(header->name_hash == hash && text_alike(header->name, name) &&
			   matches(*header)))
		header = header->next_named;
	return header;
}

bool share_names(const ObjectType &one, const ObjectType &other)
{
	return &one == &other || (one.has_path && other.has_path);
}

bool name_is_taken(const ObjectHeader &wanted) WW_REQUIRES(lock)
{
	return find_named(wanted.name, [&wanted](const ObjectHeader &header) {
		return share_names(*header.type, *wanted.type) && !header.is_nameless.load() &&
		       header.references.is_live();
	});
}

void add_name(ObjectHeader &header) WW_REQUIRES(lock)
{
	ObjectHeader *&first = names[header.name_hash % kNames];

	header.next_named = first;
	first = &header;
}

void remove_name(ObjectHeader &header) WW_REQUIRES(lock)
{
	ObjectHeader **link = &names[header.name_hash % kNames];

	while (*link != &header)
		link = &(*link)->next_named;
	*link = header.next_named;
}

void add_to_list(ObjectHeader &header, ObjectHeader *&first) WW_REQUIRES(lock)
{
	header.next_listed = first;
	header.link_listed = &first;
	if (first)
		first->link_listed = &header.next_listed;
	first = &header;
}

void remove_from_list(ObjectHeader &header) WW_REQUIRES(lock)
{
	*header.link_listed = header.next_listed;
	if (header.next_listed)
		header.next_listed->link_listed = header.link_listed;
}

/* Enters a new object. False when its name must be unique and is not. */
bool enter(ObjectHeader &header, bool *taken)
{
	if (taken && header.name[0])
		header.name_hash = text_hash(header.name, name_seed);

	LockGuard guard(lock);

	if (header.name_hash) {
		if (name_is_taken(header)) {
			*taken = true;
			return false;
		}
		add_name(header);
	}
	if (header.driver != body_of(&header))
		add_to_list(header, object_header(header.driver)->objects);
	else if (header.type->is_driver)
		add_to_list(header, drivers);

	ObjectHeader *&bucket = object_bucket(body_of(&header));

	header.next = bucket;
	__atomic_store_n(&bucket, &header, __ATOMIC_RELEASE);
	return true;
}

void leave(ObjectHeader &header)
{
	LockGuard guard(lock);
	ObjectHeader **link = &object_bucket(body_of(&header));

	WW_ASSERT(!header.objects);
	while (*link != &header)
		link = &(*link)->next;
	__atomic_store_n(link, header.next, __ATOMIC_RELEASE);
	if (header.name_hash)
		remove_name(header);
	if (header.link_listed)
		remove_from_list(header);
}

WW_COLD void trace(void (*event)(const ww_object_event *), ObjectHeader &header)
{
	const ObjectHeader *const driver = object_header(header.driver);
	const ww_object_event fields = { .object = body_of(&header),
					 .driver = driver->type->is_driver ? text_last_part(driver->name) : "",
					 .type = header.type->name, .name = header.name };

	event(&fields);
}

void keep_unfreed(ObjectHeader &header)
{
	LockGuard guard(lock);
	auto *kept = reinterpret_cast<Unfreed *>(header.name);

	*kept = { unfreed, memory_of(&header) };
	unfreed = kept;
}

u64 random_number()
{
	u64 words[2];

	ww_random_guid(words);
	return words[0];
}

} /* namespace */

void objects_init(DescribeRunning describe, EndItems end)
{
	describe_running = describe;
	end_items = end;
	name_seed = random_number();
	lock.init(WW_LOCK_OBJECTS);
}

void objects_exit() WW_UNCHECKED
{
	while (Unfreed *kept = unfreed) {
		unfreed = kept->next;
		ww_free(kept->block);
	}
	ww_wait_until_freed();
}

void *object_create(const NewObject &wanted)
{
	constexpr size_t kAlignment = alignof(UnloadCount);
	const ObjectType &type = wanted.type;
	const size_t end = (sizeof(ObjectHeader) + wanted.bytes + kAlignment - 1) & -kAlignment;
	const size_t front = bytes_in_front(type);
	const size_t size = front + end + (type.is_driver ? sizeof(UnloadCount) : 0);
	const bool may_sleep = ww_context() == WW_CONTEXT_TASK;
	auto *memory = static_cast<char *>(may_sleep ? ww_zalloc_sleeping(size) : ww_zalloc(size));

	if (!memory)
		return nullptr;

	auto *header = reinterpret_cast<ObjectHeader *>(memory + front);

	header->type = &type;
	header->driver = wanted.driver ? wanted.driver : body_of(header);
	header->handles = 1;
	header->bytes = wanted.bytes;
	if (wanted.driver)
		header->driver_number = object_header(wanted.driver)->driver_number;
	else if (type.is_driver)
		header->driver_number = drivers_made.fetch_add(1) + 1;
	text_copy(header->name, kObjectName, wanted.name);

	UnloadCount *unload_count = &of_no_driver;

	if (wanted.driver) {
		unload_count = object_header(wanted.driver)->references.unload_count();
	} else if (type.is_driver) {
		unload_count =
			reinterpret_cast<UnloadCount *>(reinterpret_cast<char *>(header) + end);
		unload_count->set_driver(body_of(header));
	}
	header->references.init(*unload_count, type.has_percpu_count, destroy_last);
	if (wanted.init)
		wanted.init(body_of(header), wanted.how);

	if (!enter(*header, wanted.taken)) {
		ww_free(memory_of(header));
		return nullptr;
	}
	if (WW_IS_TRACED(object_make)) [[unlikely]]
		trace(ww_trace_object_make, *header);
	return body_of(header);
}

void *object_create(const ObjectType &type, size_t bytes, void *driver, const char *name,
		    bool *taken)
{
	return object_create({ .type = type, .bytes = bytes, .driver = driver, .name = name,
			       .taken = taken });
}

const ObjectType *object_type(const void *body)
{
	PreemptionGuard guard;
	const ObjectHeader *header = object_find_live(body);

	return header ? header->type : nullptr;
}

void *object_find(const ObjectType &type, const char *name, bool (*take)(void *body))
{
	LockGuard guard(lock);
	ObjectHeader *const header = find_named(name, [&type](const ObjectHeader &each) {
		return each.type == &type && !each.is_nameless.load() && each.references.is_live();
	});

	return header && take(body_of(header)) ? body_of(header) : nullptr;
}

bool object_of_other_type_is_named(const void *type, const char *name)
{
	LockGuard guard(lock);

	return find_named(name, [type](const ObjectHeader &each) {
		return each.type != type && each.type->is_public && !each.is_nameless.load() &&
		       each.references.is_live();
	});
}

void *object_open_path(const char *name)
{
	LockGuard guard(lock);
	ObjectHeader *const header = find_named(name, [](ObjectHeader &each) {
		return each.type->has_path && !each.is_nameless.load() &&
		       each.references.try_acquire_kept();
	});

	if (!header)
		return nullptr;
	header->handles++;
	return body_of(header);
}

void object_handle_opened(void *body)
{
	LockGuard guard(lock);

	object_header(body)->handles++;
}

void object_handle_closed(void *body)
{
	LockGuard guard(lock);
	ObjectHeader &header = *object_header(body);

	if (!--header.handles && !header.is_permanent.load())
		header.is_nameless.store(true);
}

u32 object_count(const void *body)
{
	PreemptionGuard guard;
	const ObjectHeader *header = object_find(body);

	return header ? header->references.count() : 0;
}

bool object_describe(const void *body, char *text, size_t room)
{
	LockGuard guard(lock);
	const ObjectHeader *header = object_find(body);

	if (!header)
		return false;

	const ObjectHeader *driver = header->driver != body ? object_find(header->driver)
							     : nullptr;

	ww_format(text, room, "%s %s%s%s", header->type->name,
		  header->name[0] ? header->name : "(unnamed)", driver ? " of driver " : "",
		  driver ? driver->name : "");
	return true;
}

bool object_try_reference(void *body)
{
	return get_reference(body, [](Reference &references) { return references.try_acquire(); });
}

bool object_try_reference_kept(void *body)
{
	return get_reference(body,
			     [](Reference &references) { return references.try_acquire_kept(); });
}

/* The lock excludes unloads that add up activities. */
void object_dereference_created(void *body)
{
	Reference &references = object_header(body)->references;

	{
		LockGuard guard(lock);

		references.switch_to_atomic();
	}
	references.release();
}

bool object_begin_rundown(void *body)
{
	Reference &references = object_header(body)->references;

	if (!references.percpu_count())
		return references.close();

	LockGuard guard(lock);

	/* First: an object with a per-CPU count refuses nothing. */
	if (!references.is_closed())
		references.switch_to_atomic();
	return references.close();
}

void object_rundown(void *body)
{
	const ObjectHeader *header = object_header(body);

	object_begin_rundown(body);

	const WaitNote note({ { "the rundown" }, header->type->name, body, WaitEnd::routines_of_object });

	while (!ww_gate_wait(is_run_down, body)) {
		ww_print(WW_LEVEL_WARNING,
			 "the rundown of %s %s waits for %u references, %u of them queued or "
			 "running",
			 header->type->name, header->name, header->references.count() - 1,
			 header->references.activities());
		describe_running(header->driver);
	}
}

void objects_of_driver(const void *driver, bool (*visit)(void *body, void *context), void *context)
{
	LockGuard guard(lock);
	const auto visit_body = [=](ObjectHeader &header) {
		return visit(body_of(&header), context);
	};

	if (driver)
		visit_objects(driver, visit_body);
	else
		visit_table(visit_body);
}

namespace {

void describe(const ObjectHeader &header, ObjectLine &line) WW_REQUIRES(lock)
{
	const auto *body = reinterpret_cast<const void *>(&header + 1);
	const ObjectHeader *driver = header.driver != body ? object_find(header.driver) : nullptr;

	line.body = body;
	line.type = header.type->name;
	text_copy(line.name, sizeof(line.name), header.name);
	text_copy(line.driver, sizeof(line.driver), driver ? driver->name : "");
	line.references = header.references.count();
	line.activities = header.references.activities();
}

/* Object number @index of the bucket. */
bool describe_in_bucket(u32 bucket, u32 index, ObjectLine &line)
{
	LockGuard guard(lock);
	const ObjectHeader *header = object_table[bucket];

	while (header && index--)
		header = header->next;
	if (header)
		describe(*header, line);
	return header;
}

} /* namespace */

bool object_next(u64 &cursor, ObjectLine &line)
{
	constexpr unsigned int kIndexBits = 32;

	while (cursor >> kIndexBits < kObjectBuckets) {
		if (describe_in_bucket(static_cast<u32>(cursor >> kIndexBits), static_cast<u32>(cursor), line)) {
			cursor++;
			return true;
		}
		cursor = ((cursor >> kIndexBits) + 1) << kIndexBits;
	}
	return false;
}

namespace {

/* A call of another thread's, perhaps in the driver, has a reference: see ObjectType::is_awaited. */
bool is_awaited(const ObjectHeader &header)
{
	return header.type->is_awaited && header.references.is_closed();
}

} /* namespace */

void driver_objects(bool (*visit)(void *body, void *context), void *context)
{
	LockGuard guard(lock);

	visit_list(drivers, [=](ObjectHeader &header) {
		return visit(body_of(&header), context);
	});
}

bool driver_is_quiet(void *driver)
{
	LockGuard guard(lock);
	const PercpuCount &shared =
		object_header(driver)->references.unload_count()->percpu_count();
	s64 ended = shared.ended();
	bool all_live = true;

	visit_objects(driver, [&](const ObjectHeader &header) {
		if (const PercpuCount *own = header.references.percpu_count())
			ended += own->ended();
		return true;
	});

	s64 begun = shared.begun();

	visit_objects(driver, [&](const ObjectHeader &header) {
		if (const PercpuCount *own = header.references.percpu_count())
			begun += own->begun();
		return all_live = all_live && header.references.is_live() && !is_awaited(header);
	});
	return all_live && begun == ended;
}

void objects_describe_awaited(const void *driver)
{
	ObjectLine line;
	bool is_found = false;
	{
		LockGuard guard(lock);

		visit_objects(driver, [&](const ObjectHeader &header) {
			is_found = is_awaited(header);
			if (is_found)
				describe(header, line);
			return !is_found;
		});
	}
	if (is_found)
		ww_print(WW_LEVEL_WARNING, "a call has one of %u references to the %s %s", line.references, line.type,
			 line.name);
}

void object_destroy(void *body)
{
	ObjectHeader *header = object_header(body);
	const bool is_awaited = header->type->is_awaited;
	const bool is_unused = memory_is_unused({ address_of(body),
						  address_of(body) + header->bytes,
						  { header->type->ended_by },
						  header->driver });

	if (WW_IS_TRACED(object_end)) [[unlikely]]
		trace(ww_trace_object_end, *header);
	if (header->items[0].load(Order::relaxed))
		end_items(body);
	/*
	 * An unload waits while the object is in the table: destroy() may drop references of its.
	 */
	if (header->type->destroy)
		header->type->destroy(body);
	leave(*header);
	/* A reader may still look at all but the name. */
	if (is_unused)
		ww_free_when_unread(reinterpret_cast<ww_unread *>(header->name),
				    memory_of(header));
	else
		keep_unfreed(*header);
	if (is_awaited)
		ww_gate_wake();
}

} /* namespace ww */
