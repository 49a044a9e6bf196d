/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Opens of files below a folder. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_BENEATH_H
#define WINWORK_LINUX_BENEATH_H

#include "file_open.h"

struct cred;
struct dentry;
struct file;
struct path;

/*
 * Locks a folder for a new name, which was looked up before. Returns it, or an ERR_PTR(): -EEXIST, or -ESTALE if it is
 * not there any more. The mount can be written until ww_finish_creating().
 */
struct dentry *ww_begin_creating(const struct path *folder, struct dentry *name);
void ww_finish_creating(const struct path *folder, struct dentry *locked);

/* Finds what is at @path. The caller puts *@found. 0 or a negative errno, as of ww_open_beneath(). */
int ww_find_beneath(const struct path *folder, const char *path, unsigned int flags, struct path *found);

/*
 * The folder that the last name of @path is in, which @last receives. The caller puts *@parent. 0 or a negative
 * errno, as of ww_open_beneath().
 */
int ww_find_parent(const struct path *folder, const char *path, struct path *parent, const char **last);

/*
 * Returns the file, or an ERR_PTR(): -EXDEV if the path leads out of the folder. The caller has overridden its
 * credentials with those of @opener. PASSIVE_LEVEL.
 */
struct file *ww_open_beneath(struct ww_file_open *open, const struct path *folder, const struct cred *opener);

/* The same for a file that was found, in the folder. */
struct file *ww_open_found(struct ww_file_open *open, const struct path *folder, const struct path *path,
			   const struct cred *opener);

#endif /* WINWORK_LINUX_BENEATH_H */
