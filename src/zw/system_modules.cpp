/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The modules that ZwQuerySystemInformation lists: WinWork in the place of ntoskrnl.exe, and the drivers.
 */
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/system.h"
#include "ob/image.hpp"
#include "system_information.hpp"

namespace ww {
namespace {

constexpr ULONG kMargin = 8;	/* drivers that may come while the memory is allocated */

struct SystemModule {
	HANDLE section;
	PVOID mapped_base;
	uintptr_t image_base;
	ULONG image_size;
	ULONG flags;
	USHORT load_order_index;
	USHORT init_order_index;
	USHORT load_count;
	USHORT offset_to_file_name;
	char path[256];
};
static_assert(sizeof(SystemModule) == 0x128);

struct SystemModules {
	ULONG count;
	alignas(8) SystemModule module[1];
};
static_assert(sizeof(SystemModules) == 8 + sizeof(SystemModule));

constexpr ULONG bytes_of(ULONG count)
{
	return static_cast<ULONG>(__builtin_offsetof(SystemModules, module) + count * sizeof(SystemModule));
}

/* The modules that have no room are only counted. */
struct ModuleList {
	SystemModule *modules;
	ULONG room;
	ULONG count = 0;
};

void fill(SystemModule &module, const char *folder, const char *name, const char *extension, const void *operations)
{
	size_t bytes;

	module = {};
	ww_module_code(operations, &module.image_base, &bytes);
	module.image_size = static_cast<ULONG>(bytes);
	module.load_count = 1;
	module.offset_to_file_name = static_cast<USHORT>(ww_format(module.path, sizeof(module.path), "%s", folder));
	ww_format(module.path, sizeof(module.path), "%s%s%s", folder, name, extension);
}

void add_driver(void *context, const _WINWORK_IMAGE &image)
{
	auto &list = *static_cast<ModuleList *>(context);

	if (!image.FileOperations)
		return;
	if (list.count < list.room)
		fill(list.modules[list.count], "\\SystemRoot\\System32\\drivers\\", image.Name, ".sys",
		     image.FileOperations);
	list.count++;
}

/* They are in the list from the newest one on. */
void put_in_order(const ModuleList &list)
{
	for (ULONG i = 0, j = list.count; i < --j; i++) {
		const SystemModule module = list.modules[i];

		list.modules[i] = list.modules[j];
		list.modules[j] = module;
	}
	for (ULONG i = 0; i < list.count; i++)
		list.modules[i].load_order_index = static_cast<USHORT>(i);
}

/* The drivers, and then the system. */
void fill(ModuleList &list)
{
	list.count = 0;
	images_visit(add_driver, &list);
	if (list.count < list.room)
		fill(list.modules[list.count], "\\SystemRoot\\system32\\", "ntoskrnl", ".exe", nullptr);
	list.count++;
}

NTSTATUS read(ModuleList &list)
{
	list = {};
	fill(list);
	while (list.count > list.room) {
		list.room = list.count + kMargin;
		ww_free_large(list.modules);
		list.modules = static_cast<SystemModule *>(ww_zalloc_large(list.room * sizeof(SystemModule)));
		if (!list.modules)
			return STATUS_INSUFFICIENT_RESOURCES;
		fill(list);
	}
	put_in_order(list);
	return STATUS_SUCCESS;
}

NTSTATUS give(const ModuleList &list, Answer &answer)
{
	auto &modules = *static_cast<SystemModules *>(answer.to);

	answer.bytes = bytes_of(list.count);
	if (!answer.fits())
		return STATUS_INFO_LENGTH_MISMATCH;
	modules.count = list.count;
	__builtin_memcpy(modules.module, list.modules, list.count * sizeof(SystemModule));
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS give_modules(Answer &answer)
{
	ModuleList list;
	NTSTATUS status = read(list);

	if (NT_SUCCESS(status))
		status = give(list, answer);
	ww_free_large(list.modules);
	return status;
}

} /* namespace ww */
