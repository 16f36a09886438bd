package io.ramal.provider;

/**
 * A provider as operators see it.
 *
 * @param info who it is
 * @param health how it fares
 * @param ranking its service ranking; the highest that is ready and serves the language is chosen
 * @param leases utterances it is serving now
 * @param served utterances it has served since it was registered
 */
public record ProviderStatus(ProviderInfo info, ProviderHealth health, int ranking, int leases, long served) {}
