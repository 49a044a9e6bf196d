// SPDX-License-Identifier: MIT
/* Threads, and the routines that are queued to them. */

#include "internal.h"

#include "../include/winwork/process.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

/*
 * pthread_exit() needs libgcc_s, and takes a descriptor to load it, which a program may not have. So each
 * program is linked with it.
 */
__attribute__((used)) static _Unwind_Word (*const needs_libgcc)(struct _Unwind_Context *) = _Unwind_GetIP;

static _Thread_local struct thread *self;
static pthread_mutex_t threads_lock = PTHREAD_MUTEX_INITIALIZER;
static struct thread *threads;
static unsigned running;	/* atomic: threads that have called the library, and have not ended */
static pthread_key_t end_key;
static pthread_once_t end_once = PTHREAD_ONCE_INIT;
/* The calling thread is at its end. */
static _Thread_local bool ends;
/* Atomic: the code of the thread that has ended last. Glibc may take another one for the last, as its record goes later. */
static DWORD last_code;

struct thread *thread_get(struct thread *thread)
{
	__atomic_add_fetch(&thread->references, 1, __ATOMIC_RELAXED);
	return thread;
}

static void thread_drop_apcs(struct thread *thread)
{
	while (thread->first) {
		struct apc *apc = thread->first;

		thread->first = apc->next;
		free(apc);
	}
	thread->last = &thread->first;
}

static void thread_close(struct thread *thread)
{
	if (thread->exited_fd >= 0)
		close(thread->exited_fd);
	if (thread->apc_fd >= 0)
		close(thread->apc_fd);
	thread->exited_fd = -1;
	thread->apc_fd = -1;
}

void thread_put(struct thread *thread)
{
	if (__atomic_sub_fetch(&thread->references, 1, __ATOMIC_ACQ_REL))
		return;
	pthread_mutex_lock(&threads_lock);
	*thread->previous = thread->next;
	if (thread->next)
		thread->next->previous = thread->previous;
	pthread_mutex_unlock(&threads_lock);
	thread_drop_apcs(thread);
	thread_close(thread);
	if (thread->suspended)
		sem_destroy(thread->suspended);
	free(thread->suspended);
	pthread_mutex_destroy(&thread->lock);
	free(thread);
}

/* The end of a thread: its requests without a port are cancelled, and its handles are signalled. */
static void thread_end(void *context)
{
	struct thread *thread = context;

	requests_cancel_of(thread);
	mutexes_abandon(thread);
	pthread_mutex_lock(&thread->lock);
	thread->ended = true;
	pthread_mutex_unlock(&thread->lock);
	/* What the program calls at the end of its threads may make a record of the same thread once more. */
	if (!ends)
		__atomic_store_n(&last_code, thread->code, __ATOMIC_RELAXED);
	thread_ends();
	__atomic_store_n(&thread->exit_code, thread->code, __ATOMIC_RELEASE);
	/* A thread that waits for it ends later. */
	if (thread->exited_fd >= 0)
		event_signal(thread->exited_fd);
	self = NULL;
	thread_put(thread);
	if (!__atomic_sub_fetch(&running, 1, __ATOMIC_ACQ_REL))
		reaper_release();
}

bool threads_run(void)
{
	return __atomic_load_n(&running, __ATOMIC_ACQUIRE);
}

void thread_ends(void)
{
	ends = true;
}

/* Linux ends the process behind its last thread, with the status 0. Windows takes the code of that thread. */
static void at_exit(int status, void *unused)
{
	DWORD code = __atomic_load_n(&last_code, __ATOMIC_RELAXED);

	(void)unused;
	/* glibc goes on with the functions that are left. */
	if (!status && ends && code)
		exit((int)code);
}

/* Before main(), whose thread counts also if it calls nothing else. */
__attribute__((constructor)) static void begin(void)
{
	on_exit(at_exit, NULL);
	thread_self();
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
	thread->exited_fd = -1;
	thread->apc_fd = -1;
	pthread_mutex_init(&thread->lock, NULL);
	pthread_mutex_lock(&threads_lock);
	thread->next = threads;
	thread->previous = &threads;
	if (threads)
		threads->previous = &thread->next;
	threads = thread;
	pthread_mutex_unlock(&threads_lock);
	return thread;
}

/* Makes a thread the calling one. Takes the reference. */
static void thread_begin(struct thread *thread)
{
	thread->id = (pid_t)syscall(SYS_gettid);
	self = thread;
	__atomic_add_fetch(&running, 1, __ATOMIC_RELAXED);
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

struct object *thread_object(struct thread *thread)
{
	struct object *object;
	int fd;

	if (thread->exited_fd < 0)
		thread->exited_fd = event_new(false);
	if (thread->exited_fd < 0)
		return NULL;
	fd = descriptor_copy(thread->exited_fd, FALSE);
	if (fd < 0)
		return NULL;
	object = object_new(KIND_THREAD, fd);
	if (object)
		object->thread = thread_get(thread);
	return object;
}

bool thread_add_apc(struct thread *thread, struct apc *apc)
{
	bool takes;
	int fd;

	pthread_mutex_lock(&thread->lock);
	takes = !thread->ended;
	if (takes) {
		apc->next = NULL;
		*thread->last = apc;
		thread->last = &apc->next;
	}
	fd = thread->apc_fd;
	pthread_mutex_unlock(&thread->lock);
	if (takes && fd >= 0)
		event_signal(fd);
	return takes;
}

int thread_apc_fd(void)
{
	struct thread *thread = thread_self();
	int fd;

	if (!thread) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return -1;
	}
	pthread_mutex_lock(&thread->lock);
	if (thread->apc_fd < 0)
		thread->apc_fd = event_new(false);
	fd = thread->apc_fd;
	pthread_mutex_unlock(&thread->lock);
	return fd;
}

void thread_lose_apc_fd(void)
{
	pthread_mutex_lock(&self->lock);
	self->apc_fd = -1;
	pthread_mutex_unlock(&self->lock);
}

bool thread_has_apcs(void)
{
	bool has;

	if (!self)
		return false;
	/* Before the list is looked at: a later routine signals again. */
	if (self->apc_fd >= 0)
		event_clear(self->apc_fd);
	pthread_mutex_lock(&self->lock);
	has = self->first;
	pthread_mutex_unlock(&self->lock);
	return has;
}

void thread_run_apcs(void)
{
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
			return;
		apc->call(apc);
	}
}

bool thread_start(void *(*routine)(void *argument), void *argument)
{
	sigset_t all, old;
	pthread_t thread;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	error = pthread_create(&thread, NULL, routine, argument);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (error)
		return false;
	pthread_detach(thread);
	return true;
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
	struct thread *thread = given->thread;

	thread_begin(thread);
	sem_post(&given->begun);
	while (thread->suspended && sem_wait(thread->suspended) != 0)
		;
	thread->code = routine(parameter);
	return NULL;
}

/* A thread that has not started waits at its beginning. False and the last error. */
static bool suspend(struct thread *thread)
{
	thread->suspended = malloc(sizeof(*thread->suspended));
	if (!thread->suspended)
		return fail(ERROR_NOT_ENOUGH_MEMORY);
	sem_init(thread->suspended, 0, 0);
	thread->waits = true;
	return true;
}

DWORD ResumeThread(HANDLE handle)
{
	struct object *object = object_of(handle, KIND_THREAD);
	struct thread *thread;
	bool waited;

	if (!object)
		return (DWORD)-1;
	thread = object->thread;
	pthread_mutex_lock(&thread->lock);
	waited = thread->waits;
	thread->waits = false;
	pthread_mutex_unlock(&thread->lock);
	if (waited)
		sem_post(thread->suspended);
	object_put(object);
	return waited;
}

HANDLE CreateThread(LPSECURITY_ATTRIBUTES attributes, SIZE_T stack, LPTHREAD_START_ROUTINE routine, LPVOID parameter,
		    DWORD flags, LPDWORD id)
{
	struct start given = { .routine = routine, .parameter = parameter };
	struct object *object = NULL;
	HANDLE handle = NULL;
	pthread_t thread;
	int error;

	if (!routine || (flags & ~(DWORD)(STACK_SIZE_PARAM_IS_A_RESERVATION | CREATE_SUSPENDED))) {
		SetLastError(routine ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER);
		return NULL;
	}
	/* Linux reserves stacks of 8 MiB, and Windows of 1 MiB. */
	(void)stack;
	given.thread = thread_new();
	if (!given.thread) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	if ((flags & CREATE_SUSPENDED) && !suspend(given.thread))
		goto out;
	object = thread_object(given.thread);
	if (!object)
		goto out;
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
	thread_put(given.thread);
	return handle;
}

static void leave(void)
{
	pthread_exit(NULL);
}

/*
 * Windows leaves the frames of the thread as they are. pthread_exit() runs the destructors in them, and ends the
 * program at a function that is noexcept and at a catch (...) that does not throw again. So it gets a stack
 * without frames. That is a part of the thread's own: there may be no memory for another one.
 */
void ExitThread(DWORD code)
{
	__attribute__((aligned(16))) char stack[32 << 10];
	struct thread *thread = thread_self();
	ucontext_t bottom;

	if (thread)
		thread->code = code;
	getcontext(&bottom);
	bottom.uc_stack.ss_sp = stack;
	bottom.uc_stack.ss_size = sizeof(stack);
	bottom.uc_link = NULL;
	makecontext(&bottom, leave, 0);
	setcontext(&bottom);
	abort();
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
	*code = __atomic_load_n(&object->thread->exit_code, __ATOMIC_ACQUIRE);
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
	const struct user_apc user = *(struct user_apc *)apc;

	/* Before the routine, which may end the thread. */
	free(apc);
	user.routine(user.parameter);
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

void threads_hold(bool hold)
{
	if (hold) {
		pthread_mutex_lock(&threads_lock);
		if (self)
			pthread_mutex_lock(&self->lock);
	} else {
		if (self)
			pthread_mutex_unlock(&self->lock);
		pthread_mutex_unlock(&threads_lock);
	}
}

void threads_leave(void)
{
	/* Handles lead to the eventfds of the parent's threads, of which the calling one is not this one. */
	for (struct thread *thread = threads; thread; thread = thread->next)
		thread_close(thread);
	__atomic_store_n(&running, self ? 1 : 0, __ATOMIC_RELAXED);
	if (self) {
		thread_drop_apcs(self);
		self->id = (pid_t)syscall(SYS_gettid);
	}
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
