/* SPDX-License-Identifier: MIT */
/*
 * converse: uses the driver pipe. Each line of the output says what happened.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define MEBIBYTE (1 << 20)

struct message {
	int file;
	const char *text;
	ssize_t length;
};

static void *send_message(void *argument)
{
	struct message *message = argument;

	message->length = write(message->file, message->text, message->length);
	return NULL;
}

static int open_pipe(int flags)
{
	int file = open("/dev/winwork/Pipe", O_RDWR | flags);

	if (file < 0) {
		perror("/dev/winwork/Pipe");
		exit(1);
	}
	return file;
}

/* Writes in a second thread, and reads in this one. Returns the length of what was read. */
static ssize_t pass(int file, const char *text, size_t length, char *received, size_t room)
{
	struct message message = { file, text, length };
	pthread_t writer;
	ssize_t got;

	pthread_create(&writer, NULL, send_message, &message);
	got = read(file, received, room);
	pthread_join(writer, NULL);
	if (got != message.length) {
		printf("converse: %zd bytes written, %zd read\n", message.length, got);
		exit(1);
	}
	return got;
}

static void on_signal(int number)
{
	(void)number;
}

int main(void)
{
	/* Without SA_RESTART. The timer repeats: the first signal may come before the call. */
	struct sigaction action = { .sa_handler = on_signal };
	struct itimerval often = { { 0, 50000 }, { 0, 50000 } }, never = { { 0, 0 }, { 0, 0 } };
	int file = open_pipe(0), impatient = open_pipe(O_NONBLOCK);
	char text[64], *pattern = malloc(MEBIBYTE), *received = malloc(MEBIBYTE);
	ssize_t length;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!pattern || !received)
		return 1;

	/* A read and a write meet. The filter has changed what is read. */
	length = pass(file, "hello, through a filter", 23, text, sizeof(text));
	printf("converse: received \"%.*s\"\n", (int)length, text);

	/* Direct I/O: the bytes of a large buffer are copied once. */
	memset(pattern, 'w', MEBIBYTE);
	length = pass(file, pattern, MEBIBYTE, received, MEBIBYTE);
	memset(pattern, 'W', MEBIBYTE);
	if (length != MEBIBYTE || memcmp(pattern, received, MEBIBYTE))
		return 1;
	printf("converse: %zd bytes went from page to page\n", length);

	/* A request that would wait ends at once with O_NONBLOCK, and at a signal without it. */
	if (read(impatient, text, sizeof(text)) >= 0)
		return 1;
	printf("converse: a read without a writer: %s\n", strerror(errno));
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	length = write(file, "nobody listens", 14);
	setitimer(ITIMER_REAL, &never, NULL);
	if (length >= 0)
		return 1;
	printf("converse: a write that a signal ends: %s\n", strerror(errno));
	close(impatient);
	close(file);
	return 0;
}
