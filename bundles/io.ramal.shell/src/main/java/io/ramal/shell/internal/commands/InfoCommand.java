package io.ramal.shell.internal.commands;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionProfile;
import io.ramal.extension.ExtensionProfiles;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.shell.internal.Addresses;
import io.ramal.shell.internal.ConfigurationText;
import io.ramal.shell.internal.Ports;
import io.ramal.shell.internal.Profiles;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:info}. */
@Service
@Command(
        scope = "ramal",
        name = "info",
        description = "Tells everything about one pair of extensions",
        detailedDescription = "Its row, the ports really bound, what etc/io.ramal.extension-<number>.cfg sets for it,"
                + " what Asterisk is to dial, and the calls that are up on it.")
public final class InfoCommand implements Action {
    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    @Reference(optional = true)
    @Nullable
    ExtensionProfiles profiles;

    @Reference(optional = true)
    @Nullable
    Calls calls;

    @Argument(name = "number", description = "AI number or return number of the pair, or id:<id>", required = true)
    @Completion(ExtensionCompleter.class)
    String number = "";

    PrintStream out = System.out;
    Clock clock = Clock.systemUTC();
    ZoneId zone = ZoneId.systemDefault();

    @Override
    public @Nullable Object execute() {
        Extensions pairs = Services.extensions(extensions);
        ExtensionStatus s = ExtensionFinder.one(pairs.status(), number);
        Extension e = s.extension();
        out.println("extension " + e.number() + ", return " + (e.returnNumber().isEmpty() ? "none" : e.returnNumber())
                + ", condominium " + e.condominiumId() + ", id " + e.id());
        line("state", s.state().name().toLowerCase(Locale.ROOT));
        if (s.error() != null) {
            line("remark", s.error());
        }
        line("address", e.address());
        line("visitors", Ports.sentence(e.port(), s.boundPort()));
        line("residents", Ports.sentence(e.returnPort(), s.boundReturnPort()));
        line("settings", profile(e));
        dialled(s);
        line("from", new ConfigurationText(clock).source(pairs.configuration()));
        calls(s);
        return null;
    }

    private String profile(Extension e) {
        if (profiles == null) {
            return "not known: io.ramal.extensions gives no profiles";
        }
        ExtensionProfile profile = profiles.of(e.number());
        return profile.equals(ExtensionProfile.NONE) ? "those of the server" : Profiles.text(profile);
    }

    private void dialled(ExtensionStatus s) {
        String host = Addresses.forAsterisk(s.extension().address());
        if (s.boundPort() != null) {
            line("Asterisk", "AudioSocket(${UUID()}," + host + ":" + s.boundPort() + ") for visitors");
        }
        if (s.boundReturnPort() != null) {
            line(
                    "",
                    "AudioSocket(<UUID of the visitor's call>," + host + ":" + s.boundReturnPort() + ") for residents");
        }
        if (host.equals(Addresses.LOOPBACK) && s.boundPort() != null) {
            line("", "(another machine dials an address of this one instead of " + host + ")");
        }
    }

    private void calls(ExtensionStatus s) {
        line("calls", s.activeCalls() + (s.activeCalls() == 1 ? " leg is up" : " legs are up"));
        if (calls != null) {
            List<CallSnapshot> here = calls.active().stream()
                    .filter(c -> c.extension().id() == s.extension().id())
                    .toList();
            CallTable.print(here, zone, "No call is up on it.", out);
        }
    }

    private void line(String name, String what) {
        out.println(String.format(Locale.ROOT, "  %-10s %s", name, what));
    }
}
