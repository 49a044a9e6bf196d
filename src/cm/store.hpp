/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The keys and values of the registry: a tree in memory, below \Registry. Names are UTF-16, and
 * upper and lower case are the same. Subkeys are in the order of their names, values in that of
 * their making.
 *
 * One mutex covers the tree. Each function here needs a RegistryGuard of its caller, if nothing
 * else is said.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"
#include "units.hpp"

namespace ww {

constexpr size_t kMostKeyName = 255;		/* in characters, as on Windows */
constexpr size_t kMostValueName = 16383;
constexpr u32 kMostData = 64 << 20;		/* bytes of a value: more than any driver reads */
constexpr u32 kMostDepth = 512;			/* of a key below \Registry */

struct RegValue {
	RegValue *next;
	u8 *data;			/* null without data */
	u32 bytes;
	u32 type;
	u32 name_count;
	u16 name_units[];

	Units name() const { return { name_units, name_count }; }
};

struct Watch;

struct RegKey {
	RegKey *parent;			/* null for \Registry, and for a deleted key */
	RegKey *children;
	RegKey *next;			/* the next child of the parent */
	RegValue *values;
	Watch *watches;			/* notify.hpp */
	u16 *class_units;
	s64 written;			/* LastWriteTime */
	u32 references;			/* of handles, and one while the key is in the tree */
	u32 class_count;
	u32 depth;			/* 0 for \Registry */
	bool is_deleted;
	bool is_volatile;
	bool is_fixed;			/* one of the first keys, which stay */
	u32 name_count;
	u16 name_units[];

	Units name() const { return { name_units, name_count }; }
	Units class_name() const { return { class_units, class_count }; }
};

/* Takes the mutex. PASSIVE_LEVEL. */
class RegistryGuard {
public:
	RegistryGuard();
	~RegistryGuard();
	RegistryGuard(const RegistryGuard &) = delete;
	RegistryGuard &operator=(const RegistryGuard &) = delete;
};

/* \Registry */
RegKey *registry_root();

inline void key_reference(RegKey *key)
{
	key->references++;
}

void key_dereference(RegKey *key);

/* The key of @path below @from, or null. Backslashes separate the names in it. */
RegKey *key_find(RegKey *from, Units path);

struct KeyCreation {
	bool is_volatile = false;
	bool makes_parents = false;	/* otherwise all but the last key of the path must exist */
	Units class_name{};
	/* Out. */
	bool was_created = false;
};

/* Opens the key, or creates it. */
NTSTATUS key_create(RegKey *from, Units path, KeyCreation &creation, RegKey *&key);

/* Deletes a key without subkeys, and its values. Its handles stay. */
NTSTATUS key_delete(RegKey *key);

/* Deletes a key with all that is below it. */
NTSTATUS key_delete_tree(RegKey *key);

/* The value, or null. */
RegValue *value_find(RegKey *key, Units name);

/* Sets the value. Nothing changes, and no watch notices, if it has this type and data. */
NTSTATUS value_set(RegKey *key, Units name, u32 type, const void *data, u32 bytes);
NTSTATUS value_delete(RegKey *key, Units name);

/* The next key of a walk through the tree, each before its subkeys; null at the end. */
RegKey *key_after(RegKey *key);

/* The length of the key's path below \Registry, in characters, and the path itself. */
size_t key_path_count(const RegKey *key);
void key_path(const RegKey *key, u16 *path);

/* Makes and destroys the tree. No guard. 0 or a negative errno. */
int store_init();
void store_exit();

} /* namespace ww */
