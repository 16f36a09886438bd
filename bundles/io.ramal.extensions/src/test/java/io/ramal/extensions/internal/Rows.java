package io.ramal.extensions.internal;

import io.ramal.extension.ExtensionSource;
import io.ramal.extensions.internal.source.Loaded;
import io.ramal.extensions.internal.source.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as an operator would write them. */
final class Rows {
    /** Extension 1000+2·id, return extension one above, ports 9000+2·id and one above, condominium 10·id. */
    static Row row(int id) {
        return new Row(
                id,
                String.valueOf(1000 + 2 * id),
                String.valueOf(1001 + 2 * id),
                "0.0.0.0",
                String.valueOf(9000 + 2 * id),
                String.valueOf(9001 + 2 * id),
                10 * id);
    }

    static Row numbers(Row r, String number, String returnNumber) {
        return new Row(r.id(), number, returnNumber, r.address(), r.port(), r.returnPort(), r.condominiumId());
    }

    static Row ports(Row r, String port, @Nullable String returnPort) {
        return new Row(r.id(), r.number(), r.returnNumber(), r.address(), port, returnPort, r.condominiumId());
    }

    static Row address(Row r, String address) {
        return new Row(r.id(), r.number(), r.returnNumber(), address, r.port(), r.returnPort(), r.condominiumId());
    }

    static Row condominium(Row r, @Nullable Integer condominium) {
        return new Row(r.id(), r.number(), r.returnNumber(), r.address(), r.port(), r.returnPort(), condominium);
    }

    static Loaded loaded(Row... rows) {
        return new Loaded(ExtensionSource.DATABASE, List.of(rows));
    }

    private Rows() {}
}
