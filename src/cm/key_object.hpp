/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Open keys: the objects that handles of keys stand for.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "notify.hpp"
#include "ob/object.hpp"
#include "store.hpp"

namespace ww {

struct KeyObject {
	RegKey *key;			/* referenced */
	Watch watch;			/* under the mutex of the registry */
	struct KeyContext *contexts;	/* likewise: callback.cpp */
	UNICODE_STRING *name;		/* for routines that filter, once one has asked for it; likewise */
	struct ww_later later;		/* for its end */
};

extern const ObjectType key_type;

/* How to get at a key, by name or by handle. */
struct KeyRequest {
	CallSite call;
	bool creates = false;
	KeyCreation creation{};
	/* For routines that filter. */
	KPROCESSOR_MODE mode = KernelMode;
	ACCESS_MASK access = 0;
	ULONG options = 0;
	PUNICODE_STRING class_string = nullptr;
	PULONG disposition = nullptr;
};

/*
 * Makes a handle for the key that @attributes name, which is opened or created. PASSIVE_LEVEL,
 * without a guard.
 */
NTSTATUS key_open(KeyRequest &request, const OBJECT_ATTRIBUTES *attributes, HANDLE *handle);

/* The object of a handle, with a reference until the end of the scope. */
class OpenKey {
public:
	explicit OpenKey(HANDLE handle);
	~OpenKey();
	OpenKey(const OpenKey &) = delete;
	OpenKey &operator=(const OpenKey &) = delete;

	NTSTATUS status() const { return status_; }	/* success if there is one */
	KeyObject *object() const { return object_; }
	RegKey *key() const { return object_->key; }

private:
	KeyObject *object_ = nullptr;
	NTSTATUS status_;
};

/* The text of a UNICODE_STRING; empty for null. False if it is malformed. */
bool units_of(PCUNICODE_STRING string, Units &units);

} /* namespace ww */
