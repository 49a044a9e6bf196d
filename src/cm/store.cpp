/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tree of the registry's keys.
 */
#include "store.hpp"

#include "base/errno.hpp"
#include "linux/memory.h"
#include "linux/request.h"
#include "notify.hpp"

namespace ww {
namespace {

/* The first keys, spelled as on Windows. Backslashes separate them, as in all paths below \Registry. */
constexpr const char *kFixed[] = {
	"MACHINE\\SYSTEM\\CurrentControlSet\\Services",
	"MACHINE\\SYSTEM\\CurrentControlSet\\Control",
	"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
	"MACHINE\\HARDWARE\\DEVICEMAP",
	"USER\\.DEFAULT",
};

constinit struct ww_turn turn{};
constinit RegKey *root = nullptr;

s64 now()
{
	LARGE_INTEGER time;

	KeQuerySystemTime(&time);
	return time.QuadPart;
}

void copy(u16 *to, Units from)
{
	if (from.count)
		__builtin_memcpy(to, from.units, from.count * sizeof(u16));
}

/* Takes the first name from @path. False if there is none. */
bool next_name(Units &path, Units &name)
{
	size_t length = 0;

	while (path.count && *path.units == '\\')
		path = path.from(1);
	while (length < path.count && path.units[length] != '\\')
		length++;
	name = path.first(length);
	path = path.from(length);
	return length;
}

bool is_last(Units rest)
{
	Units name;

	return !next_name(rest, name);
}

/* The place of the child called @name, or the one where it belongs. */
RegKey **place_of(RegKey *parent, Units name, bool &is_there)
{
	RegKey **place = &parent->children;
	int order = -1;

	while (*place && (order = units_compare((*place)->name(), name)) < 0)
		place = &(*place)->next;
	is_there = *place && !order;
	return place;
}

RegKey *child_of(RegKey *parent, Units name)
{
	bool is_there;
	RegKey **place = place_of(parent, name, is_there);

	return is_there ? *place : nullptr;
}

RegKey *make(Units name)
{
	auto *key = static_cast<RegKey *>(
		ww_zalloc_sleeping(sizeof(RegKey) + name.count * sizeof(u16)));

	if (!key)
		return nullptr;
	key->references = 1;
	key->written = now();
	key->name_count = static_cast<u32>(name.count);
	copy(key->name_units, name);
	return key;
}

void free_value(RegValue *value)
{
	ww_free_large(value->data);
	ww_free(value);
}

void free_values(RegKey *key)
{
	while (RegValue *value = key->values) {
		key->values = value->next;
		free_value(value);
	}
}

NTSTATUS make_child(RegKey *parent, Units name, const KeyCreation &creation, RegKey *&made)
{
	bool is_there;

	if (parent == root && root->is_fixed)
		return STATUS_ACCESS_DENIED;
	if (name.count > kMostKeyName || parent->depth == kMostDepth)
		return STATUS_INVALID_PARAMETER;
	if (parent->is_volatile && !creation.is_volatile)
		return STATUS_CHILD_MUST_BE_VOLATILE;

	RegKey *key = make(name);

	if (!key)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (creation.class_name.count) {
		key->class_units = static_cast<u16 *>(
			ww_zalloc_sleeping(creation.class_name.count * sizeof(u16)));
		if (!key->class_units) {
			ww_free(key);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		key->class_count = static_cast<u32>(creation.class_name.count);
		copy(key->class_units, creation.class_name);
	}

	RegKey **place = place_of(parent, name, is_there);

	key->parent = parent;
	key->depth = parent->depth + 1;
	key->is_volatile = creation.is_volatile;
	key->next = *place;
	*place = key;
	parent->written = key->written;
	watches_notice(parent, REG_NOTIFY_CHANGE_NAME);
	made = key;
	return STATUS_SUCCESS;
}

/* Takes a key without subkeys out of the tree. */
void unlink(RegKey *key)
{
	RegKey *const parent = key->parent;
	bool is_there;

	*place_of(parent, key->name(), is_there) = key->next;
	key->parent = nullptr;
	key->is_deleted = true;
	parent->written = now();
	free_values(key);
	watches_end(key);
	watches_notice(parent, REG_NOTIFY_CHANGE_NAME);
	key_dereference(key);
}

RegKey *deepest(RegKey *key)
{
	while (key->children)
		key = key->children;
	return key;
}

/* Makes the first keys. False without memory. */
bool make_fixed()
{
	RegistryGuard guard;

	for (const char *path : kFixed) {
		u16 units[64];
		Units wide{ units, 0 };
		KeyCreation creation{ .makes_parents = true };
		RegKey *key;

		while (path[wide.count]) {
			units[wide.count] = static_cast<u16>(path[wide.count]);
			wide.count++;
		}
		if (!NT_SUCCESS(key_create(root, wide, creation, key)))
			return false;
		for (; key != root; key = key->parent)
			key->is_fixed = true;
	}
	/* Only now: nothing else is made in it. */
	root->is_fixed = true;
	return true;
}

} /* namespace */

RegistryGuard::RegistryGuard()
{
	ww_turn_wait(&turn);
}

RegistryGuard::~RegistryGuard()
{
	ww_turn_end(&turn);
}

RegKey *registry_root()
{
	return root;
}

void key_dereference(RegKey *key)
{
	if (--key->references)
		return;
	free_values(key);
	ww_free(key->class_units);
	ww_free(key);
}

RegKey *key_find(RegKey *from, Units path)
{
	Units name;

	while (from && next_name(path, name))
		from = child_of(from, name);
	return from;
}

NTSTATUS key_create(RegKey *from, Units path, KeyCreation &creation, RegKey *&key)
{
	Units name;

	creation.was_created = false;
	key = from;
	while (next_name(path, name)) {
		RegKey *const child = child_of(key, name);

		if (child) {
			key = child;
			continue;
		}
		if (!creation.makes_parents && !is_last(path))
			return STATUS_OBJECT_NAME_NOT_FOUND;

		const NTSTATUS status = make_child(key, name, creation, key);

		if (!NT_SUCCESS(status))
			return status;
		creation.was_created = true;
	}
	return STATUS_SUCCESS;
}

NTSTATUS key_delete(RegKey *key)
{
	if (key->is_deleted)
		return STATUS_KEY_DELETED;
	if (key->children || key->is_fixed)
		return STATUS_CANNOT_DELETE;
	unlink(key);
	return STATUS_SUCCESS;
}

NTSTATUS key_delete_tree(RegKey *key)
{
	if (key->is_fixed)
		return STATUS_CANNOT_DELETE;
	for (;;) {
		RegKey *const last = deepest(key);

		unlink(last);
		if (last == key)
			return STATUS_SUCCESS;
	}
}

RegValue *value_find(RegKey *key, Units name)
{
	RegValue *value = key->values;

	while (value && !units_alike(value->name(), name))
		value = value->next;
	return value;
}

NTSTATUS value_set(RegKey *key, Units name, u32 type, const void *data, u32 bytes)
{
	RegValue *value = value_find(key, name);
	u8 *held = nullptr;

	if (name.count > kMostValueName)
		return STATUS_INVALID_PARAMETER;
	if (value && value->type == type && value->bytes == bytes &&
	    (!bytes || !__builtin_memcmp(value->data, data, bytes)))
		return STATUS_SUCCESS;
	if (bytes > kMostData)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (bytes) {
		held = static_cast<u8 *>(ww_zalloc_large(bytes));
		if (!held)
			return STATUS_INSUFFICIENT_RESOURCES;
		__builtin_memcpy(held, data, bytes);
	}
	if (!value) {
		RegValue **end = &key->values;

		value = static_cast<RegValue *>(
			ww_zalloc_sleeping(sizeof(RegValue) + name.count * sizeof(u16)));
		if (!value) {
			ww_free_large(held);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		value->name_count = static_cast<u32>(name.count);
		copy(value->name_units, name);
		while (*end)
			end = &(*end)->next;
		*end = value;
	}
	ww_free_large(value->data);
	value->data = held;
	value->bytes = bytes;
	value->type = type;
	key->written = now();
	watches_notice(key, REG_NOTIFY_CHANGE_LAST_SET);
	return STATUS_SUCCESS;
}

NTSTATUS value_delete(RegKey *key, Units name)
{
	RegValue **place = &key->values;

	while (*place && !units_alike((*place)->name(), name))
		place = &(*place)->next;

	RegValue *const value = *place;

	if (!value)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	*place = value->next;
	free_value(value);
	key->written = now();
	watches_notice(key, REG_NOTIFY_CHANGE_LAST_SET);
	return STATUS_SUCCESS;
}

RegKey *key_after(RegKey *key)
{
	if (key->children)
		return key->children;
	while (key && !key->next)
		key = key->parent;
	return key ? key->next : nullptr;
}

size_t key_path_count(const RegKey *key)
{
	size_t count = 0;

	for (; key->parent; key = key->parent)
		count += key->name_count + (count ? 1 : 0);
	return count;
}

void key_path(const RegKey *key, u16 *path)
{
	u16 *at = path + key_path_count(key);

	while (key->parent) {
		at -= key->name_count;
		copy(at, key->name());
		key = key->parent;
		if (key->parent)
			*--at = '\\';
	}
}

int store_init()
{
	ww_turn_init(&turn, WW_TURN_REGISTRY);
	root = make({});

	const bool is_made = root && make_fixed();

	if (!is_made)
		store_exit();
	return is_made ? 0 : -kNoMemory;
}

/* No handle is left. */
void store_exit()
{
	RegistryGuard guard;

	while (root) {
		RegKey *const last = deepest(root);

		if (last == root)
			root = nullptr;
		else
			last->parent->children = last->next;
		key_dereference(last);
	}
}

} /* namespace ww */
