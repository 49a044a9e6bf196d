/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The structures of FILE_INFORMATION_CLASS for what Linux knows about a file.
 */
#pragma once

#include <ntifs.h>

#include "ke/time.hpp"
#include "linux/file_facts.h"

namespace ww {

inline ULONG file_attributes(const ww_file_facts &facts)
{
	if (facts.is_folder)
		return FILE_ATTRIBUTE_DIRECTORY;
	if (facts.is_link)
		return FILE_ATTRIBUTE_REPARSE_POINT;
	return facts.is_readonly ? FILE_ATTRIBUTE_READONLY : FILE_ATTRIBUTE_NORMAL;
}

inline s64 time_since_1601(s64 nanoseconds)
{
	return nanoseconds / kNanosecondsPerUnit + kUnitsFrom1601To1970;
}

/* The members that the structures with times share. */
template <typename Structure>
void set_times(Structure &structure, const ww_file_facts &facts)
{
	structure.CreationTime.QuadPart = time_since_1601(facts.created);
	structure.LastAccessTime.QuadPart = time_since_1601(facts.accessed);
	structure.LastWriteTime.QuadPart = time_since_1601(facts.written);
	structure.ChangeTime.QuadPart = time_since_1601(facts.changed);
	structure.FileAttributes = file_attributes(facts);
}

template <typename Structure>
void set_sizes(Structure &structure, const ww_file_facts &facts)
{
	structure.AllocationSize.QuadPart = static_cast<s64>(facts.allocated);
	structure.EndOfFile.QuadPart = static_cast<s64>(facts.bytes);
}

inline FILE_BASIC_INFORMATION basic_information(const ww_file_facts &facts)
{
	FILE_BASIC_INFORMATION basic{};

	set_times(basic, facts);
	return basic;
}

inline FILE_STANDARD_INFORMATION standard_information(const ww_file_facts &facts)
{
	FILE_STANDARD_INFORMATION standard{};

	set_sizes(standard, facts);
	standard.NumberOfLinks = facts.links;
	standard.Directory = facts.is_folder;
	return standard;
}

inline FILE_NETWORK_OPEN_INFORMATION network_information(const ww_file_facts &facts)
{
	FILE_NETWORK_OPEN_INFORMATION network{};

	set_times(network, facts);
	set_sizes(network, facts);
	return network;
}

} /* namespace ww */
