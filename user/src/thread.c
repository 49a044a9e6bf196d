// SPDX-License-Identifier: MIT
/* Threads, and the routines that are queued to them. */

#include "internal.h"

#include "../include/winwork/process.h"

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Thread_local struct thread *self;
static pthread_key_t end_key;
static pthread_once_t end_once = PTHREAD_ONCE_INIT;

struct thread *thread_get(struct thread *thread)
{
	__atomic_add_fetch(&thread->references, 1, __ATOMIC_RELAXED);
	return thread;
}

void thread_put(struct thread *thread)
{
	if (__atomic_sub_fetch(&thread->references, 1, __ATOMIC_ACQ_REL))
		return;
	while (thread->first) {
		struct apc *apc = thread->first;

		thread->first = apc->next;
		free(apc);
	}
	close(thread->exited_fd);
	close(thread->apc_fd);
	pthread_mutex_destroy(&thread->lock);
	free(thread);
}

/* The end of a thread: its requests without a port are cancelled, and its handles are signalled. */
static void thread_end(void *context)
{
	struct thread *thread = context;

	requests_cancel_of(thread);
	pthread_mutex_lock(&thread->lock);
	thread->ended = true;
	pthread_mutex_unlock(&thread->lock);
	if (__atomic_load_n(&thread->exit_code, __ATOMIC_RELAXED) == STILL_ACTIVE)
		__atomic_store_n(&thread->exit_code, 0, __ATOMIC_RELAXED);
	event_signal(thread->exited_fd);
	self = NULL;
	thread_put(thread);
}

static void make_key(void)
{
	pthread_key_create(&end_key, thread_end);
}

static struct thread *thread_new(void)
{
	struct thread *thread = calloc(1, sizeof(*thread));

	if (!thread)
		return NULL;
	pthread_once(&end_once, make_key);
	thread->references = 1;
	thread->exit_code = STILL_ACTIVE;
	thread->last = &thread->first;
	pthread_mutex_init(&thread->lock, NULL);
	thread->exited_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	thread->apc_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (thread->exited_fd < 0 || thread->apc_fd < 0) {
		thread_put(thread);
		return NULL;
	}
	return thread;
}

/* Makes a thread the calling one. Takes the reference. */
static void thread_begin(struct thread *thread)
{
	thread->id = (pid_t)syscall(SYS_gettid);
	self = thread;
	pthread_setspecific(end_key, thread);
}

struct thread *thread_self(void)
{
	if (!self) {
		struct thread *thread = thread_new();

		if (thread)
			thread_begin(thread);
	}
	return self;
}

bool thread_add_apc(struct thread *thread, struct apc *apc)
{
	bool takes;

	pthread_mutex_lock(&thread->lock);
	takes = !thread->ended;
	if (takes) {
		apc->next = NULL;
		*thread->last = apc;
		thread->last = &apc->next;
	}
	pthread_mutex_unlock(&thread->lock);
	if (takes)
		event_signal(thread->apc_fd);
	return takes;
}

bool thread_run_apcs(void)
{
	bool ran = false;

	if (!self)
		return false;
	/* Before the list is looked at: a later routine signals again. */
	event_clear(self->apc_fd);
	for (;;) {
		struct apc *apc;

		pthread_mutex_lock(&self->lock);
		apc = self->first;
		if (apc) {
			self->first = apc->next;
			if (!self->first)
				self->last = &self->first;
		}
		pthread_mutex_unlock(&self->lock);
		if (!apc)
			return ran;
		apc->call(apc);
		ran = true;
	}
}

struct start {
	struct thread *thread;
	LPTHREAD_START_ROUTINE routine;
	LPVOID parameter;
	sem_t begun;
};

static void *start(void *context)
{
	struct start *given = context;
	LPTHREAD_START_ROUTINE routine = given->routine;
	LPVOID parameter = given->parameter;

	thread_begin(given->thread);
	sem_post(&given->begun);
	ExitThread(routine(parameter));
}

HANDLE CreateThread(LPSECURITY_ATTRIBUTES attributes, SIZE_T stack, LPTHREAD_START_ROUTINE routine, LPVOID parameter,
		    DWORD flags, LPDWORD id)
{
	struct start given = { .routine = routine, .parameter = parameter };
	struct object *object = NULL;
	HANDLE handle = NULL;
	pthread_t thread;
	int fd, error;

	if (!routine || (flags & ~(DWORD)STACK_SIZE_PARAM_IS_A_RESERVATION)) {
		SetLastError(routine ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER);
		return NULL;
	}
	/* Linux reserves stacks of 8 MiB, and Windows of 1 MiB. */
	(void)stack;
	given.thread = thread_new();
	fd = given.thread ? fcntl(given.thread->exited_fd, F_DUPFD_CLOEXEC, 3) : -1;
	if (fd < 0) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		goto out;
	}
	object = object_new(KIND_THREAD, fd);
	if (!object)
		goto out;
	object->thread = thread_get(given.thread);
	handle = handle_new(object, attributes && attributes->bInheritHandle);
	if (!handle)
		goto out;
	sem_init(&given.begun, 0, 0);
	thread_get(given.thread);
	error = pthread_create(&thread, NULL, start, &given);
	if (error) {
		thread_put(given.thread);
		CloseHandle(handle);
		handle = NULL;
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	} else {
		pthread_detach(thread);
		while (sem_wait(&given.begun) != 0)
			;
		if (id)
			*id = (DWORD)given.thread->id;
	}
	sem_destroy(&given.begun);
out:
	if (object)
		object_put(object);
	if (given.thread)
		thread_put(given.thread);
	return handle;
}

void ExitThread(DWORD code)
{
	struct thread *thread = thread_self();

	if (thread)
		__atomic_store_n(&thread->exit_code, code, __ATOMIC_RELAXED);
	pthread_exit(NULL);
}

uintptr_t _beginthreadex(void *security, unsigned stack, unsigned (*routine)(void *), void *argument, unsigned flags,
			 unsigned *id)
{
	uintptr_t handle = (uintptr_t)CreateThread(security, stack, routine, argument, flags, id);

	if (!handle)
		errno = GetLastError() == ERROR_NOT_ENOUGH_MEMORY ? EAGAIN : EINVAL;
	return handle;
}

void _endthreadex(unsigned code)
{
	ExitThread(code);
}

BOOL GetExitCodeThread(HANDLE handle, LPDWORD code)
{
	struct object *object;

	if (handle == GetCurrentThread()) {
		*code = STILL_ACTIVE;
		return TRUE;
	}
	object = object_of(handle, KIND_THREAD);
	if (!object)
		return FALSE;
	*code = __atomic_load_n(&object->thread->exit_code, __ATOMIC_RELAXED);
	object_put(object);
	return TRUE;
}

struct user_apc {
	struct apc apc;
	PAPCFUNC routine;
	ULONG_PTR parameter;
};

static void call_user_apc(struct apc *apc)
{
	struct user_apc *user = (struct user_apc *)apc;

	user->routine(user->parameter);
	free(user);
}

DWORD QueueUserAPC(PAPCFUNC routine, HANDLE handle, ULONG_PTR parameter)
{
	struct object *object = NULL;
	struct thread *thread;
	struct user_apc *user;
	bool taken;

	if (handle == GetCurrentThread()) {
		thread = thread_self();
		if (!thread)
			return (DWORD)fail(ERROR_NOT_ENOUGH_MEMORY);
	} else {
		object = object_of(handle, KIND_THREAD);
		if (!object)
			return 0;
		thread = object->thread;
	}
	user = calloc(1, sizeof(*user));
	if (!user) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		taken = false;
	} else {
		user->apc.call = call_user_apc;
		user->routine = routine;
		user->parameter = parameter;
		taken = thread_add_apc(thread, &user->apc);
		if (!taken) {
			free(user);
			SetLastError(ERROR_GEN_FAILURE);
		}
	}
	if (object)
		object_put(object);
	return taken;
}

HANDLE GetCurrentThread(void)
{
	return (HANDLE)(intptr_t)-2;
}

DWORD GetCurrentThreadId(void)
{
	return (DWORD)syscall(SYS_gettid);
}

HANDLE GetCurrentProcess(void)
{
	return (HANDLE)(intptr_t)-1;
}

DWORD GetCurrentProcessId(void)
{
	return (DWORD)getpid();
}

void ExitProcess(UINT code)
{
	exit((int)code);
}

void InitializeCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_t *mutex = malloc(sizeof(*mutex));
	pthread_mutexattr_t attributes;

	/* Windows's function cannot fail. */
	if (!mutex)
		abort();
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(mutex, &attributes);
	pthread_mutexattr_destroy(&attributes);
	section->WinworkMutex = mutex;
}

void EnterCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_lock(section->WinworkMutex);
}

BOOL TryEnterCriticalSection(LPCRITICAL_SECTION section)
{
	return pthread_mutex_trylock(section->WinworkMutex) == 0;
}

void LeaveCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_unlock(section->WinworkMutex);
}

void DeleteCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_destroy(section->WinworkMutex);
	free(section->WinworkMutex);
	section->WinworkMutex = NULL;
}
