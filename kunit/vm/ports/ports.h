/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program and the minifilter of this test say to each other.
 */
#ifndef PORTS_H
#define PORTS_H

#define PORT_NAME L"\\WinworkPort"
#define MOST_CONNECTIONS 2
#define MOST_BYTES 64

enum what {
	ECHO,		/* the answer is the command's text, backwards */
	TOO_MUCH,	/* the answer claims more than its buffer has */
	ASK,		/* a work item sends the text; the answer is empty */
	ASK_HERE,	/* this thread sends it */
	ASKING,		/* waits until a message is about to be sent */
	RESULT,		/* waits for the work item; the answer is struct result */
	STATE,		/* the answer is struct state */
	CLOSE,		/* closes the client port, and a copy of its variable */
	LEAVE,		/* nothing is closed from now on */
};

struct command {
	unsigned what;
	int wants_reply;
	unsigned room;			/* of the reply */
	int has_timeout;
	int tells;			/* ASKING waits for the message of this command */
	long long timeout;		/* in units of 100 ns */
	unsigned bytes;
	char text[MOST_BYTES];
};

struct result {
	int status;
	unsigned bytes;
	char text[MOST_BYTES];
};

struct state {
	unsigned connects, disconnects;
	int status;			/* of the last message */
	int context;			/* of the last connection */
};

/* Contexts for which the minifilter refuses a connection. */
#define REFUSED_CONTEXT 13

#endif
