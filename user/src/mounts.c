// SPDX-License-Identifier: MIT
/* The mounts that the program sees: which volume is on which folder. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DEVICE "\\Device\\"

/* A line of mountinfo; see proc_pid_mountinfo(5). */
struct mount {
	char *folder;
	char *type;
	char *options;	/* of the file system */
};

/* Blanks and backslashes are written as \040. */
static void unescape(char *text)
{
	char *to = text;

	while (*text) {
		if (text[0] == '\\' && text[1] && text[2] && text[3]) {
			*to++ = (char)((text[1] - '0') << 6 | (text[2] - '0') << 3 | (text[3] - '0'));
			text += 4;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
}

static bool parse(char *line, struct mount *mount)
{
	char *rest = strstr(line, " - "), *place;

	if (!rest)
		return false;
	*rest = '\0';
	line[strcspn(line, "\n")] = '\0';
	mount->folder = strtok_r(line, " ", &place);
	for (int field = 1; field < 5 && mount->folder; field++)
		mount->folder = strtok_r(NULL, " ", &place);
	mount->type = strtok_r(rest + 3, " \n", &place);
	strtok_r(NULL, " \n", &place);
	mount->options = strtok_r(NULL, " \n", &place);
	if (!mount->folder || !mount->options)
		return false;
	unescape(mount->folder);
	return true;
}

/* The name of the volume, in the line; NULL for a mount of another type. */
static char *volume_of(struct mount *mount)
{
	char *name = strcmp(mount->type, "winwork") == 0 ? strstr(mount->options, "volume=") : NULL;

	if (!name)
		return NULL;
	name += strlen("volume=");
	name[strcspn(name, ",")] = '\0';
	unescape(name);
	return name;
}

/* Calls something for each mount, until it returns true. */
static void for_each_mount(bool (*visit)(struct mount *mount, void *context), void *context)
{
	FILE *file = fopen(system_calls.mounts, "re");
	char *line = NULL;
	size_t size = 0;
	bool found = false;

	while (file && !found && getline(&line, &size, file) > 0) {
		struct mount mount;

		found = parse(line, &mount) && visit(&mount, context);
	}
	free(line);
	if (file)
		fclose(file);
}

struct question {
	const char *asked;
	char *answer;
};

/* The last mount on a folder is the one that is seen. */
static bool is_on_folder(struct mount *mount, void *context)
{
	struct question *question = context;
	char *volume;

	if (strcmp(mount->folder, question->asked) != 0)
		return false;
	free(question->answer);
	question->answer = NULL;
	volume = volume_of(mount);
	if (volume && asprintf(&question->answer, DEVICE "%s", volume) < 0)
		question->answer = NULL;
	return false;
}

char *volume_mounted_on(const char *folder)
{
	char *path = realpath(folder, NULL);
	struct question question = { path, NULL };

	if (path)
		for_each_mount(is_on_folder, &question);
	free(path);
	return question.answer;
}

static bool is_of_volume(struct mount *mount, void *context)
{
	struct question *question = context;
	const char *volume = volume_of(mount);

	if (!volume || strcasecmp(volume, question->asked) != 0)
		return false;
	question->answer = strdup(mount->folder);
	return true;
}

char *mount_of_volume(const char *name)
{
	struct question question = { name + strlen(DEVICE), NULL };

	if (strncasecmp(name, DEVICE, strlen(DEVICE)) == 0)
		for_each_mount(is_of_volume, &question);
	return question.answer;
}
