/* SPDX-License-Identifier: MIT */
/* <basetyps.h>: words for functions that other languages call. */
#ifndef WINWORK_USER_BASETYPS_H
#define WINWORK_USER_BASETYPS_H

#include "guiddef.h"

#define STDAPICALLTYPE
#define STDMETHODCALLTYPE
#define STDAPI EXTERN_C HRESULT STDAPICALLTYPE
#define STDAPI_(type) EXTERN_C type STDAPICALLTYPE

#endif
