package io.ramal.extensions.internal;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Feed;
import io.ramal.extensions.internal.source.FeedSettings;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of pairs together with what feeds it. Any thread. */
final class FedExtensions implements Extensions, ExtensionControl, AutoCloseable {
    /** What has to be handed to the feed. */
    private record Supply(
            @Nullable DataSource query, @Nullable DataSource listen) {}

    private final ExtensionTable table;
    private final Feed feed;
    private final AtomicReference<Supply> supply = new AtomicReference<>(new Supply(null, null));

    /**
     * @param feed hands what it reads to {@code table}
     */
    FedExtensions(ExtensionTable table, Feed feed) {
        this.table = table;
        this.feed = feed;
    }

    /** Begins to read. */
    void start() {
        feed.start();
    }

    /** The pooled data source has come. */
    void query(DataSource query) {
        hand(s -> new Supply(query, s.listen));
    }

    /** That data source has gone, unless another has taken its place. */
    void queryGone(DataSource gone) {
        hand(s -> s.query == gone ? new Supply(null, s.listen) : s);
    }

    /** The data source to listen on has come. */
    void listen(DataSource listen) {
        hand(s -> new Supply(s.query, listen));
    }

    /** That data source has gone, unless another has taken its place. */
    void listenGone(DataSource gone) {
        hand(s -> s.listen == gone ? new Supply(s.query, null) : s);
    }

    /** Takes over settings. */
    void configure(TableSettings tableSettings, FeedSettings feedSettings) {
        table.configure(tableSettings);
        feed.settings(feedSettings);
    }

    @Override
    public List<ExtensionStatus> status() {
        return table.status();
    }

    @Override
    public ConfigurationStatus configuration() {
        return feed.status();
    }

    @Override
    public RefreshResult refresh() throws IOException {
        return feed.refresh();
    }

    @Override
    public List<Extension> stored() throws IOException {
        return feed.stored().stream().map(RowCheck::read).toList();
    }

    @Override
    public boolean restart(int id, boolean force) {
        return table.restart(id, force);
    }

    @Override
    public boolean stop(int id, boolean force) {
        return table.stop(id, force);
    }

    @Override
    public boolean start(int id) {
        return table.start(id);
    }

    /** Ends the feed, then the ports; idempotent. */
    @Override
    public void close() {
        feed.close();
        table.close();
    }

    /**
     * Changes what is handed over and hands it over, without a lock: who finds that it has handed over something that
     * is no longer so does it again, so that the last word is the newest.
     */
    private void hand(UnaryOperator<Supply> change) {
        supply.updateAndGet(change);
        Supply now = supplied();
        while (true) {
            feed.database(now.query, now.listen);
            Supply newest = supplied();
            if (newest == now) {
                return;
            }
            now = newest;
        }
    }

    private Supply supplied() {
        return Objects.requireNonNull(supply.get());
    }
}
