// SPDX-License-Identifier: MIT
/* Communication ports of minifilters: files of the Filter Manager's device, and its control codes. */
#include "internal.h"

#include "../include/winwork/fltuser.h"
#include "../include/winwork/wchar.h"

#include <stdlib.h>
#include <string.h>

/* The folder of the ports' nodes. */
static const WCHAR folder[] = L"\\\\.\\FilterPort";

static HRESULT last_result(void)
{
	return HRESULT_FROM_WIN32(GetLastError());
}

static HRESULT control(HANDLE port, DWORD code, const void *in, DWORD in_bytes, void *out, DWORD out_bytes, DWORD *returned)
{
	DWORD bytes;

	if (!DeviceIoControl(port, code, (void *)in, in_bytes, out, out_bytes, returned ? returned : &bytes, NULL))
		return last_result();
	return S_OK;
}

/* The path for CreateFile(), for free(). */
static WCHAR *path_of(const WCHAR *name)
{
	const size_t bytes = (wcslen(name) + 1) * sizeof(WCHAR);
	char *path = malloc(sizeof(folder) - sizeof(WCHAR) + bytes);

	if (!path)
		return NULL;
	memcpy(path, folder, sizeof(folder) - sizeof(WCHAR));
	memcpy(path + sizeof(folder) - sizeof(WCHAR), name, bytes);
	return (WCHAR *)path;
}

HRESULT FilterConnectCommunicationPort(LPCWSTR name, DWORD options, LPCVOID context, WORD bytes,
				       LPSECURITY_ATTRIBUTES security, HANDLE *port)
{
	const DWORD flags = options & FLT_PORT_FLAG_SYNC_HANDLE ? 0 : FILE_FLAG_OVERLAPPED;
	HRESULT result = S_OK;
	WCHAR *path;

	if (!port)
		return E_INVALIDARG;
	*port = NULL;
	if (!name || name[0] != '\\' || options & ~FLT_PORT_FLAG_SYNC_HANDLE || (!context && bytes))
		return E_INVALIDARG;
	path = path_of(name);
	if (!path)
		return E_OUTOFMEMORY;
	*port = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, 0, security, OPEN_EXISTING, flags, NULL);
	if (*port == INVALID_HANDLE_VALUE)
		result = last_result();
	free(path);
	if (SUCCEEDED(result)) {
		result = control(*port, WINWORK_PORT_CONNECT, context, bytes, NULL, 0, NULL);
		if (FAILED(result))
			CloseHandle(*port);
	}
	if (FAILED(result))
		*port = NULL;
	return result;
}

HRESULT FilterSendMessage(HANDLE port, LPVOID in, DWORD in_bytes, LPVOID out, DWORD out_bytes, LPDWORD returned)
{
	if (!returned)
		return E_INVALIDARG;
	*returned = 0;
	return control(port, WINWORK_PORT_SEND, in, in_bytes, out, out_bytes, returned);
}

HRESULT FilterGetMessage(HANDLE port, PFILTER_MESSAGE_HEADER message, DWORD bytes, LPOVERLAPPED overlapped)
{
	if (!message || bytes < sizeof(*message))
		return E_INVALIDARG;
	if (!overlapped)
		return control(port, WINWORK_PORT_GET, NULL, 0, message, bytes, NULL);
	/* As on Windows the caller is told of a message that was there already in the same way. */
	if (DeviceIoControl(port, WINWORK_PORT_GET, NULL, 0, message, bytes, NULL, overlapped))
		return HRESULT_FROM_WIN32(ERROR_IO_PENDING);
	return last_result();
}

HRESULT FilterReplyMessage(HANDLE port, PFILTER_REPLY_HEADER reply, DWORD bytes)
{
	if (!reply || bytes < sizeof(*reply))
		return E_INVALIDARG;
	return control(port, WINWORK_PORT_REPLY, reply, bytes, NULL, 0, NULL);
}
