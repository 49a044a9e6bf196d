/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter's service, with the functions of <fltUser.h>.
 *
 *	run all			connections, messages, timeouts, deaths
 *	run hold		connects, says so, and waits for a message until the minifilter is gone
 *	run leave		has the minifilter leave its ports
 */
#include <windows.h>
#include <fltuser.h>
#include <ntstatus.h>
#include <string.h>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../windows_program.h"
#include "ports.h"

#define STATUS_THREAD_IS_TERMINATING 0xC000004B

#define WIN32(error) HRESULT_FROM_WIN32(ERROR_##error)

/* A message as the minifilter sends it, and a reply. */
struct message {
	FILTER_MESSAGE_HEADER header;
	char text[MOST_BYTES];
};

struct reply {
	FILTER_REPLY_HEADER header;
	char text[MOST_BYTES];
};

static HANDLE connect_with(int context)
{
	HANDLE port;

	EQUAL(FilterConnectCommunicationPort(PORT_NAME, 0, &context, sizeof(context), NULL, &port), S_OK);
	return port;
}

static HRESULT send(HANDLE port, const struct command *command, void *out, DWORD room)
{
	DWORD bytes;

	return FilterSendMessage(port, (void *)command, sizeof(*command), out, room, &bytes);
}

static struct state state_of(HANDLE port)
{
	const struct command command = { .what = STATE };
	struct state state = { 0 };

	EQUAL(send(port, &command, &state, sizeof(state)), S_OK);
	return state;
}

static struct result result_of(HANDLE port)
{
	const struct command command = { .what = RESULT };
	struct result result = { 0 };

	EQUAL(send(port, &command, &result, sizeof(result)), S_OK);
	return result;
}

static struct command asks(const char *text)
{
	struct command command = { .what = ASK, .bytes = (unsigned)strlen(text) };

	strcpy(command.text, text);
	return command;
}

static struct command asks_for_reply(const char *text, unsigned room)
{
	struct command command = asks(text);

	command.wants_reply = 1;
	command.room = room;
	return command;
}

static struct command asks_within(struct command command, long long milliseconds)
{
	command.has_timeout = 1;
	command.timeout = -10000 * milliseconds;
	return command;
}

static HRESULT answer(HANDLE port, ULONGLONG id, NTSTATUS status, const char *text)
{
	struct reply reply = { .header = { status, id } };

	strcpy(reply.text, text);
	return FilterReplyMessage(port, &reply.header, (DWORD)(sizeof(reply.header) + strlen(text)));
}

/* The message's number. */
static ULONGLONG expect(HANDLE port, const char *text, unsigned reply_length)
{
	struct message message;

	memset(&message, 0, sizeof(message));
	EQUAL(FilterGetMessage(port, &message.header, sizeof(message), NULL), S_OK);
	EQUAL(strcmp(message.text, text), 0);
	EQUAL(message.header.ReplyLength, reply_length);
	return message.header.MessageId;
}

static void expect_result(HANDLE port, int status, const char *text)
{
	const struct result result = result_of(port);

	EQUAL(result.status, status);
	EQUAL(result.bytes, strlen(text));
	EQUAL(memcmp(result.text, text, strlen(text)), 0);
}

/* row 680 */
static void connections(void)
{
	const int refused = REFUSED_CONTEXT;
	struct state before, after;
	HANDLE first, second, port;
	struct stat node;

	EQUAL(FilterConnectCommunicationPort(L"\\WinworkNone", 0, NULL, 0, NULL, &port), WIN32(FILE_NOT_FOUND));
	EQUAL((size_t)port, 0);
	EQUAL(FilterConnectCommunicationPort(L"WinworkPort", 0, NULL, 0, NULL, &port), E_INVALIDARG);
	EQUAL(stat("/dev/winwork/FilterPort/WinworkPort", &node), 0);
	EQUAL(node.st_mode & 07777, 0600);
	first = connect_with(7);
	before = state_of(first);
	EQUAL(before.context, 7);
	EQUAL(FilterConnectCommunicationPort(PORT_NAME, 0, &refused, sizeof(refused), NULL, &port),
	      WIN32(ACCESS_DENIED));
	EQUAL(FilterConnectCommunicationPort(L"\\winworkPORT", FLT_PORT_FLAG_SYNC_HANDLE, NULL, 0, NULL, &second),
	      S_OK);
	EQUAL(state_of(first).context, -1);
	EQUAL(FilterConnectCommunicationPort(PORT_NAME, 0, NULL, 0, NULL, &port), WIN32(CONNECTION_COUNT_LIMIT));
	CloseHandle(second);
	EQUAL(FilterConnectCommunicationPort(PORT_NAME, 0, NULL, 0, NULL, &port), S_OK);
	CloseHandle(port);
	after = state_of(first);
	EQUAL(after.connects - before.connects, 2);
	EQUAL(after.disconnects - before.disconnects, 2);
	CloseHandle(first);
}

static void answers(HANDLE port)
{
	struct command command = { .what = ECHO, .bytes = 3, .text = "abc" };
	char out[8];
	DWORD bytes;

	EQUAL(FilterSendMessage(port, &command, sizeof(command), out, sizeof(out), &bytes), S_OK);
	EQUAL(bytes, 3);
	EQUAL(memcmp(out, "cba", 3), 0);
	EQUAL(FilterSendMessage(port, &command, sizeof(command), out, 2, &bytes), WIN32(INSUFFICIENT_BUFFER));
	EQUAL(bytes, 0);
	EQUAL(FilterSendMessage(port, &command, 1, NULL, 0, &bytes), WIN32(INVALID_PARAMETER));
	command.what = TOO_MUCH;
	EQUAL(FilterSendMessage(port, &command, sizeof(command), out, sizeof(out), &bytes), S_OK);
	EQUAL(bytes, sizeof(out));
}

/* row 681 */
static void messages(HANDLE port)
{
	struct command one = asks("one"), question = asks_for_reply("question", 5);
	FILTER_MESSAGE_HEADER small;
	ULONGLONG id;

	EQUAL(send(port, &one, NULL, 0), S_OK);
	id = expect(port, "one", 0);
	expect_result(port, STATUS_SUCCESS, "");
	/* Nothing waits for a reply. */
	EQUAL(answer(port, id, STATUS_SUCCESS, "x"), ERROR_FLT_NO_WAITER_FOR_REPLY);

	EQUAL(send(port, &question, NULL, 0), S_OK);
	EQUAL(FilterGetMessage(port, &small, sizeof(small), NULL), WIN32(INSUFFICIENT_BUFFER));
	id = expect(port, "question", sizeof(FILTER_REPLY_HEADER) + 5);
	EQUAL(answer(port, id + 1, STATUS_SUCCESS, "hello"), ERROR_FLT_NO_WAITER_FOR_REPLY);
	EQUAL(answer(port, id, STATUS_SUCCESS, "hello"), S_OK);
	expect_result(port, STATUS_SUCCESS, "hello");
	EQUAL(answer(port, id, STATUS_SUCCESS, "again"), ERROR_FLT_NO_WAITER_FOR_REPLY);

	EQUAL(send(port, &question, NULL, 0), S_OK);
	id = expect(port, "question", sizeof(FILTER_REPLY_HEADER) + 5);
	EQUAL(answer(port, id, STATUS_SUCCESS, "123456"), S_OK);
	expect_result(port, (int)STATUS_BUFFER_OVERFLOW, "12345");

	EQUAL(send(port, &question, NULL, 0), S_OK);
	id = expect(port, "question", sizeof(FILTER_REPLY_HEADER) + 5);
	EQUAL(answer(port, id, (NTSTATUS)STATUS_ACCESS_DENIED, "no"), S_OK);
	expect_result(port, (int)STATUS_ACCESS_DENIED, "no");
}

/* row 682 */
static void timeouts(HANDLE port)
{
	struct command now = asks_within(asks("now"), 0), late = asks_within(asks_for_reply("late", 4), 5000);
	struct command last = asks("last");
	ULONGLONG id;

	EQUAL(send(port, &now, NULL, 0), S_OK);
	EQUAL(result_of(port).status, STATUS_TIMEOUT);
	EQUAL(send(port, &late, NULL, 0), S_OK);
	/* The message that timed out is gone. */
	id = expect(port, "late", sizeof(FILTER_REPLY_HEADER) + 4);
	EQUAL(result_of(port).status, STATUS_TIMEOUT);
	EQUAL(answer(port, id, STATUS_SUCCESS, "late"), ERROR_FLT_NO_WAITER_FOR_REPLY);
	/* For ever. */
	EQUAL(send(port, &last, NULL, 0), S_OK);
	expect(port, "last", 0);
	expect_result(port, STATUS_SUCCESS, "");
}

static void overlapped(HANDLE port)
{
	enum { COUNT = 8 };
	HANDLE queue = CreateIoCompletionPort(port, NULL, 5, 0);
	struct message message[COUNT];
	OVERLAPPED io[COUNT], *done;
	struct command one = asks("one");
	ULONG_PTR key;
	DWORD bytes;
	int i;

	memset(io, 0, sizeof(io));
	memset(message, 0, sizeof(message));
	for (i = 0; i < COUNT; i++)
		EQUAL(FilterGetMessage(port, &message[i].header, sizeof(message[i]), &io[i]), WIN32(IO_PENDING));
	for (i = 0; i < COUNT / 2; i++) {
		EQUAL(send(port, &one, NULL, 0), S_OK);
		EQUAL(GetQueuedCompletionStatus(queue, &bytes, &key, &done, INFINITE), TRUE);
		/* The oldest request gets the message. */
		EQUAL(done - io, i);
		EQUAL(key, 5);
		EQUAL(bytes, sizeof(FILTER_MESSAGE_HEADER) + 3);
		EQUAL(strcmp(message[i].text, "one"), 0);
		expect_result(port, STATUS_SUCCESS, "");
	}
	EQUAL(CancelIoEx(port, &io[COUNT - 1]), TRUE);
	EQUAL(GetQueuedCompletionStatus(queue, &bytes, &key, &done, INFINITE), FALSE);
	EQUAL(GetLastError(), ERROR_OPERATION_ABORTED);
	EQUAL(done - io, COUNT - 1);
	CancelIo(port);
	for (i = COUNT / 2; i < COUNT - 1; i++)
		EQUAL(GetQueuedCompletionStatus(queue, &bytes, &key, &done, INFINITE), FALSE);
	CloseHandle(queue);
}

/* A child commands this, and is killed when the minifilter sends its message. Returns what the sender got. */
static int kill_in(HANDLE port, struct command command)
{
	const struct command asking = { .what = ASKING };
	int status;
	pid_t child;

	command.tells = 1;
	child = fork();

	if (!child) {
		send(connect_with(0), &command, NULL, 0);
		pause();
		_exit(1);
	}
	EQUAL(send(port, &asking, NULL, 0), S_OK);
	kill(child, SIGKILL);
	EQUAL(waitpid(child, &status, 0), child);
	return state_of(port).status;
}

/* rows 683, 684: the sender is a work item, or the killed thread itself. */
static void deaths(HANDLE port)
{
	struct command question = asks_for_reply("question", 5), here = question;
	const struct state before = state_of(port);
	struct state after;

	EQUAL(kill_in(port, question), (int)STATUS_PORT_DISCONNECTED);
	here.what = ASK_HERE;
	EQUAL(kill_in(port, here), (int)STATUS_THREAD_IS_TERMINATING);
	after = state_of(port);
	EQUAL(after.connects - before.connects, 2);
	EQUAL(after.disconnects - before.disconnects, 2);
}

static void closed(HANDLE port)
{
	const struct command command = { .what = CLOSE };
	struct message message;
	DWORD bytes;

	EQUAL(send(port, &command, NULL, 0), S_OK);
	EQUAL(FilterGetMessage(port, &message.header, sizeof(message), NULL), WIN32(INVALID_HANDLE));
	EQUAL(FilterSendMessage(port, (void *)&command, sizeof(command), NULL, 0, &bytes), WIN32(INVALID_HANDLE));
	EQUAL(answer(port, 1, STATUS_SUCCESS, ""), ERROR_FLT_NO_WAITER_FOR_REPLY);
}

static int all(void)
{
	HANDLE port;

	connections();
	port = connect_with(0);
	answers(port);
	messages(port);
	timeouts(port);
	overlapped(port);
	deaths(port);
	closed(port);
	CloseHandle(port);
	return failed != 0;
}

static int hold(void)
{
	HANDLE port = connect_with(0);
	struct message message;

	puts("connected");
	fflush(stdout);
	EQUAL(FilterGetMessage(port, &message.header, sizeof(message), NULL), WIN32(INVALID_HANDLE));
	CloseHandle(port);
	return failed != 0;
}

static int leave(void)
{
	const struct command command = { .what = LEAVE };
	HANDLE port = connect_with(0);

	EQUAL(send(port, &command, NULL, 0), S_OK);
	CloseHandle(port);
	return failed != 0;
}

int main(int count, char **words)
{
	const char *word = count == 2 ? words[1] : "";

	return strcmp(word, "all") == 0	  ? all() :
	       strcmp(word, "hold") == 0  ? hold() :
	       strcmp(word, "leave") == 0 ? leave() :
					    2;
}
