package io.ramal.extensions.internal;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Feed;
import io.ramal.extensions.internal.source.FeedSettings;
import io.ramal.extensions.internal.source.Loaded;
import io.ramal.extensions.internal.source.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Applies what a test puts in, and remembers what it was told. */
final class FakeFeed implements Feed {
    @Nullable
    FeedSettings settings;

    final List<String> told = new ArrayList<>();
    List<Row> rows = List.of();
    boolean down;

    @Nullable
    DataSource query;

    @Nullable
    DataSource listen;

    Runnable onDatabase = () -> {};
    private final Target target;

    FakeFeed(Target target) {
        this.target = target;
    }

    @Override
    public void start() {
        told.add("start");
        target.apply(new Loaded(ExtensionSource.FILE, rows));
    }

    @Override
    public void settings(FeedSettings next) {
        settings = next;
        told.add("settings");
    }

    @Override
    public void database(@Nullable DataSource nextQuery, @Nullable DataSource nextListen) {
        onDatabase.run();
        query = nextQuery;
        listen = nextListen;
        told.add("database");
    }

    @Override
    public RefreshResult refresh() throws IOException {
        if (down) {
            throw new IOException("down");
        }
        return target.apply(new Loaded(ExtensionSource.DATABASE, rows));
    }

    @Override
    public List<Row> stored() throws IOException {
        if (down) {
            throw new IOException("down");
        }
        return rows;
    }

    @Override
    public ConfigurationStatus status() {
        return new ConfigurationStatus(ExtensionSource.FILE, null, DatabaseState.DOWN, null, "down", false);
    }

    @Override
    public void close() {
        told.add("close");
    }
}
