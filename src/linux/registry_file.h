/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys of the registry as files of programs. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_REGISTRY_FILE_H
#define WINWORK_LINUX_REGISTRY_FILE_H

struct winwork_registry;

/* WINWORK_REGISTRY on the control file: the result of the ioctl. Sleeps. */
long ww_registry_ioctl(struct winwork_registry __user *argument);

#endif /* WINWORK_LINUX_REGISTRY_FILE_H */
