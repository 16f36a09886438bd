package io.ramal.extensions.internal.asterisk;

import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills the shipped files in. What comes from the table is checked: it must not become lines of its own. */
final class AsteriskFiles implements AsteriskConfig {
    private static final List<String> FILES = List.of("extensions", "pjsip", "manager");
    /** What the dialplan passes on of a number, and takes for a whole one. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,}");

    private final Supplier<List<ExtensionStatus>> pairs;
    private final ApiAddress api;
    private final Supplier<String> secrets;

    /** @param secrets makes a new password each time */
    AsteriskFiles(Supplier<List<ExtensionStatus>> pairs, ApiAddress api, Supplier<String> secrets) {
        this.pairs = pairs;
        this.api = api;
        this.secrets = secrets;
    }

    @Override
    public List<String> files() {
        return FILES;
    }

    @Override
    public String render(String file, String host) {
        if (!FILES.contains(file)) {
            throw new IllegalArgumentException("there is no file " + file + "; there are " + String.join(", ", FILES));
        }
        String reached = Host.checked(host);
        List<ExtensionStatus> all = pairs.get();
        return "; Filled in for the server at " + api.url(reached) + " and its " + all.size() + " pairs.\n"
                + Template.of(file).fill(what -> lines(what, reached, all));
    }

    private List<String> lines(String what, String host, List<ExtensionStatus> all) {
        String[] words = what.split(" ", 2);
        return switch (words[0]) {
            case "api" -> List.of(" same => n,Set(RAMAL_API=" + api.url(host) + ")");
            case "statics" -> statics(host, all);
            case "intercoms" -> intercoms(all);
            case "account" -> account(words[1]);
            case "secret" -> secret();
            case "permit" -> permit(host);
            default -> throw new IllegalStateException("nothing is known of " + what);
        };
    }

    private List<String> statics(String host, List<ExtensionStatus> all) {
        // a number that is both belongs to the visitors, as in the API
        Set<String> taken = all.stream()
                .filter(s -> s.boundPort() != null)
                .map(s -> s.extension().number())
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> written = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (ExtensionStatus s : all) {
            Extension e = s.extension();
            lines.add("; condominium " + e.condominiumId() + ": visitors " + harmless(e.number()) + ", residents "
                    + harmless(e.returnNumber()) + ", " + s.state().name().toLowerCase(Locale.ROOT));
            if (s.boundPort() != null && written.add(e.number())) {
                lines.addAll(target(e.number(), e.address(), host, s.boundPort()));
            }
            if (s.boundReturnPort() != null && taken.add(e.returnNumber())) {
                lines.addAll(target(e.returnNumber(), e.address(), host, s.boundReturnPort()));
            }
        }
        return lines;
    }

    private static List<String> target(String number, String address, String host, @Nullable Integer port) {
        if (!NUMBER.matcher(number).matches()) {
            return List.of("; " + harmless(number) + " cannot be dialled: it is not made of two digits or more");
        }
        boolean useless = Host.anywhere(address) || Host.loopback(address) || !Host.valid(address);
        String reached = !useless ? address : host.isEmpty() ? Host.LOOPBACK : host;
        return List.of(
                "exten => " + number + ",1,Set(RAMAL_STATIC_" + number + "=" + Host.bracketed(reached) + ":" + port
                        + ")",
                " same => n,Return()");
    }

    private List<String> intercoms(List<ExtensionStatus> all) {
        return all.stream()
                .filter(s -> s.boundPort() != null)
                .map(ExtensionStatus::extension)
                .filter(e -> NUMBER.matcher(e.number()).matches())
                .flatMap(e -> intercom(e.number(), e.condominiumId()))
                .toList();
    }

    private Stream<String> intercom(String number, int condominium) {
        String name = "interfone-" + number;
        return Stream.of(
                        Stream.of(
                                "; condominium " + condominium,
                                "[" + name + "](ramal-intercom)",
                                "auth = " + name + "-auth",
                                "aors = " + name,
                                "callerid = Interfone <" + number + ">"),
                        account(name).stream(),
                        Stream.of("[" + name + "](ramal-address)"))
                .flatMap(s -> s);
    }

    private List<String> account(String name) {
        return List.of("[" + name + "-auth](ramal-account)", "username = " + name, "password = " + secrets.get());
    }

    private List<String> secret() {
        String secret = secrets.get();
        return List.of(
                "; made for this print alone; in Ramal's .env: AMI_USER=ramal, AMI_PASSWORD=" + secret,
                "secret = " + secret);
    }

    /** Whoever logs in is the server itself. */
    private static List<String> permit(String host) {
        if (host.isEmpty() || Host.loopback(host)) {
            return List.of("permit = 127.0.0.1/255.255.255.255");
        }
        return Host.ipv4(host)
                ? List.of("permit = " + host + "/255.255.255.255")
                : List.of("; the address that " + host + " comes from:", ";permit = ");
    }

    private static String harmless(String text) {
        return text.isEmpty() ? "none" : text.replaceAll("[^0-9A-Za-z ._*#-]", "?");
    }
}
