/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sections of files of a mount, and views of them: files that can only be mapped, and only to be read.
 */
#ifndef WINWORK_LINUX_SECTION_H
#define WINWORK_LINUX_SECTION_H

#include "types.h"

WW_C_BEGIN

struct ww_place;
struct ww_section;
struct ww_section_view;

/* Whether the files of a mount have sections: those with pages of their own have none. */
bool ww_mount_has_sections(const void *mount);

/*
 * A section of an open file, with a reference, and the rights of the mount. The lower file stays open as long.
 * -ENOTTY for a folder. Sleeps.
 */
int ww_section_create(const struct ww_place *place, struct ww_section **section);
/* Any IRQL. */
void ww_section_put(struct ww_section *section);
/* The size of its file at this time. */
ww_s64 ww_section_size(const struct ww_section *section);

/* Whether the current thread is of a program that has descriptors. */
bool ww_section_may_be_given(void);
/* A descriptor of the section in the current program, or a negative errno. */
ww_s32 ww_section_give(struct ww_section *section);
/* The section of a descriptor of the current program, with a reference; or NULL. */
struct ww_section *ww_section_of(ww_s32 descriptor);

/* Closes a descriptor of the current program, if it is a section's. Sleeps. */
bool ww_section_close(ww_s32 descriptor);

struct ww_section_range {
	ww_u64 offset;		/* whole pages, as the next */
	ww_size bytes;
	void *wanted;		/* the address in the program, or NULL for any */
};

/*
 * A view in the current program, which sees the pages of the file. In a thread of the kernel, in a program at its
 * end, and where the limits of a program allow no mapping at any address, it is a copy of the file at this time. -WW_EEXIST: the program has something at that address; -WW_ENOMEM. Sleeps.
 */
int ww_section_map(struct ww_section *section, const struct ww_section_range *range, struct ww_section_view **view);
void *ww_section_view_address(const struct ww_section_view *view);
/* What tells its process from others, as ww_user_process(); NULL for one of the kernel. */
const void *ww_section_view_process(const struct ww_section_view *view);
/* Whether there still is such a process. */
bool ww_section_view_is_seen(const struct ww_section_view *view);
/* In another process, the program keeps the pages until it ends. Sleeps. */
void ww_section_unmap(struct ww_section_view *view);

WW_C_END

#endif /* WINWORK_LINUX_SECTION_H */
