// SPDX-License-Identifier: MIT
/*
 * Services of drivers. A file with the name of the service has its type, the type of its start and the path of its
 * module. The kernel's own list of modules says which drivers run.
 */
#include "internal.h"
#include "../include/winwork/winsvc.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int module_insert(int fd)
{
	return (int)syscall(SYS_finit_module, fd, "", 0);
}

int module_remove(const char *name)
{
	return (int)syscall(SYS_delete_module, name, O_NONBLOCK);
}

/* What a handle of a service has. */
struct service {
	DWORD type, start;
	bool deleted;	/* under the lock of its object */
	char *path;	/* within the text; "" for a driver that was inserted in another way */
	char text[];	/* the name, a zero, the path, a zero */
};

static struct service *service_new(const char *name, const char *path, DWORD type, DWORD start)
{
	const size_t length = strlen(name) + 1;
	struct service *service = calloc(1, sizeof(*service) + length + strlen(path) + 1);

	if (!service) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	service->type = type;
	service->start = start;
	service->path = service->text + length;
	strcpy(service->text, name);
	strcpy(service->path, path);
	return service;
}

/* A name can be that of a file. */
static bool is_name(const char *name)
{
	static const char characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ";

	return name && *name && *name != '.' && strlen(name) < NAME_MAX && name[strspn(name, characters)] == '\0';
}

/* The file of a service, which may have other letters than its name. */
static void print_file(char path[PATH_MAX], const char *name)
{
	char found[NAME_MAX + 1];

	snprintf(path, PATH_MAX, "%s/%s", system_calls.services, find_entry(system_calls.services, name, found) ? found : name);
}

/* ---- Modules ----------------------------------------------------------------------------------- */

/* A part of a file, which ends with a zero; NULL if the file does not have it. */
static const char *texts_of(const char *file, size_t size, Elf64_Off offset, Elf64_Xword length)
{
	if (offset > size || length > size - offset || !length || file[offset + length - 1])
		return NULL;
	return file + offset;
}

/* The text behind "name=" in the section .modinfo of a module; NULL if there is none. */
static const char *find_name(const char *file, size_t size)
{
	const Elf64_Ehdr *head = (const void *)file;
	const Elf64_Shdr *sections, *of_names;
	const char *names;

	if (size < sizeof(*head) || memcmp(file, ELFMAG, SELFMAG) != 0 || file[EI_CLASS] != ELFCLASS64 ||
	    head->e_shoff > size || head->e_shoff % sizeof(Elf64_Off) ||
	    (size - head->e_shoff) / sizeof(*sections) < head->e_shnum || head->e_shstrndx >= head->e_shnum)
		return NULL;
	sections = (const void *)(file + head->e_shoff);
	of_names = &sections[head->e_shstrndx];
	names = texts_of(file, size, of_names->sh_offset, of_names->sh_size);
	for (unsigned i = 0; names && i < head->e_shnum; i++) {
		const Elf64_Shdr *section = &sections[i];
		const char *text = texts_of(file, size, section->sh_offset, section->sh_size);
		const char *end = text ? text + section->sh_size : NULL;

		if (!text || section->sh_name >= of_names->sh_size || strcmp(names + section->sh_name, ".modinfo") != 0)
			continue;
		for (; text < end; text += strlen(text) + 1)
			if (strncmp(text, "name=", 5) == 0)
				return text + 5;
	}
	return NULL;
}

/* The name of a module by its file, for free(); NULL if it is no module. */
static char *module_name(const char *path)
{
	int fd = WITH_DESCRIPTORS(open(path, O_RDONLY | O_CLOEXEC));
	const char *found = NULL;
	struct stat status;
	char *name, *file = MAP_FAILED;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && status.st_size > 0)
		file = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (file != MAP_FAILED)
		found = find_name(file, (size_t)status.st_size);
	name = found ? strdup(found) : NULL;
	if (file != MAP_FAILED)
		munmap(file, (size_t)status.st_size);
	close(fd);
	return name;
}

/* The module of a service: that of its file, or the one with its name. For free(); NULL without memory. */
static char *module_of(const struct service *service)
{
	char *name = *service->path ? module_name(service->path) : NULL;

	return name ? name : strdup(service->text);
}

/* SERVICE_RUNNING and its relatives, of a module. */
static DWORD state_of_module(const char *name)
{
	char path[PATH_MAX], state[16] = "";
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s/initstate", system_calls.modules, name);
	file = fopen(path, "re");
	if (!file)
		return SERVICE_STOPPED;
	if (!fgets(state, sizeof(state), file))
		state[0] = '\0';
	fclose(file);
	return strncmp(state, "live", 4) == 0	? SERVICE_RUNNING :
	       strncmp(state, "coming", 6) == 0 ? SERVICE_START_PENDING :
						  SERVICE_STOP_PENDING;
}

/* The module of a driver that is loaded, as winwork.ko is used by it, with the name of a service in any case. */
static bool find_driver(const char *name, char module[NAME_MAX + 1])
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/winwork/holders", system_calls.modules);
	return find_entry(path, name, module);
}

/* ---- The files of services --------------------------------------------------------------------- */

/* Reads a service; NULL and the last error. */
static struct service *service_read(const char *name)
{
	char path[PATH_MAX], binary[PATH_MAX] = "", module[NAME_MAX + 1];
	struct service *service = NULL;
	DWORD type, start;
	FILE *file;

	print_file(path, name);
	file = fopen(path, "re");
	if (file && fscanf(file, "type=%u\nstart=%u\npath=%4095[^\n]", &type, &start, binary) == 3)
		service = service_new(name, binary, type, start);
	else if (!file && errno == EACCES)
		SetLastError(ERROR_ACCESS_DENIED);
	else if (find_driver(name, module))
		service = service_new(module, "", SERVICE_KERNEL_DRIVER, SERVICE_DEMAND_START);
	else
		SetLastError(ERROR_SERVICE_DOES_NOT_EXIST);
	if (file)
		fclose(file);
	return service;
}

/* Makes the folder, and the one in which it is. */
static void make_folder(const char *path)
{
	char above[PATH_MAX];
	char *end;

	snprintf(above, sizeof(above), "%s", path);
	end = strrchr(above, '/');
	if (end) {
		*end = '\0';
		mkdir(above, 0755);
	}
	mkdir(path, 0755);
}

static DWORD service_write(const struct service *service)
{
	char path[PATH_MAX];
	FILE *file;
	DWORD error = ERROR_SUCCESS;

	print_file(path, service->text);
	make_folder(system_calls.services);
	file = fopen(path, "wxe");
	if (!file)
		return errno == EEXIST ? ERROR_SERVICE_EXISTS : error_of_errno(errno);
	fprintf(file, "type=%u\nstart=%u\npath=%s\n", service->type, service->start, service->path);
	if (ferror(file))
		error = ERROR_DISK_FULL;
	if (fclose(file) != 0)
		error = error_of_errno(errno);
	if (error)
		unlink(path);
	return error;
}

/* ---- Handles ----------------------------------------------------------------------------------- */

/* A handle for the manager, or for a service, which it takes; NULL and the last error. */
static SC_HANDLE handle_of(enum kind kind, struct service *service)
{
	int fd = event_new(false);
	struct object *object = fd < 0 ? NULL : object_new(kind, fd);
	HANDLE handle = NULL;

	if (!object) {
		free(service);
		return NULL;
	}
	object->own = service;
	handle = handle_new(object, FALSE);
	object_put(object);
	return (SC_HANDLE)handle;
}

static bool is_manager(SC_HANDLE handle)
{
	struct object *object = object_of((HANDLE)handle, KIND_MANAGER);

	if (object)
		object_put(object);
	return object;
}

SC_HANDLE OpenSCManagerA(LPCSTR machine, LPCSTR database, DWORD access)
{
	(void)access;
	if (machine && *machine)
		SetLastError(ERROR_NOT_SUPPORTED);
	else if (database && strcasecmp(database, SERVICES_ACTIVE_DATABASEA) != 0)
		SetLastError(ERROR_DATABASE_DOES_NOT_EXIST);
	else
		return handle_of(KIND_MANAGER, NULL);
	return NULL;
}

SC_HANDLE OpenSCManagerW(LPCWSTR machine, LPCWSTR database, DWORD access)
{
	char *name = database ? narrow(database) : NULL;
	SC_HANDLE handle = database && !name ? NULL : OpenSCManagerA(machine && *machine ? "." : NULL, name, access);

	free(name);
	return handle;
}

BOOL CloseServiceHandle(SC_HANDLE handle)
{
	struct object *object = object_of((HANDLE)handle, KIND_ANY);
	bool good;

	if (!object)
		return FALSE;
	good = object->kind == KIND_MANAGER || object->kind == KIND_SERVICE;
	object_put(object);
	return good ? CloseHandle((HANDLE)handle) : fail(ERROR_INVALID_HANDLE);
}

SC_HANDLE OpenServiceA(SC_HANDLE manager, LPCSTR name, DWORD access)
{
	struct service *service;

	(void)access;
	if (!is_manager(manager))
		return NULL;
	if (!is_name(name)) {
		SetLastError(name ? ERROR_INVALID_NAME : ERROR_INVALID_ADDRESS);
		return NULL;
	}
	service = service_read(name);
	return service ? handle_of(KIND_SERVICE, service) : NULL;
}

SC_HANDLE OpenServiceW(SC_HANDLE manager, LPCWSTR name, DWORD access)
{
	char *copy = name ? narrow(name) : NULL;
	SC_HANDLE handle = name && !copy ? NULL : OpenServiceA(manager, copy, access);

	free(copy);
	return handle;
}

/* ---- Functions of services --------------------------------------------------------------------- */

/* The path of a module's file, for free(); NULL and the last error. */
static char *binary_path(const char *path)
{
	char *copy, *whole;

	if (!path || !*path) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	copy = strdup(path + (*path == '"'));
	if (!copy) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	if (*path == '"')
		copy[strcspn(copy, "\"")] = '\0';
	whole = full_path(strncmp(copy, "\\??\\", 4) == 0 ? copy + 4 : copy);
	free(copy);
	if (whole)
		module_path(whole);
	return whole;
}

static DWORD check_creation(LPCSTR name, DWORD type, DWORD start, DWORD control, LPDWORD tag)
{
	if (!is_name(name))
		return name ? ERROR_INVALID_NAME : ERROR_INVALID_PARAMETER;
	if ((type != SERVICE_KERNEL_DRIVER && type != SERVICE_FILE_SYSTEM_DRIVER) || start < SERVICE_DEMAND_START || tag)
		return ERROR_NOT_SUPPORTED;
	return start > SERVICE_DISABLED || control > SERVICE_ERROR_CRITICAL ? ERROR_INVALID_PARAMETER : ERROR_SUCCESS;
}

SC_HANDLE CreateServiceA(SC_HANDLE manager, LPCSTR name, LPCSTR display, DWORD access, DWORD type, DWORD start, DWORD control,
			 LPCSTR path, LPCSTR group, LPDWORD tag, LPCSTR dependencies, LPCSTR account, LPCSTR password)
{
	struct service *service = NULL;
	char module[NAME_MAX + 1];
	char *binary;
	DWORD error;

	(void)display, (void)access, (void)group, (void)dependencies, (void)account, (void)password;
	if (!is_manager(manager))
		return NULL;
	error = check_creation(name, type, start, control, tag);
	if (!error && find_driver(name, module))
		error = ERROR_SERVICE_EXISTS;
	if (error) {
		SetLastError(error);
		return NULL;
	}
	binary = binary_path(path);
	if (binary)
		service = service_new(name, binary, type, start);
	free(binary);
	if (!service)
		return NULL;
	error = service_write(service);
	if (!error)
		return handle_of(KIND_SERVICE, service);
	free(service);
	SetLastError(error);
	return NULL;
}

SC_HANDLE CreateServiceW(SC_HANDLE manager, LPCWSTR name, LPCWSTR display, DWORD access, DWORD type, DWORD start, DWORD control,
			 LPCWSTR path, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies, LPCWSTR account, LPCWSTR password)
{
	char *narrow_name = name ? narrow(name) : NULL, *narrow_path = path ? narrow(path) : NULL;
	SC_HANDLE handle = NULL;

	(void)display, (void)group, (void)dependencies, (void)account, (void)password;
	if ((narrow_name || !name) && (narrow_path || !path))
		handle = CreateServiceA(manager, narrow_name, NULL, access, type, start, control, narrow_path, NULL, tag, NULL,
					NULL, NULL);
	free(narrow_name);
	free(narrow_path);
	return handle;
}

static struct object *object_of_service(SC_HANDLE handle)
{
	return object_of((HANDLE)handle, KIND_SERVICE);
}

static DWORD error_of_module(int error)
{
	switch (error) {
	case EEXIST:
		return ERROR_SERVICE_ALREADY_RUNNING;
	case ENOEXEC:
		return ERROR_BAD_EXE_FORMAT;
	case ENOENT:
		return ERROR_PROC_NOT_FOUND;
	default:
		return error_of_errno(error);
	}
}

static DWORD start_service(const struct service *service)
{
	char module[NAME_MAX + 1];
	DWORD error = ERROR_SUCCESS;
	int fd;

	if (service->start == SERVICE_DISABLED)
		return ERROR_SERVICE_DISABLED;
	if (!*service->path)
		return find_driver(service->text, module) ? ERROR_SERVICE_ALREADY_RUNNING : ERROR_FILE_NOT_FOUND;
	fd = WITH_DESCRIPTORS(open(service->path, O_RDONLY | O_CLOEXEC));
	if (fd < 0)
		return error_of_open(service->path, errno);
	if (system_calls.insert(fd) != 0)
		error = error_of_module(errno);
	close(fd);
	return error;
}

BOOL StartServiceA(SC_HANDLE handle, DWORD count, LPCSTR *arguments)
{
	struct object *object = object_of_service(handle);
	DWORD error;

	(void)count, (void)arguments;
	if (!object)
		return FALSE;
	error = start_service(object->own);
	object_put(object);
	return error ? fail(error) : TRUE;
}

BOOL StartServiceW(SC_HANDLE handle, DWORD count, LPCWSTR *arguments)
{
	(void)arguments;
	return StartServiceA(handle, count, NULL);
}

static SERVICE_STATUS status_of(const struct service *service, const char *module)
{
	const DWORD state = state_of_module(module);

	return (SERVICE_STATUS){
		.dwServiceType = service->type,
		.dwCurrentState = state,
		.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0,
	};
}

static DWORD stop_module(const char *module)
{
	if (system_calls.remove(module) == 0)
		return ERROR_SUCCESS;
	if (errno == ENOENT)
		return ERROR_SERVICE_NOT_ACTIVE;
	return errno == EAGAIN || errno == EBUSY ? ERROR_SERVICE_CANNOT_ACCEPT_CTRL : error_of_errno(errno);
}

/* Does a control. The status is that behind it. */
static BOOL control(SC_HANDLE handle, DWORD what, LPSERVICE_STATUS status)
{
	struct object *object = object_of_service(handle);
	DWORD error = ERROR_SUCCESS;
	char *module;

	if (!object)
		return FALSE;
	module = module_of(object->own);
	if (!module)
		error = ERROR_NOT_ENOUGH_MEMORY;
	else if (what == SERVICE_CONTROL_STOP)
		error = stop_module(module);
	if (!error)
		*status = status_of(object->own, module);
	free(module);
	object_put(object);
	return error ? fail(error) : TRUE;
}

BOOL ControlService(SC_HANDLE handle, DWORD what, LPSERVICE_STATUS status)
{
	if (!status)
		return fail(ERROR_INVALID_ADDRESS);
	if (what != SERVICE_CONTROL_STOP && what != SERVICE_CONTROL_INTERROGATE)
		return fail(ERROR_INVALID_SERVICE_CONTROL);
	if (!control(handle, what, status))
		return FALSE;
	return what == SERVICE_CONTROL_STOP || status->dwCurrentState != SERVICE_STOPPED ? TRUE : fail(ERROR_SERVICE_NOT_ACTIVE);
}

BOOL QueryServiceStatus(SC_HANDLE handle, LPSERVICE_STATUS status)
{
	return status ? control(handle, SERVICE_CONTROL_INTERROGATE, status) : fail(ERROR_INVALID_ADDRESS);
}

BOOL QueryServiceStatusEx(SC_HANDLE handle, SC_STATUS_TYPE level, LPBYTE buffer, DWORD size, LPDWORD needed)
{
	SERVICE_STATUS_PROCESS status = { 0 };

	if (level != SC_STATUS_PROCESS_INFO)
		return fail(ERROR_INVALID_LEVEL);
	if (needed)
		*needed = sizeof(status);
	if (!buffer || size < sizeof(status))
		return fail(ERROR_INSUFFICIENT_BUFFER);
	/* It begins as a SERVICE_STATUS. */
	if (!QueryServiceStatus(handle, (LPSERVICE_STATUS)&status))
		return FALSE;
	memcpy(buffer, &status, sizeof(status));
	return TRUE;
}

BOOL DeleteService(SC_HANDLE handle)
{
	struct object *object = object_of_service(handle);
	struct service *service;
	DWORD error = ERROR_SUCCESS;
	char path[PATH_MAX];

	if (!object)
		return FALSE;
	service = object->own;
	print_file(path, service->text);
	pthread_mutex_lock(&object->lock);
	if (service->deleted)
		error = ERROR_SERVICE_MARKED_FOR_DELETE;
	else if (unlink(path) != 0 && errno != ENOENT)
		error = error_of_errno(errno);
	else
		service->deleted = true;
	pthread_mutex_unlock(&object->lock);
	object_put(object);
	return error ? fail(error) : TRUE;
}
