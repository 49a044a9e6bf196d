/* SPDX-License-Identifier: MIT */
/* <dontuse.h> names functions that are better not used. Here it forbids none. */
#ifndef WINWORK_USER_DONTUSE_H
#define WINWORK_USER_DONTUSE_H
#endif
