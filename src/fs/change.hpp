/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What calls change of a file or its name: one operation for each kind of change.
 */
#pragma once

#include "call.hpp"
#include "linux/fs.h"
#include "linux/memory.h"

namespace ww {

using SetParameters = decltype(FLT_PARAMETERS::SetFileInformation);

struct ChangeKind {
	UCHAR major;
	enum ww_fs_kind shown;
	bool (*fill)(Call &call, const ww_fs_change &change);	/* false without memory */
	s64 (*bottom)(Call &call, const FLT_IO_PARAMETER_BLOCK &left);
	int (*unseen)(ww_fs_change &change);	/* what the bottom does, if no instance wants to see it */
	u32 access;				/* what a filter may not have dropped of it */
};

extern const ChangeKind times_kind, rights_kind, allocation_kind, zero_kind;

inline ww_fs_change &change_of(const Call &call)
{
	return *static_cast<ww_fs_change *>(call.context);
}

/* ChangeKind::unseen of what the bottom does at once. */
int change_lower(ww_fs_change &change);

/* The call's structure, which the filters see. Null without memory. */
void *make_buffer(Call &call, size_t length);

template <typename T>
T *make_information(Call &call, FILE_INFORMATION_CLASS kind, size_t length = sizeof(T))
{
	SetParameters &parameters = call.request.Iopb.Parameters.SetFileInformation;

	parameters.Length = static_cast<ULONG>(length);
	parameters.FileInformationClass = kind;
	parameters.InfoBuffer = make_buffer(call, length);
	return static_cast<T *>(call.buffer);
}

/* The bytes that the filters have left. A longer Length needs another buffer. */
ULONG length_of(const Call &call, const SetParameters &left);

/* Null if it is none of this class. */
template <typename T>
const T *information_of(const Call &call, const SetParameters &left, FILE_INFORMATION_CLASS kind)
{
	if (left.FileInformationClass != kind || !left.InfoBuffer || length_of(call, left) < sizeof(T))
		return nullptr;
	return static_cast<const T *>(left.InfoBuffer);
}

/* The same for the parameters of a SET_INFORMATION. */
template <typename T>
const T *information_of(const Call &call, const FLT_IO_PARAMETER_BLOCK &left, FILE_INFORMATION_CLASS kind)
{
	return information_of<T>(call, left.Parameters.SetFileInformation, kind);
}

} /* namespace ww */
