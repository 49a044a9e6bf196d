/* SPDX-License-Identifier: MIT */
/*
 * talk: uses the driver mailbox. Each line of the output says what happened.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../include/uapi/winwork.h"

#define CTL_CODE(type, function, method, access) ((type) << 16 | (access) << 14 | (function) << 2 | (method))
#define METHOD_BUFFERED 0
#define FILE_ANY_ACCESS 0
#include "mailbox.h"

static int box;

static void *receive(void *argument)
{
	char text[64];
	ssize_t length = read(box, text, sizeof(text) - 1);

	if (length < 0) {
		printf("talk: the read ends: %s\n", strerror(errno));
		return NULL;
	}
	text[length] = '\0';
	printf("talk: received \"%s\"\n", text);
	return argument;
}

static void on_signal(int number)
{
	(void)number;
}

static MAILBOX_COUNTS counts(void)
{
	MAILBOX_COUNTS result = { 0, 0, 0 };
	struct winwork_request request = {
		.size = sizeof(request), .code = IOCTL_MAILBOX_COUNTS,
		.out = (uintptr_t)&result, .out_length = sizeof(result),
	};

	if (ioctl(box, WINWORK_CONTROL, &request)) {
		perror("IOCTL_MAILBOX_COUNTS");
		exit(1);
	}
	return result;
}

static void wait_for_reader(void)
{
	while (!counts().Waiting)
		usleep(1000);
}

int main(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	void *received = NULL;
	pthread_t reader;
	int status;
	pid_t child;

	setvbuf(stdout, NULL, _IOLBF, 0);
	box = open("/dev/winwork/Mailbox", O_RDWR);
	if (box < 0) {
		perror("/dev/winwork/Mailbox");
		return 1;
	}

	/* A read waits in the driver, and a work item completes it. */
	pthread_create(&reader, NULL, receive, &box);
	wait_for_reader();
	if (write(box, "hello from a Linux program", 26) != 26)
		perror("write");
	pthread_join(reader, &received);
	if (!received)
		return 1;

	/* A signal cancels a read that waits. */
	sigaction(SIGUSR1, &action, NULL);
	pthread_create(&reader, NULL, receive, &box);
	wait_for_reader();
	pthread_kill(reader, SIGUSR1);
	pthread_join(reader, &received);
	if (received)
		return 1;

	/* So does the end of a process. */
	child = fork();
	if (!child) {
		receive(NULL);
		_exit(1);
	}
	wait_for_reader();
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	printf("talk: %u messages delivered, %u reads cancelled\n", counts().Delivered,
	       counts().Cancelled);
	close(box);
	return 0;
}
