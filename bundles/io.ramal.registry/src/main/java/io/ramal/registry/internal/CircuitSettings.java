package io.ramal.registry.internal;

import java.time.Duration;

/**
 * When a provider is left out.
 *
 * @param failures so many among the last {@code window} outcomes open the circuit
 * @param window outcomes looked at
 * @param open how long it stays open before one utterance tries it again
 */
record CircuitSettings(int failures, int window, Duration open) {}
