/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Information about names: a FLT_FILE_NAME_INFORMATION with its text behind it, in a block of pool that
 * counts its references. So what a driver leaves is reported with the code that asked for it.
 */
#pragma once

#include <fltKernel.h>

#include "base/call_site.hpp"
#include "ob/object.hpp"

namespace ww {

struct NameInformation;

/* Name information in the making, for a driver's call. */
class NewName {
public:
	NewName(CallSite call, PFLT_VOLUME volume, FLT_FILE_NAME_OPTIONS format);
	~NewName();
	NewName(const NewName &) = delete;
	NewName &operator=(const NewName &) = delete;

	/*
	 * Makes the name. @path receives where its @units go that follow the name of the volume. Called
	 * once.
	 */
	NTSTATUS make(size_t units, WCHAR *&path);

	/* What was made, behind the name of the volume. */
	UNICODE_STRING path() const;

	/* The path of a name that begins with that of the volume. Empty if it does not. */
	UNICODE_STRING path_in(const UNICODE_STRING &whole) const;

	bool is_normalized() const { return format_ == FLT_FILE_NAME_NORMALIZED; }

	/* What was made, with a reference for the driver. */
	PFLT_FILE_NAME_INFORMATION take();

private:
	/* Empty if no path is there. */
	UNICODE_STRING behind_volume(const UNICODE_STRING &whole) const;

	CallSite call_;
	FLT_FILE_NAME_OPTIONS format_;
	NameInformation *made_ = nullptr;
	UNICODE_STRING volume_;
	WCHAR volume_text_[kObjectName];
};

/* Whether the driver's pointer is to live name information. Reports it, if not. */
bool check_name(CallSite call, PFLT_FILE_NAME_INFORMATION information);

} /* namespace ww */
