/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bottom of queries of extended attributes.
 */
#pragma once

#include "call.hpp"

namespace ww {

struct EaSource {
	ww_place place;
	bool is_own;			/* with the rights of the mount */
	bool takes_absent;		/* one that is not there has no value, as on Windows */
	Atomic<u32> &next;		/* of the scan */
};

struct EaQuery {
	const void *list;		/* of FILE_GET_EA_INFORMATION; null: all */
	ULONG list_bytes;
	ULONG index;			/* from 1; 0: where the scan is */
	bool is_single, restarts;
};

EaQuery ea_query_of(const FLT_IO_PARAMETER_BLOCK &iopb);

/* Fills a buffer with those that have room. @done: bytes. */
NTSTATUS query_eas(EaSource &source, const EaQuery &query, u8 *buffer, size_t room, size_t &done);

} /* namespace ww */
