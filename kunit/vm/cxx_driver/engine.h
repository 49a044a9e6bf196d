/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An interface with an implementation in one source and a user in another.
 */
#pragma once

class Engine {
public:
	virtual void start() = 0;
	virtual void stop() = 0;

protected:
	~Engine() = default;
};

void run_engine(Engine &engine);
bool run_wrappers();
