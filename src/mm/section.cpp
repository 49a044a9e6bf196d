/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Section objects and their views.
 *
 * A view keeps the file mapped, and not the section. In a program it ends with the process, which Linux does not tell
 * of: its record stays until the driver unmaps it or goes, or until later views find that it has ended.
 */
#include "section.hpp"

#include <winwork.h>

#include "base/address.hpp"
#include "base/errno.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "linux/user_mapping.h"
#include "ob/image.hpp"
#include "range_tree.hpp"

namespace ww {
namespace {

struct Section {
	RangeNode by_driver;		/* first. Its range is the address of this */
	const void *caller;
	ww_section *file;		/* null: the driver has gone; under the lock, if it may have */
	s64 bytes;
};

struct View {
	RangeNode by_driver;		/* first, the same */
	RangeNode by_process;		/* the addresses there */
	const void *caller;
	ww_section_view *view;
	LIST_ENTRY in_turn;		/* under the lock */
};

constinit Lock lock;
constinit RangeTree sections WW_GUARDED_BY(lock){};
constinit RangeTree views WW_GUARDED_BY(lock){};
constinit RangeTree places WW_GUARDED_BY(lock){};
/* All views, in the order in which it is seen whether their programs have ended. */
constinit LIST_ENTRY turns WW_GUARDED_BY(lock){ &turns, &turns };

/* ---- Sections --------------------------------------------------------------------------- */

void destroy(void *body)
{
	auto *const section = static_cast<Section *>(body);
	ww_section *file;
	{
		LockGuard guard(lock);

		file = section->file;
		sections.remove(section->by_driver);
	}
	if (file)
		ww_section_put(file);
}

/* The section of a descriptor is one object more. */
s32 of_program(void *handle, void **body)
{
	const auto number = reinterpret_cast<uintptr_t>(handle);
	ww_section *const file = number <= 0x7fffffff ? ww_section_of(static_cast<s32>(number)) : nullptr;

	if (!file)
		return STATUS_INVALID_HANDLE;
	*body = section_create({ "a descriptor", nullptr }, file, ww_section_size(file));
	if (!*body)
		return STATUS_INSUFFICIENT_RESOURCES;
	object_keep(*body);
	return STATUS_SUCCESS;
}

} /* namespace */

constinit const ObjectType section_type = { .name = "section", .destroy = destroy, .is_public = true,
					    .of_program = of_program };

void *section_create(CallSite call, ww_section *file, s64 bytes)
{
	auto *const section = static_cast<Section *>(object_create(section_type, sizeof(Section)));

	if (!section) {
		ww_section_put(file);
		return nullptr;
	}
	section->caller = call.caller;
	section->bytes = bytes;

	LockGuard guard(lock);

	section->file = file;
	sections.insert(section->by_driver, image_of_address(call.caller), address_of(section), 1);
	return section;
}

s64 section_bytes(const void *body)
{
	return static_cast<const Section *>(body)->bytes;
}

ww_section *section_file(void *body)
{
	return static_cast<Section *>(body)->file;
}

/* ---- Views ------------------------------------------------------------------------------ */

namespace {

View *take(View *view) WW_REQUIRES(lock)
{
	lock.assert_held();
	views.remove(view->by_driver);
	places.remove(view->by_process);
	RemoveEntryList(&view->in_turn);
	return view;
}

void end(View *view)
{
	ww_section_unmap(view->view);
	ww_free(view);
}

/* The view whose turn it is, if its program has ended. */
View *take_ended()
{
	LockGuard guard(lock);

	if (IsListEmpty(&turns))
		return nullptr;

	View *const view = CONTAINING_RECORD(turns.Flink, View, in_turn);

	if (!ww_section_view_is_seen(view->view))
		return take(view);
	RemoveEntryList(&view->in_turn);
	InsertTailList(&turns, &view->in_turn);
	return nullptr;
}

/* Each new view looks at two, so that not more records are left of programs that have ended than of others. */
void end_ended()
{
	for (int i = 0; i < 2; i++) {
		if (View *const view = take_ended())
			end(view);
	}
}

} /* namespace */

NTSTATUS section_map(CallSite call, void *body, const ww_section_range &range, void *&address)
{
	auto *const view = static_cast<View *>(ww_zalloc_sleeping(sizeof(View)));
	ww_section *const file = section_file(body);

	if (!view || !file) {
		ww_free(view);
		return STATUS_INSUFFICIENT_RESOURCES;
	}

	const int error = ww_section_map(file, &range, &view->view);

	if (error) {
		ww_free(view);
		return error == -WW_EEXIST ? STATUS_CONFLICTING_ADDRESSES : STATUS_INSUFFICIENT_RESOURCES;
	}
	end_ended();
	view->caller = call.caller;
	address = ww_section_view_address(view->view);

	LockGuard guard(lock);

	views.insert(view->by_driver, image_of_address(call.caller), address_of(view), 1);
	places.insert(view->by_process, ww_section_view_process(view->view), address_of(address), range.bytes);
	InsertTailList(&turns, &view->in_turn);
	return STATUS_SUCCESS;
}

namespace {

/* Of this process, or of the kernel. */
View *take_at(const void *address)
{
	const void *const process = is_kernel_address(address) ? nullptr : ww_user_process();
	LockGuard guard(lock);
	const RangeNode *const node = places.find(range_at(process, address));

	return node ? take(CONTAINING_RECORD(node, View, by_process)) : nullptr;
}

} /* namespace */

bool section_unmap(const void *address)
{
	View *const view = take_at(address);

	if (view)
		end(view);
	return view;
}

/* ---- What is left ----------------------------------------------------------------------- */

namespace {

void report_left(const _WINWORK_IMAGE &image, const void *item, const void *caller, const char *what)
{
	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(item), 0, 0, 0 },
		 .call = { "DriverUnload" }, .item = item, .owner_name = image.Name },
	       "%s, made by %s, is left", what, ShownCode(caller).text);
}

/* The object stays until sections_exit(), as a reference or a handle of the driver may lead to it. */
bool end_section_of(const _WINWORK_IMAGE &image)
{
	Section *section;
	ww_section *file = nullptr;
	{
		LockGuard guard(lock);
		RangeNode *const node = const_cast<RangeNode *>(sections.find(range_of_any(&image)));

		section = node ? CONTAINING_RECORD(node, Section, by_driver) : nullptr;
		if (section) {
			sections.remove(section->by_driver);
			sections.insert(section->by_driver, nullptr, address_of(section), 1);
			file = section->file;
			section->file = nullptr;
		}
	}
	if (!section)
		return false;
	report_left(image, section, section->caller, "a section");
	ww_section_put(file);
	return true;
}

bool end_view_of(const _WINWORK_IMAGE &image)
{
	View *view;
	{
		LockGuard guard(lock);
		const RangeNode *const node = views.find(range_of_any(&image));

		view = node ? take(CONTAINING_RECORD(node, View, by_driver)) : nullptr;
	}
	if (!view)
		return false;
	/* Those of a program that has ended went with it. */
	if (ww_section_view_is_seen(view->view))
		report_left(image, ww_section_view_address(view->view), view->caller, "a view of a section");
	end(view);
	return true;
}

} /* namespace */

void sections_init()
{
	lock.init(WW_LOCK_SECTIONS);
}

void sections_exit()
{
	for (;;) {
		const RangeNode *node;
		{
			LockGuard guard(lock);

			node = sections.root();
		}
		if (!node)
			return;
		object_destroy(CONTAINING_RECORD(node, Section, by_driver));
	}
}

void sections_report_left(const _WINWORK_IMAGE &image)
{
	while (end_view_of(image)) {
	}
	while (end_section_of(image)) {
	}
}

} /* namespace ww */
