package io.ramal.extension;

import org.jspecify.annotations.Nullable;

/**
 * A pair of extensions as it is now.
 *
 * @param extension what is configured
 * @param boundPort the port really bound for visitors, null when none is
 * @param boundReturnPort the port really bound for residents, null when none is
 * @param state how it fares
 * @param activeCalls legs up on it now
 * @param error why it does not run, or what is odd about how it runs
 */
public record ExtensionStatus(
        Extension extension,
        @Nullable Integer boundPort,
        @Nullable Integer boundReturnPort,
        ExtensionState state,
        int activeCalls,
        @Nullable String error) {}
