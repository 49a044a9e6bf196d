/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fills the registry when a driver loads, and lists it in debugfs.
 */
#include "registry.hpp"

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/registry.h"
#include "linux/request.h"
#include "reg_text.hpp"
#include "rtl/wide_text.hpp"
#include "store.hpp"

namespace ww {
namespace {

constexpr char kServices[] = WW_CONTROL_SET "Services";
constexpr char kUser[] = "User\\.Default";
constexpr char kParameters[] = "Parameters";
constexpr u32 kMostBadLines = 20;	/* that the log names, of one text */

/* Short names in UTF-16. */
class Wide {
public:
	explicit Wide(const char *text) : count_(0)
	{
		const char *const end = text + text_length(text);

		while (text != end && count_ + kMostUtf16 <= kRoom) {
			u16 made[kMostUtf16];
			const u32 count = encode(next_code_point(text, end), made);

			for (u32 i = 0; i < count; i++)
				units_[count_++] = made[i];
		}
	}

	Units units() const { return { units_, count_ }; }

private:
	static constexpr size_t kRoom = 80;

	u16 units_[kRoom];
	size_t count_;
};

const char *reason_of(NTSTATUS status)
{
	switch (status) {
	case STATUS_SUCCESS:
		return nullptr;
	case STATUS_ACCESS_DENIED:
	case STATUS_CANNOT_DELETE:
		return "this key is always there";
	case STATUS_CHILD_MUST_BE_VOLATILE:
		return "the key above is volatile";
	case STATUS_INVALID_PARAMETER:
		return "the name is too long, or the key too deep";
	default:
		return "there is no memory";
	}
}

/* A text that is being read. */
struct Source {
	const char *name;		/* for the log */
	RegKey *base;			/* of paths that begin nowhere else */
	RegKey *key;
	u32 bad_lines;
};

RegKey *root_of(const Source &source, RegRoot root)
{
	switch (root) {
	case RegRoot::machine:
		return key_find(registry_root(), Wide("Machine").units());
	case RegRoot::users:
		return key_find(registry_root(), Wide("User").units());
	case RegRoot::current_user:
		return key_find(registry_root(), Wide(kUser).units());
	default:
		return source.base;
	}
}

const char *take_key(void *context, RegRoot root, Units path)
{
	auto *source = static_cast<Source *>(context);
	KeyCreation creation{ .makes_parents = true };

	return reason_of(key_create(root_of(*source, root), path, creation, source->key));
}

/* As the registry editor does, says nothing of a key that is not there. */
const char *take_removed_key(void *context, RegRoot root, Units path)
{
	auto *source = static_cast<Source *>(context);
	RegKey *key = key_find(root_of(*source, root), path);

	for (const RegKey *at = source->base; at; at = at->parent) {
		if (at == key)
			return "the driver needs this key";
	}
	return key ? reason_of(key_delete_tree(key)) : nullptr;
}

const char *take_value(void *context, Units name, u32 type, const void *data, u32 bytes)
{
	return reason_of(value_set(static_cast<Source *>(context)->key, name, type, data, bytes));
}

const char *take_removed_value(void *context, Units name)
{
	value_delete(static_cast<Source *>(context)->key, name);
	return nullptr;
}

bool take_question(void *context, Units name)
{
	return value_find(static_cast<Source *>(context)->key, name);
}

void take_bad_line(void *context, u32 line, const char *why)
{
	auto *source = static_cast<Source *>(context);

	if (source->bad_lines++ < kMostBadLines)
		ww_print(WW_LEVEL_WARNING, "%s:%u: %s", source->name, line, why);
}

/* Reads @bytes of a file, a parameter, or a table. */
void read(Source &source, const void *text, size_t bytes, RegForm form)
{
	const RegSink sink = { &source, take_key, take_removed_key, take_value,
			       take_removed_value, take_question, take_bad_line };
	auto *units = static_cast<u16 *>(ww_zalloc_large((bytes + 1) * sizeof(u16)));

	if (!units) {
		ww_print(WW_LEVEL_WARNING, "%s: there is no memory to read it", source.name);
		return;
	}

	const size_t count = reg_decode(static_cast<const u8 *>(text), bytes, units);

	{
		RegistryGuard guard;

		reg_read(units, count, form, sink);
	}
	if (source.bad_lines > kMostBadLines)
		ww_print(WW_LEVEL_WARNING, "%s: %u more bad lines", source.name,
			 source.bad_lines - kMostBadLines);
	ww_free_large(units);
}

/* Reads the lines of an INF's table, which may be null. */
void read_inf(const char *name, RegKey *key, const char *lines)
{
	Source source = { name, key, key, 0 };

	if (lines)
		read(source, lines, text_length(lines), RegForm::inf);
}

/* The service key, with its Parameters. Null without memory. */
RegKey *make_service(const char *service)
{
	RegistryGuard guard;
	KeyCreation creation;
	RegKey *key, *parameters;

	if (!NT_SUCCESS(key_create(key_find(registry_root(), Wide(kServices).units()),
				   Wide(service).units(), creation, key)) ||
	    !NT_SUCCESS(key_create(key, Wide(kParameters).units(), creation, parameters)))
		return nullptr;
	key_reference(key);
	return key;
}

void write_debug(void *out, const char *piece)
{
	ww_debug_print(out, "%s", piece);
}

} /* namespace */

bool registry_load_device(const char *path, const char *lines)
{
	const size_t bytes = text_length(path);
	auto *units = static_cast<u16 *>(ww_zalloc_large((bytes + 1) * sizeof(u16)));
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
	RegKey *key = nullptr;

	if (units) {
		const size_t count = reg_decode(reinterpret_cast<const u8 *>(path), bytes, units);
		KeyCreation creation{ .makes_parents = true };
		RegistryGuard guard;

		status = key_create(registry_root(), { units, count }, creation, key);
		if (NT_SUCCESS(status))
			key_reference(key);
	}
	ww_free_large(units);
	if (!NT_SUCCESS(status)) {
		ww_print(WW_LEVEL_WARNING, "the key %s cannot be made: %s", path, reason_of(status));
		return false;
	}
	read_inf(path, key, lines);

	RegistryGuard guard;

	key_dereference(key);
	return true;
}

NTSTATUS registry_open(const char *path, KeyOpening how, HANDLE *handle)
{
	const WideText name("\\Registry\\", path);
	OBJECT_ATTRIBUTES attributes;

	if (!name)
		return STATUS_INSUFFICIENT_RESOURCES;
	InitializeObjectAttributes(&attributes, const_cast<PUNICODE_STRING>(&name.string()),
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, nullptr, nullptr);
	return how == KeyOpening::or_create
		       ? ZwCreateKey(handle, KEY_ALL_ACCESS, &attributes, 0, nullptr,
				     REG_OPTION_NON_VOLATILE, nullptr)
		       : ZwOpenKey(handle, KEY_ALL_ACCESS, &attributes);
}

bool registry_load(const char *service, const char *inf, const char *parameter)
{
	char name[96];
	ww_registry_file file;
	RegKey *const key = make_service(service);

	if (!key)
		return false;
	ww_format(name, sizeof(name), "the INF of %s", service);
	read_inf(name, key, inf);
	ww_format(name, sizeof(name), "winwork/%s.reg", service);
	if (ww_registry_file_get(name, &file)) {
		Source source = { name, key, nullptr, 0 };

		read(source, file.data, file.bytes, RegForm::file);
		ww_registry_file_put(&file);
	}
	if (parameter && *parameter) {
		ww_format(name, sizeof(name), "reg= of %s", service);

		Source source = { name, key, nullptr, 0 };

		read(source, parameter, text_length(parameter), RegForm::parameter);
	}

	RegistryGuard guard;

	key_dereference(key);
	return true;
}

} /* namespace ww */

using namespace ww;

extern "C" void ww_registry_show(void *out)
{
	const RegOut to = { out, write_debug };
	RegistryGuard guard;

	reg_write_header(to);
	for (RegKey *key = key_after(registry_root()); key; key = key_after(key)) {
		const size_t count = key_path_count(key);
		auto *path = static_cast<u16 *>(ww_zalloc_large((count + 1) * sizeof(u16)));

		if (!path) {
			ww_debug_print(out, "; there is no memory for the rest\n");
			return;
		}
		key_path(key, path);
		/* Windows has no name for the key above the users. */
		if (key->depth > 1 || key->values)
			reg_write_key(to, { path, count });
		ww_free_large(path);
		for (const RegValue *value = key->values; value; value = value->next)
			reg_write_value(to, value->name(), value->type, value->data, value->bytes);
	}
}
