package io.ramal.extensions.internal;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Feed;
import io.ramal.extensions.internal.source.Loaded;
import io.ramal.extensions.internal.source.Row;
import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A feed without any source: the pair of the compatibility mode serves. */
final class CompatibilityFeed implements Feed {
    private static final Loaded NOTHING = new Loaded(ExtensionSource.COMPATIBILITY, List.of());

    private final Target target;

    CompatibilityFeed(Target target) {
        this.target = target;
    }

    @Override
    public void start() {
        target.apply(NOTHING);
    }

    @Override
    public void database(@Nullable DataSource query, @Nullable DataSource listen) {
        // it reads none
    }

    @Override
    public RefreshResult refresh() {
        return target.apply(NOTHING);
    }

    @Override
    public List<Row> stored() throws IOException {
        throw new IOException("No database is configured: set DB_HOST, DB_NAME, DB_USER and DB_PASSWORD");
    }

    @Override
    public ConfigurationStatus status() {
        return new ConfigurationStatus(ExtensionSource.COMPATIBILITY, null, DatabaseState.NONE, null, null, false);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
