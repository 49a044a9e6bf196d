/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waits for a request, wakes the one that waits, or checks how many were cancelled.
 */
#include "../program.h"
#include "../requests/requests.h"

int main(int arguments, char **argument)
{
	const int file = open("/dev/winwork/Requests", O_RDWR);
	const char *what = arguments > 1 ? argument[1] : "";
	struct winwork_request request;
	struct info info = { 0 };
	char out[16] = "";

	CHECK(file >= 0);
	if (!strcmp(what, "wait")) {
		request = control_of(WAIT, NULL, 0, out, sizeof(out));
		EQUAL(control_full(file, &request), 0);
		EQUAL(request.status, 0);
		EQUAL(request.information, 4);
		CHECK(!strcmp(out, "done"));
	} else if (!strcmp(what, "wake")) {
		EQUAL(control(file, WAKE, NULL, 0, NULL, 0), 0);
	} else {
		EQUAL(control(file, INFO, NULL, 0, &info, sizeof(info)), 0);
		EQUAL(info.cancels, 2);
	}
	return checks_failed != 0;
}
