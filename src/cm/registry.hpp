/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registry's sources for a driver: its service key, the lines of its INF, the file
 * winwork/SERVICE.reg of Linux's firmware folders, and the module parameter reg=.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

/* Below \\Registry, as the paths of the functions here. */
#define WW_CONTROL_SET "Machine\\System\\CurrentControlSet\\"

namespace ww {

/*
 * Before DriverEntry: makes the service key with its Parameters, and reads @inf (ServiceKey of
 * WINWORK_INF), the file, and @parameter, in this order. Both texts may be null. The log names each
 * bad line. False without memory for the key.
 */
bool registry_load(const char *service, const char *inf, const char *parameter);

/*
 * Reads lines of WINWORK_INF_MODEL below the key @path, which begins below \Registry, in UTF-8. The
 * key and the ones above it are made, also if @lines is null. False, after a line in the log, if the
 * key cannot be made. PASSIVE_LEVEL.
 */
bool registry_load_device(const char *path, const char *lines);

enum class KeyOpening : u8 {
	existing,
	or_create,
};

/* A handle for all access to the key @path, which begins below \Registry, in UTF-8. PASSIVE_LEVEL. */
NTSTATUS registry_open(const char *path, KeyOpening how, HANDLE *handle);

} /* namespace ww */
