package io.ramal.dial.ami.internal;

import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.util.Set;

/** The seam; everything behind it happens at the {@link Desk}. */
final class AmiProvider implements DialProvider {
    private static final ProviderInfo INFO = new ProviderInfo(
            "ami", ProviderRole.DIAL, Set.of(), "Rings residents through Asterisk's manager interface");

    private final Desk desk;

    AmiProvider(Desk desk) {
        this.desk = desk;
    }

    @Override
    public ProviderInfo info() {
        return INFO;
    }

    @Override
    public ProviderHealth health() {
        return desk.manager().health();
    }

    @Override
    public DialSession open(DialRequest request, DialListener listener) {
        return desk.open(request, listener);
    }
}
