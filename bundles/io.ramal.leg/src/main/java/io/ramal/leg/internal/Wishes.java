package io.ramal.leg.internal;

import io.ramal.call.LegRequest;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRole;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whom a leg wants to be served by; every lease of it is asked for by this.
 *
 * @param preferred ids of the providers that serve first while they can
 * @param extension number of the extension the leg belongs to, empty for none
 */
record Wishes(Locale language, Map<ProviderRole, String> preferred, String extension) {
    static Wishes of(LegRequest request) {
        return new Wishes(
                request.language(),
                request.providers(),
                request.line().info().extension().number());
    }

    /** @param excluded ids of providers that have just failed */
    LeaseRequest lease(ProviderRole role, Set<String> excluded) {
        return new LeaseRequest(language, excluded, preferred.getOrDefault(role, "")).on(extension);
    }
}
