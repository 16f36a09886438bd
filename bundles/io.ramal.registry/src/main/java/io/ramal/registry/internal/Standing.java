package io.ramal.registry.internal;

/**
 * Where a provider stands for a request, without holding on to it.
 *
 * @param serviceId of its registration
 * @param wish the lower the more it is wished for
 * @param ranking its service ranking
 */
record Standing(long serviceId, int wish, int ranking) {}
