/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The run-time library's functions for the registry. They find a key by a path below a known one.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/kcfi.hpp"
#include "base/report.hpp"
#include "key_object.hpp"
#include "linux/memory.h"
#include "ob/image.hpp"
#include "rtl/string.hpp"

namespace ww {
namespace {

constexpr u16 kNoText[] = { 0 };

Units terminated(PCWSTR text)
{
	auto *units = reinterpret_cast<const u16 *>(text);
	size_t count = 0;

	while (units && units[count])
		count++;
	return { units, count };
}

/* A text that code names. */
template <size_t Length>
struct Literal {
	u16 units[Length - 1];

	constexpr explicit Literal(const char (&text)[Length]) : units{}
	{
		for (size_t i = 0; i < Length - 1; i++)
			units[i] = static_cast<u16>(text[i]);
	}
	Units text() const { return { units, Length - 1 }; }
};

constexpr Literal kServices("Machine\\System\\CurrentControlSet\\Services");
constexpr Literal kControl("Machine\\System\\CurrentControlSet\\Control");
constexpr Literal kWindowsNt("Machine\\Software\\Microsoft\\Windows NT\\CurrentVersion");
constexpr Literal kDeviceMap("Machine\\Hardware\\DeviceMap");
constexpr Literal kUser("User\\.Default");
constexpr Literal kRegistry("\\Registry");

/* Where the keys of a call are. */
struct Place {
	ULONG relative_to;
	PCWSTR path;
};

/* The base of RelativeTo below \Registry; empty for an absolute path. False if it is unknown. */
bool base_of(ULONG relative_to, Units &base)
{
	base = {};
	switch (relative_to & ~static_cast<ULONG>(RTL_REGISTRY_OPTIONAL)) {
	case RTL_REGISTRY_ABSOLUTE:
		return true;
	case RTL_REGISTRY_SERVICES:
		base = kServices.text();
		return true;
	case RTL_REGISTRY_CONTROL:
		base = kControl.text();
		return true;
	case RTL_REGISTRY_WINDOWS_NT:
		base = kWindowsNt.text();
		return true;
	case RTL_REGISTRY_DEVICEMAP:
		base = kDeviceMap.text();
		return true;
	case RTL_REGISTRY_USER:
		base = kUser.text();
		return true;
	default:
		return false;
	}
}

/* The key of a call, which it holds until the end of the scope. */
class PlaceKey {
public:
	PlaceKey() = default;
	~PlaceKey() { drop(); }
	PlaceKey(const PlaceKey &) = delete;
	PlaceKey &operator=(const PlaceKey &) = delete;

	/* Finds the key of @place, or creates it. */
	NTSTATUS open(CallSite call, const Place &place, bool creates);
	/* Finds the key of @path below @from. */
	NTSTATUS open(RegKey *from, Units path);
	void drop();

	RegKey *get() const { return key_; }

private:
	NTSTATUS hold(RegKey *key);

	RegKey *key_ = nullptr;
};

void PlaceKey::drop()
{
	if (!key_)
		return;

	RegistryGuard guard;

	key_dereference(key_);
	key_ = nullptr;
}

/* Under the mutex. */
NTSTATUS PlaceKey::hold(RegKey *key)
{
	if (!key)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	key_reference(key);
	key_ = key;
	return STATUS_SUCCESS;
}

NTSTATUS PlaceKey::open(RegKey *from, Units path)
{
	RegistryGuard guard;

	if (from->is_deleted)
		return STATUS_KEY_DELETED;
	return hold(key_find(from, path));
}

NTSTATUS PlaceKey::open(CallSite call, const Place &place, bool creates)
{
	const void *const driver = driver_of_address(call.caller);
	Units base, path;

	if (place.relative_to & RTL_REGISTRY_HANDLE) {
		const OpenKey handle(const_cast<void *>(static_cast<const void *>(place.path)));

		if (!NT_SUCCESS(handle.status()))
			return handle.status();

		RegistryGuard guard;

		return handle.key()->is_deleted ? STATUS_KEY_DELETED : hold(handle.key());
	}
	if (!base_of(place.relative_to, base))
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "RelativeTo is 0x%X, which names no key", place.relative_to);
	path = terminated(place.path);

	RegistryGuard guard;
	RegKey *key = registry_root();

	if (base.count) {
		key = key_find(key, base);
	} else {
		const Units root = kRegistry.text();

		if (path.count < root.count || !units_alike(path.first(root.count), root) ||
		    (path.count > root.count && path.units[root.count] != '\\'))
			return !path.count || *path.units != '\\' ? STATUS_OBJECT_PATH_SYNTAX_BAD
								  : STATUS_OBJECT_NAME_NOT_FOUND;
		path = path.from(root.count);
	}
	if (!creates)
		return hold(key_find(key, path));

	KeyCreation creation;
	const NTSTATUS status = key_create(key, path, creation, key);

	return NT_SUCCESS(status) ? hold(key) : status;
}

/* ---- RtlQueryRegistryValues ------------------------------------------------------------- */

constexpr ULONG kTypeMask = 0xff;

bool is_string(ULONG type)
{
	return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

/*
 * A copy of a value, so that the routine is called without the mutex. Two more zeroes follow the
 * name and the data: strings of the registry may lack theirs.
 */
class Copy {
public:
	Copy() = default;
	~Copy()
	{
		ww_free_large(name_);
		ww_free_large(data_);
	}
	Copy(const Copy &) = delete;
	Copy &operator=(const Copy &) = delete;

	NTSTATUS take(const RegValue *value)
	{
		constexpr size_t kZeroes = 2 * sizeof(WCHAR);

		name_ = static_cast<u16 *>(
			ww_zalloc_large(value->name_count * sizeof(u16) + kZeroes));
		data_ = static_cast<u8 *>(ww_zalloc_large(value->bytes + kZeroes));
		if (!name_ || !data_)
			return STATUS_INSUFFICIENT_RESOURCES;
		name_count_ = value->name_count;
		__builtin_memcpy(name_, value->name_units, value->name_count * sizeof(u16));
		if (value->bytes)
			__builtin_memcpy(data_, value->data, value->bytes);
		type = value->type;
		bytes = value->bytes;
		return STATUS_SUCCESS;
	}

	PWSTR name() const { return reinterpret_cast<PWSTR>(name_); }
	/* All of it: a name may contain nulls. */
	Units units() const { return { name_, name_count_ }; }
	u8 *data() const { return data_; }

	u32 type = REG_NONE;
	u32 bytes = 0;

private:
	u16 *name_ = nullptr;
	u32 name_count_ = 0;
	u8 *data_ = nullptr;
};

class Query {
public:
	Query(CallSite call, RegKey *top, PVOID context, PCWSTR environment)
		: call_(call), top_(top), context_(context),
		  environment_(reinterpret_cast<const u16 *>(environment)) {}

	/* One entry of the table. */
	NTSTATUS entry(const RTL_QUERY_REGISTRY_TABLE &entry);

private:
	RegKey *key() const { return sub_.get() ? sub_.get() : top_; }

	NTSTATUS check(const RTL_QUERY_REGISTRY_TABLE &entry) const;
	NTSTATUS named(const RTL_QUERY_REGISTRY_TABLE &entry);
	NTSTATUS all(const RTL_QUERY_REGISTRY_TABLE &entry);
	NTSTATUS use_default(const RTL_QUERY_REGISTRY_TABLE &entry);

	/* Hands a value to the entry, in the form that its flags ask for. */
	NTSTATUS give(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, ULONG type, void *data,
		      ULONG bytes);
	NTSTATUS give_strings(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, void *data,
			      ULONG bytes);
	NTSTATUS give_expanded(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, void *data,
			       ULONG bytes);
	NTSTATUS call_routine(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, ULONG type,
			      void *data, ULONG bytes);
	NTSTATUS give_one(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, ULONG type,
			  void *data, ULONG bytes);
	NTSTATUS store(void *to, ULONG type, const void *data, ULONG bytes) const;
	Units variable(Units name) const;

	const CallSite call_;
	RegKey *const top_;
	PlaceKey sub_;
	PVOID const context_;
	const u16 *const environment_;
};

/* Stores a value where an entry with RTL_QUERY_REGISTRY_DIRECT wants it. */
NTSTATUS Query::store(void *to, ULONG type, const void *data, ULONG bytes) const
{
	if (is_string(type)) {
		auto *string = static_cast<PUNICODE_STRING>(to);
		const bool allocates = !string->Buffer;

		if (bytes > kMostUnicodeBytes)
			return STATUS_BUFFER_TOO_SMALL;
		if (allocates) {
			if (!NT_SUCCESS(provide_buffer(call_, string, bytes, TRUE)))
				return STATUS_INSUFFICIENT_RESOURCES;
		} else if (bytes > string->MaximumLength) {
			return STATUS_BUFFER_TOO_SMALL;
		}
		__builtin_memcpy(string->Buffer, data, bytes);
		string->Length = static_cast<USHORT>(bytes < sizeof(WCHAR) ? 0
									   : bytes - sizeof(WCHAR));
		return STATUS_SUCCESS;
	}
	if (bytes <= sizeof(ULONG)) {
		__builtin_memcpy(to, data, bytes);
		return STATUS_SUCCESS;
	}

	LONG room;

	__builtin_memcpy(&room, to, sizeof(room));
	if (room < 0) {
		if (0u - static_cast<ULONG>(room) < bytes)
			return STATUS_BUFFER_TOO_SMALL;
		__builtin_memcpy(to, data, bytes);
		return STATUS_SUCCESS;
	}

	const ULONG head[2] = { bytes, type };

	if (static_cast<ULONG>(room) < sizeof(head) ||
	    static_cast<ULONG>(room) - sizeof(head) < bytes)
		return STATUS_BUFFER_TOO_SMALL;
	__builtin_memcpy(to, head, sizeof(head));
	__builtin_memcpy(static_cast<u8 *>(to) + sizeof(head), data, bytes);
	return STATUS_SUCCESS;
}

/*
 * For kCFI a pointer to WCHAR has one type in C++ and another in C, the language of most routines.
 */
WW_CALLS_UNCHECKED
NTSTATUS Query::call_routine(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, ULONG type,
			     void *data, ULONG bytes)
{
	const NTSTATUS status = entry.QueryRoutine(name, type, data, bytes, context_,
						   entry.EntryContext);

	return status == STATUS_BUFFER_TOO_SMALL ? STATUS_SUCCESS : status;
}

NTSTATUS Query::give_one(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, ULONG type,
			 void *data, ULONG bytes)
{
	if (entry.Flags & RTL_QUERY_REGISTRY_DIRECT)
		return store(entry.EntryContext, type, data, bytes);

	return call_routine(entry, name, type, data, bytes);
}

/* The last null ends the list. Each null before it ends a string, which may be empty. */
NTSTATUS Query::give_strings(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, void *data,
			     ULONG bytes)
{
	auto *at = static_cast<u16 *>(data);
	const u16 *end = at + bytes / sizeof(u16);

	if (at < end && !end[-1])
		end--;
	while (at < end) {
		const size_t count = terminated(reinterpret_cast<PCWSTR>(at)).count + 1;
		const NTSTATUS status = give_one(entry, name, REG_SZ, at,
						 static_cast<ULONG>(count * sizeof(u16)));

		if (!NT_SUCCESS(status))
			return status;
		at += count;
	}
	return STATUS_SUCCESS;
}

/* The text of a variable in the environment of the caller: texts "NAME=TEXT", and an empty one. */
Units Query::variable(Units name) const
{
	for (const u16 *at = environment_; at && *at;) {
		const Units text = terminated(reinterpret_cast<PCWSTR>(at));

		if (name.count && text.count > name.count && text.units[name.count] == '=' &&
		    units_alike(text.first(name.count), name))
			return text.from(name.count + 1);
		at += text.count + 1;
	}
	return {};
}

/* Replaces %NAME% by its text. Text that names no variable stays. */
NTSTATUS Query::give_expanded(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, void *data,
			      ULONG)
{
	const Units text = terminated(static_cast<PCWSTR>(data));
	size_t length = 0;
	u16 *to = nullptr;

	/* Once to measure, and once to write. */
	for (;;) {
		size_t made = 0;

		for (size_t i = 0; i < text.count;) {
			size_t end = i + 1;

			while (end < text.count && text.units[end] != '%')
				end++;

			const bool is_name = text.units[i] == '%' && end < text.count;
			const Units found = is_name ? variable({ text.units + i + 1, end - i - 1 })
						    : Units{};
			const Units piece = found.units ? found : Units{ text.units + i, 1 };

			if (to)
				__builtin_memcpy(to + made, piece.units, piece.count * sizeof(u16));
			made += piece.count;
			i = found.units ? end + 1 : i + 1;
		}
		if (to)
			break;
		length = made;
		to = static_cast<u16 *>(ww_zalloc_large((length + 1) * sizeof(u16)));
		if (!to)
			return STATUS_INSUFFICIENT_RESOURCES;
	}

	const NTSTATUS status = give_one(entry, name, REG_SZ, to,
					 static_cast<ULONG>((length + 1) * sizeof(u16)));

	ww_free_large(to);
	return status;
}

NTSTATUS Query::give(const RTL_QUERY_REGISTRY_TABLE &entry, PWSTR name, ULONG type, void *data,
		     ULONG bytes)
{
	if (!(entry.Flags & RTL_QUERY_REGISTRY_NOEXPAND)) {
		if (type == REG_MULTI_SZ)
			return give_strings(entry, name, data, bytes);
		if (type == REG_EXPAND_SZ)
			return give_expanded(entry, name, data, bytes);
	}
	return give_one(entry, name, type, data, bytes);
}

/* The bytes of a default text, whose length the driver left out. */
ULONG measure_default(ULONG type, const void *data)
{
	auto *text = static_cast<const u16 *>(data);
	size_t count = terminated(reinterpret_cast<PCWSTR>(text)).count + 1;

	if (type == REG_MULTI_SZ && count > 1) {
		while (text[count])
			count += terminated(reinterpret_cast<PCWSTR>(text + count)).count + 1;
		count++;
	}
	return static_cast<ULONG>(count * sizeof(u16));
}

/* As a default, a list that begins with a null has no strings. As a value it has an empty one. */
bool is_empty_default(const void *data)
{
	auto *text = static_cast<const u16 *>(data);

	return !text || !*text;
}

NTSTATUS Query::use_default(const RTL_QUERY_REGISTRY_TABLE &entry)
{
	const ULONG type = entry.DefaultType & kTypeMask;
	ULONG bytes = entry.DefaultLength;

	if (entry.Flags & RTL_QUERY_REGISTRY_REQUIRED)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	if (type == REG_NONE)
		return STATUS_SUCCESS;
	if (!bytes && entry.DefaultData && is_string(type))
		bytes = measure_default(type, entry.DefaultData);
	if (type == REG_MULTI_SZ && !(entry.Flags & RTL_QUERY_REGISTRY_NOEXPAND) &&
	    is_empty_default(entry.DefaultData))
		return STATUS_SUCCESS;
	return give(entry, const_cast<PWSTR>(entry.Name), type,
		    entry.DefaultData ? entry.DefaultData : const_cast<u16 *>(kNoText),
		    entry.DefaultData ? bytes : 0);
}

NTSTATUS Query::named(const RTL_QUERY_REGISTRY_TABLE &entry)
{
	const Units name = terminated(entry.Name);
	Copy copy;

	{
		RegistryGuard guard;

		if (key()->is_deleted)
			return STATUS_KEY_DELETED;

		const RegValue *value = value_find(key(), name);

		if (value) {
			const NTSTATUS status = copy.take(value);

			if (!NT_SUCCESS(status))
				return status;
		}
	}
	if (!copy.data())
		return use_default(entry);
	if (entry.Flags & RTL_QUERY_REGISTRY_DIRECT &&
	    entry.Flags & RTL_QUERY_REGISTRY_TYPECHECK &&
	    copy.type != entry.DefaultType >> RTL_QUERY_REGISTRY_TYPECHECK_SHIFT)
		return STATUS_OBJECT_TYPE_MISMATCH;

	const NTSTATUS status = give(entry, const_cast<PWSTR>(entry.Name), copy.type, copy.data(),
				     copy.bytes);

	if (NT_SUCCESS(status) && entry.Flags & RTL_QUERY_REGISTRY_DELETE) {
		RegistryGuard guard;

		if (!key()->is_deleted)
			value_delete(key(), name);
	}
	return status;
}

NTSTATUS Query::all(const RTL_QUERY_REGISTRY_TABLE &entry)
{
	for (u32 index = 0, seen = 0;; seen++) {
		Copy copy;

		{
			RegistryGuard guard;
			const RegValue *value = key()->is_deleted ? nullptr : key()->values;

			for (u32 i = 0; value && i < index; i++)
				value = value->next;
			if (!value)
				return !seen && entry.Flags & RTL_QUERY_REGISTRY_REQUIRED
					       ? STATUS_OBJECT_NAME_NOT_FOUND
					       : STATUS_SUCCESS;

			const NTSTATUS status = copy.take(value);

			if (!NT_SUCCESS(status))
				return status;
		}

		const NTSTATUS status = give(entry, copy.name(), copy.type, copy.data(),
					     copy.bytes);

		if (!NT_SUCCESS(status))
			return status;
		if (!(entry.Flags & RTL_QUERY_REGISTRY_DELETE)) {
			index++;
			continue;
		}

		RegistryGuard guard;

		if (!key()->is_deleted)
			value_delete(key(), copy.units());
	}
}

NTSTATUS Query::check(const RTL_QUERY_REGISTRY_TABLE &entry) const
{
	const void *const driver = driver_of_address(call_.caller);
	const char *why = nullptr;

	if (entry.Flags & RTL_QUERY_REGISTRY_DIRECT) {
		if (entry.QueryRoutine)
			why = "RTL_QUERY_REGISTRY_DIRECT, and a QueryRoutine";
		else if (!entry.Name)
			why = "RTL_QUERY_REGISTRY_DIRECT, and no Name";
		else if (entry.Flags & RTL_QUERY_REGISTRY_SUBKEY)
			why = "RTL_QUERY_REGISTRY_DIRECT, and RTL_QUERY_REGISTRY_SUBKEY";
		else if (!entry.EntryContext)
			why = "RTL_QUERY_REGISTRY_DIRECT, and no EntryContext";
	} else if (entry.Flags & RTL_QUERY_REGISTRY_SUBKEY && !entry.Name) {
		why = "RTL_QUERY_REGISTRY_SUBKEY, and no Name";
	} else if (!entry.QueryRoutine && !(entry.Flags & (RTL_QUERY_REGISTRY_SUBKEY |
							   RTL_QUERY_REGISTRY_TOPKEY))) {
		why = "a Name, and no QueryRoutine";
	}
	return why ? refuse(call_, driver, STATUS_INVALID_PARAMETER,
			    "an entry of QueryTable has %s", why)
		   : STATUS_SUCCESS;
}

NTSTATUS Query::entry(const RTL_QUERY_REGISTRY_TABLE &entry)
{
	NTSTATUS status = check(entry);

	if (!NT_SUCCESS(status))
		return status;
	if (entry.Flags & (RTL_QUERY_REGISTRY_TOPKEY | RTL_QUERY_REGISTRY_SUBKEY))
		sub_.drop();
	if (entry.Flags & RTL_QUERY_REGISTRY_SUBKEY) {
		status = sub_.open(top_, terminated(entry.Name));
		if (!NT_SUCCESS(status))
			return status;
	}
	/* Then the entry only chooses a key. */
	if (!entry.QueryRoutine && !(entry.Flags & RTL_QUERY_REGISTRY_DIRECT))
		return STATUS_SUCCESS;
	if (entry.Flags & RTL_QUERY_REGISTRY_NOVALUE && entry.QueryRoutine)
		return call_routine(entry, const_cast<PWSTR>(entry.Name), REG_NONE, nullptr, 0);
	/*
	 * The Name of RTL_QUERY_REGISTRY_SUBKEY is that of the key: all of its values are wanted.
	 */
	return entry.Name && !(entry.Flags & RTL_QUERY_REGISTRY_SUBKEY) ? named(entry) : all(entry);
}

/* The key of a call without a table. */
NTSTATUS open_only(CallSite call, const Place &place, bool creates)
{
	PlaceKey key;

	return at_passive(call, nullptr) ? key.open(call, place, creates) : STATUS_UNSUCCESSFUL;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI RtlQueryRegistryValues(ULONG RelativeTo, PCWSTR Path,
				      PRTL_QUERY_REGISTRY_TABLE QueryTable, PVOID Context,
				      PVOID Environment)
{
	const CallSite call = WW_CALL_SITE;
	PlaceKey key;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!QueryTable)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "QueryTable is NULL");

	NTSTATUS status = key.open(call, { RelativeTo, Path }, false);

	if (!NT_SUCCESS(status))
		return status;

	Query query(call, key.get(), Context, static_cast<PCWSTR>(Environment));

	for (; QueryTable->QueryRoutine || QueryTable->Name ||
	       QueryTable->Flags & (RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_SUBKEY);
	     QueryTable++) {
		status = query.entry(*QueryTable);
		if (!NT_SUCCESS(status))
			break;
	}
	return status;
}

NTSTATUS NTAPI RtlWriteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName,
				     ULONG ValueType, PVOID ValueData, ULONG ValueLength)
{
	const CallSite call = WW_CALL_SITE;
	PlaceKey key;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (ValueLength && !ValueData)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "ValueData is NULL, and ValueLength is %u", ValueLength);

	const NTSTATUS status = key.open(call, { RelativeTo, Path }, true);

	if (!NT_SUCCESS(status))
		return status;

	RegistryGuard guard;

	return key.get()->is_deleted ? STATUS_KEY_DELETED
				     : value_set(key.get(), terminated(ValueName), ValueType,
						 ValueData, ValueLength);
}

NTSTATUS NTAPI RtlDeleteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName)
{
	const CallSite call = WW_CALL_SITE;
	PlaceKey key;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = key.open(call, { RelativeTo, Path }, false);

	if (!NT_SUCCESS(status))
		return status;

	RegistryGuard guard;

	return key.get()->is_deleted ? STATUS_KEY_DELETED
				     : value_delete(key.get(), terminated(ValueName));
}

NTSTATUS NTAPI RtlCreateRegistryKey(ULONG RelativeTo, PWSTR Path)
{
	return open_only(WW_CALL_SITE, { RelativeTo, Path }, true);
}

NTSTATUS NTAPI RtlCheckRegistryKey(ULONG RelativeTo, PWSTR Path)
{
	return open_only(WW_CALL_SITE, { RelativeTo, Path }, false);
}

} /* extern "C" */
