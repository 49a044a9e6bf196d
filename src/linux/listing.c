// SPDX-License-Identifier: GPL-2.0
/*
 * The files of debugfs that list items, workers, queues, objects and devices.
 */
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "listing.h"

/* ---- Lines ------------------------------------------------------------------------------ */

/* False if the text has no room. Then nothing of it is there. */
static __printf(2, 3) bool add(struct ww_line *line, const char *format, ...)
{
	const size_t room = sizeof(line->text) - line->length;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line->text + line->length, room, format, arguments);
	va_end(arguments);
	if (length >= room) {
		line->text[line->length] = '\0';
		return false;
	}
	line->length += length;
	return true;
}

/* The value of a driver's, with an escape for each character that JSON does not take, or a line. */
static bool add_quoted(struct ww_line *line, const char *value)
{
	bool fits = add(line, "\"");

	for (; *value && fits; value++) {
		const u8 byte = *value;

		if (byte == '"' || byte == '\\')
			fits = add(line, "\\%c", byte);
		else if (byte < ' ' || byte >= 0x7f)
			fits = add(line, "\\u%04x", byte);
		else
			fits = add(line, "%c", byte);
	}
	return fits && add(line, "\"");
}

/* As it is, if a reader of the line finds its end. */
static bool is_word(const char *value)
{
	if (!*value)
		return false;
	for (; *value; value++) {
		if (*value <= ' ' || *value >= 0x7f || *value == '"')
			return false;
	}
	return true;
}

static bool begin(struct ww_line *line, const char *name)
{
	if (line->is_json)
		return add(line, "%s\"%s\": ", line->length ? ", " : "", name);
	return add(line, "%s%s=", line->length ? " " : "", name);
}

/* A value is there whole or not at all. */
static void end(struct ww_line *line, u32 before, bool fits)
{
	if (fits)
		return;
	line->length = before;
	line->text[before] = '\0';
}

void ww_line_text(struct ww_line *line, const char *name, const char *value)
{
	const u32 before = line->length;
	bool fits = begin(line, name);

	if (line->is_json || !is_word(value))
		fits = fits && add_quoted(line, value);
	else
		fits = fits && add(line, "%s", value);
	end(line, before, fits);
}

void ww_line_number(struct ww_line *line, const char *name, ww_u64 value)
{
	const u32 before = line->length;

	end(line, before, begin(line, name) && add(line, "%llu", value));
}

/* ---- Files ------------------------------------------------------------------------------ */

struct source {
	const char *name;
	bool (*next)(ww_u64 *cursor, struct ww_line *line);
	bool is_json;
};

static const struct source sources[] = {
	{ "items", ww_items_next, false },
	{ "items.json", ww_items_next, true },
	{ "workers", ww_workers_next, false },
	{ "workers.json", ww_workers_next, true },
	{ "queues", ww_queues_next, false },
	{ "queues.json", ww_queues_next, true },
	{ "objects", ww_objects_next, false },
	{ "objects.json", ww_objects_next, true },
	{ "devices", ww_devices_next, false },
	{ "devices.json", ww_devices_next, true },
};

/* An open file. */
struct list {
	const struct source *source;
	ww_u64 cursor;
	loff_t number;			/* of the line; -1 before the first one */
	bool has_line;
	struct ww_line line;
};

static void advance(struct list *list)
{
	list->line.length = 0;
	list->line.text[0] = '\0';
	list->has_line = list->source->next(&list->cursor, &list->line);
	list->number++;
}

static void rewind(struct list *list)
{
	list->cursor = 0;
	list->number = -1;
	advance(list);
}

/* A line that had no room is shown again. */
static void *list_start(struct seq_file *out, loff_t *position)
{
	struct list *list = out->private;

	if (list->number < 0 || *position < list->number)
		rewind(list);
	while (list->has_line && list->number < *position)
		advance(list);
	return list->has_line ? list : NULL;
}

static void *list_next(struct seq_file *out, void *current_list, loff_t *position)
{
	struct list *list = current_list;

	++*position;
	advance(list);
	return list->has_line ? list : NULL;
}

static void list_stop(struct seq_file *out, void *current_list)
{
}

static int list_show(struct seq_file *out, void *current_list)
{
	const struct list *list = current_list;

	seq_printf(out, list->source->is_json ? "{%s}\n" : "%s\n", list->line.text);
	return 0;
}

static const struct seq_operations list_operations = {
	.start = list_start,
	.next = list_next,
	.stop = list_stop,
	.show = list_show,
};

static int list_open(struct inode *inode, struct file *file)
{
	struct list *list = __seq_open_private(file, &list_operations, sizeof(*list));

	if (!list)
		return -ENOMEM;
	list->source = inode->i_private;
	list->line.is_json = list->source->is_json;
	list->number = -1;
	return 0;
}

static const struct file_operations list_fops = {
	.owner = THIS_MODULE,
	.open = list_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = seq_release_private,
};

void ww_lists_create(struct dentry *folder)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sources); i++)
		debugfs_create_file(sources[i].name, 0400, folder, (void *)&sources[i], &list_fops);
}
