/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Name providers: minifilters whose GenerateFileNameCallback says what the minifilters above them see as the name of
 * a file.
 *
 * A question of a minifilter goes to the highest provider below it. That one asks for the name below itself, and so on
 * down to the file system. A provider has no part in names that the minifilters below it ask for.
 */
#pragma once

#include "name_information.hpp"
#include "name_make.hpp"

namespace ww {

/* The provider that an instance's question goes to, with a kept reference. */
class NameProvider {
public:
	/* @asker: null for a question that comes from above all instances. */
	NameProvider(PFLT_VOLUME volume, PFLT_INSTANCE asker, FLT_FILE_NAME_OPTIONS options);
	~NameProvider();
	NameProvider(const NameProvider &) = delete;
	NameProvider &operator=(const NameProvider &) = delete;

	/* Whether there is one. */
	explicit operator bool() const { return instance_; }
	PFLT_INSTANCE instance() const { return instance_; }

private:
	PFLT_INSTANCE instance_ = nullptr;
};

/* What a provider is asked. */
struct ProviderQuestion {
	CallSite call;
	PFLT_INSTANCE provider;
	PFILE_OBJECT file;
	PFLT_CALLBACK_DATA data;	/* or null */
	FLT_FILE_NAME_OPTIONS options;
	bool is_destination = false;	/* the name is not that of the file */
};

/* Makes the name that the provider generates, and normalizes it if it has only the opened one. PASSIVE_LEVEL. */
NTSTATUS provider_make(const ProviderQuestion &question, PFLT_FILE_NAME_INFORMATION *result);

/* Makes @name, which begins with that of the volume, with the normalized forms of its components. The same. */
NTSTATUS provider_normalize(const ProviderQuestion &question, const UNICODE_STRING &name,
			    PFLT_FILE_NAME_INFORMATION *result);

/* Whether a provider may be asked in this thread. */
bool thread_may_ask_provider();

} /* namespace ww */
