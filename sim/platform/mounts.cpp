/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Mounts of the file system type: the machine has none. So no call of a program comes from one.
 */
#include "linux/fs.h"
#include "linux/section.h"

#include <cstdlib>

int ww_fs_init()
{
	return 0;
}

void ww_fs_exit()
{
}

ww_s64 ww_lower_transfer(struct ww_fs_transfer *)
{
	abort();
}

int ww_lower_open(const struct ww_place *, bool, void **)
{
	abort();
}

void ww_lower_close(void *)
{
	abort();
}

int ww_lower_sync(void *)
{
	abort();
}

int ww_lower_next_data(void *, ww_s64, ww_s64 *, ww_s64 *)
{
	abort();
}

int ww_lower_link_text(const struct ww_place *, char **)
{
	abort();
}

ww_s64 ww_lower_ea(const struct ww_place *, bool, const char *, void *, ww_size)
{
	abort();
}

ww_s64 ww_lower_ea_names(const struct ww_place *, bool, char **)
{
	abort();
}

int ww_lower_set_ea(const struct ww_place *, bool, const char *, const void *, ww_size, int)
{
	abort();
}

int ww_lower_zero(const struct ww_place *, ww_s64, ww_s64)
{
	abort();
}

int ww_lower_facts(const struct ww_place *, struct ww_fs_facts *)
{
	abort();
}

void ww_lower_changed(const struct ww_place *)
{
	abort();
}

int ww_lower_flush(struct ww_fs_flush *)
{
	abort();
}

int ww_lower_volume_facts(const void *, struct ww_volume_facts *)
{
	abort();
}

int ww_lower_open_folder(const struct ww_place *, void **)
{
	abort();
}

int ww_lower_list(struct ww_fs_list *)
{
	abort();
}

int ww_lower_entry_facts(const struct ww_fs_list *, const char *, struct ww_file_facts *)
{
	abort();
}

int ww_lower_path_text(const struct ww_place *, char *, ww_size, const char **)
{
	abort();
}

const void *ww_lower_folder(const struct ww_place *)
{
	abort();
}

void ww_mount_count_watch(const void *, bool)
{
	abort();
}

void ww_lower_tell(const struct ww_place *, ww_u32)
{
	abort();
}

bool ww_mount_is_watched(const void *)
{
	abort();
}

bool ww_mount_is_writable(const void *)
{
	abort();
}

int ww_own_open(struct ww_own_open *)
{
	abort();
}

void ww_own_close(void *)
{
	abort();
}

int ww_lower_id_path_text(const void *, ww_u64, char *, ww_size, const char **)
{
	abort();
}

int ww_lower_remove(const struct ww_place *)
{
	abort();
}

int ww_lower_check_empty(const struct ww_place *)
{
	abort();
}

int ww_lower_set_size(const struct ww_place *, ww_s64)
{
	abort();
}

int ww_lower_allocate(const struct ww_place *, ww_s64)
{
	abort();
}

int ww_lower_set_attributes(const struct ww_place *, const struct ww_fs_attributes *)
{
	abort();
}

int ww_lower_rights(const struct ww_place *, struct ww_fs_rights *)
{
	abort();
}

int ww_lower_set_rights(const struct ww_place *, const struct ww_fs_rights *)
{
	abort();
}

int ww_lower_rename(const struct ww_place *, struct ww_fs_name *)
{
	abort();
}

void *ww_cache_open(const struct ww_place *, int *)
{
	abort();
}

void *ww_cache_find(const struct ww_place *)
{
	abort();
}

void ww_cache_write_back(void *)
{
	abort();
}

void ww_cache_close(void *)
{
	abort();
}

ww_s64 ww_cache_transfer(void *, struct ww_fs_transfer *)
{
	abort();
}

bool ww_lower_is_folder(const struct ww_place *)
{
	abort();
}

bool ww_mount_has_sections(const void *)
{
	abort();
}

int ww_section_create(const struct ww_place *, struct ww_section **)
{
	abort();
}

void ww_section_put(struct ww_section *)
{
	abort();
}

ww_s64 ww_section_size(const struct ww_section *)
{
	abort();
}

bool ww_section_may_be_given(void)
{
	abort();
}

ww_s32 ww_section_give(struct ww_section *)
{
	abort();
}

struct ww_section *ww_section_of(ww_s32)
{
	abort();
}

/* No program has descriptors here. */
bool ww_section_close(ww_s32)
{
	return false;
}

int ww_section_map(struct ww_section *, const struct ww_section_range *, struct ww_section_view **)
{
	abort();
}

void *ww_section_view_address(const struct ww_section_view *)
{
	abort();
}

const void *ww_section_view_process(const struct ww_section_view *)
{
	abort();
}

bool ww_section_view_is_seen(const struct ww_section_view *)
{
	abort();
}

void ww_section_unmap(struct ww_section_view *)
{
	abort();
}
