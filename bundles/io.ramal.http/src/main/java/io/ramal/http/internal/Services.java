package io.ramal.http.internal;

import io.ramal.call.Calls;
import io.ramal.call.LineAcceptor;
import io.ramal.call.Reception;
import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderTester;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the API shows and steers, as far as it is there now. Asked anew for each call; any thread. */
interface Services {
    @Nullable
    Extensions extensions();

    @Nullable
    ExtensionControl control();

    @Nullable
    Calls calls();

    @Nullable
    Reception reception();

    @Nullable
    ProviderRegistry registry();

    @Nullable
    ProviderChoices choices();

    @Nullable
    ProviderTester tester();

    @Nullable
    AsteriskConfig asterisk();

    /** There while calls are taken in; gone first when the server stops. */
    @Nullable
    LineAcceptor acceptor();

    /** Whether a visit that came now would be taken in. */
    default boolean accepting() {
        Reception reception = reception();
        return acceptor() != null && (reception == null || reception.accepting());
    }

    /** A service that the call cannot do without: 503 with what is missing. */
    static <T> T needed(Supplier<@Nullable T> service, String what, String bundle) {
        T found = service.get();
        if (found == null) {
            throw new ApiException(
                    503, what + " is not there: the bundle " + bundle + " does not run; its log tells why");
        }
        return found;
    }

    default Extensions neededExtensions() {
        return needed(this::extensions, "the list of extensions", "io.ramal.extensions");
    }

    default ExtensionControl neededControl() {
        return needed(this::control, "the control of extensions", "io.ramal.extensions");
    }

    default ProviderRegistry neededRegistry() {
        return needed(this::registry, "the registry of providers", "io.ramal.registry");
    }

    default ProviderChoices neededChoices() {
        return needed(this::choices, "the registry of providers", "io.ramal.registry");
    }

    default ProviderTester neededTester() {
        return needed(this::tester, "the registry of providers", "io.ramal.registry");
    }

    default AsteriskConfig neededAsterisk() {
        return needed(this::asterisk, "the configuration of Asterisk", "io.ramal.extensions");
    }

    default Calls neededCalls() {
        return needed(this::calls, "the ledger of calls", "io.ramal.visit");
    }

    default Reception neededReception() {
        return needed(this::reception, "the reception of calls", "io.ramal.visit");
    }
}
