package io.ramal.helper;

import java.time.Duration;

/**
 * How helpers are kept.
 *
 * @param engine the engine's name, for the log and health
 * @param processes helper processes
 * @param startTimeout longest time from the start of a process to its greeting
 * @param requestTimeout longest time a sentence may wait for its turn, and longest time it may take then
 * @param queueMax sentences that may wait
 * @param fatalCure what an operator does when the helper starts but cannot serve
 */
public record PoolSettings(
        String engine, int processes, Duration startTimeout, Duration requestTimeout, int queueMax, String fatalCure) {}
