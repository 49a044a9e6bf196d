/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The aliases of programs' ranges that are in use, so that an address of the kernel can be
 * recognised as one.
 */
#pragma once

#include "base/types.hpp"
#include "request_buffer.hpp"

struct ww_user_pages;

namespace ww {

/* Of which processes an alias may be. */
enum class AliasOwner : u8 {
	current_process,
	any_process,
};

/* The pages behind a part of an alias. */
struct AliasedPages {
	ww_user_pages *pages;		/* null: no alias has pages for the whole range */
	size_t offset;			/* of the part */
};

/*
 * Finds an alias in which the range begins, whose pages have all of it, and which allows @access. The
 * caller gets a hold on the pages.
 */
AliasedPages alias_hold(const void *address, size_t bytes, BufferAccess access, AliasOwner owner);

void aliases_init();

} /* namespace ww */
