package io.ramal.extension;

/**
 * What a new reading of the configuration changed.
 *
 * @param removed pairs that are gone
 * @param updated pairs that are now different
 * @param added pairs that are new
 * @param active pairs that listen now
 */
public record RefreshResult(int removed, int updated, int added, int active) {}
