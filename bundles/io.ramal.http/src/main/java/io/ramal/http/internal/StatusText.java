package io.ramal.http.internal;

import io.ramal.http.internal.StatusView.ExtensionView;
import io.ramal.http.internal.StatusView.ProviderView;
import org.jspecify.annotations.Nullable;

/** The status in a few lines for people: what listens, who serves, what is missing and how to get it. */
final class StatusText {
    private StatusText() {}

    static String of(StatusView status) {
        StringBuilder text = new StringBuilder();
        if (status.extensions().isEmpty()) {
            text.append("no extensions\n");
        }
        status.extensions().forEach(e -> text.append(line(e)));
        if (status.providers().isEmpty()) {
            text.append("no providers\n");
        }
        status.providers().forEach(p -> text.append(line(p)));
        return text.toString();
    }

    private static String line(ExtensionView e) {
        String note = e.erro() == null ? "" : "  (" + e.erro() + ")";
        return String.format(
                "extension %-6s %s:%s, residents (%s) %s  %s%s%n",
                e.ramal_ia(), e.ip(), port(e.porta_ia()), e.ramal_retorno(), port(e.porta_retorno()), e.status(), note);
    }

    private static String line(ProviderView p) {
        String cure = p.cure().isEmpty() ? "" : " -> " + p.cure();
        String note = p.reason().isEmpty() ? "" : ": " + p.reason() + cure;
        return String.format("%-9s %-10s %s%s%n", p.role(), p.id(), p.state(), note);
    }

    private static String port(@Nullable Integer port) {
        return port == null ? "-" : port.toString();
    }
}
