/* SPDX-License-Identifier: MIT */
/* <crtdbg.h>: the checks of debug builds: with _DEBUG they are those of <assert.h>, else they are nothing. */
#ifndef WINWORK_USER_CRTDBG_H
#define WINWORK_USER_CRTDBG_H

#ifdef _DEBUG
#include <assert.h>
#define _ASSERT(condition) assert(condition)
#else
#define _ASSERT(condition) ((void)0)
#endif
#define _ASSERTE(condition) _ASSERT(condition)

#endif
