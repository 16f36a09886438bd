package io.ramal.extensions.internal;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Feed;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of pairs together with whatever feeds it now. Any thread. */
final class FedExtensions implements Extensions, ExtensionControl, AutoCloseable {
    /** What has to be handed to a feed. */
    private record Supply(
            Feed feed, @Nullable DataSource query, @Nullable DataSource listen) {}

    private final ExtensionTable table;
    private final BiFunction<FeedSettings, Feed.Target, Feed> feeds;
    private final AtomicReference<Supply> supply;
    private volatile FeedSettings settings;

    /**
     * @param feeds makes a feed that hands what it reads to a target
     */
    FedExtensions(ExtensionTable table, FeedSettings settings, BiFunction<FeedSettings, Feed.Target, Feed> feeds) {
        this.table = table;
        this.settings = settings;
        this.feeds = feeds;
        this.supply = new AtomicReference<>(new Supply(feeds.apply(settings, table), null, null));
    }

    /** Begins to read. */
    void start() {
        feed().start();
    }

    /** The pooled data source has come. */
    void query(DataSource query) {
        hand(s -> new Supply(s.feed, query, s.listen));
    }

    /** That data source has gone, unless another has taken its place. */
    void queryGone(DataSource gone) {
        hand(s -> s.query == gone ? new Supply(s.feed, null, s.listen) : s);
    }

    /** The data source to listen on has come. */
    void listen(DataSource listen) {
        hand(s -> new Supply(s.feed, s.query, listen));
    }

    /** That data source has gone, unless another has taken its place. */
    void listenGone(DataSource gone) {
        hand(s -> s.listen == gone ? new Supply(s.feed, s.query, null) : s);
    }

    /** Takes over settings; a new feed is begun when those of the feed have changed. */
    void configure(TableSettings tableSettings, FeedSettings next) {
        table.configure(tableSettings);
        if (next.equals(settings)) {
            return;
        }
        settings = next;
        Feed before = feed();
        before.close();
        Feed feed = feeds.apply(next, table);
        hand(s -> new Supply(feed, s.query, s.listen));
        feed.start();
    }

    @Override
    public List<ExtensionStatus> status() {
        return table.status();
    }

    @Override
    public ConfigurationStatus configuration() {
        return feed().status();
    }

    @Override
    public RefreshResult refresh() throws IOException {
        return feed().refresh();
    }

    @Override
    public List<Extension> stored() throws IOException {
        return feed().stored().stream().map(RowCheck::read).toList();
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
        feed().close();
        table.close();
    }

    private Feed feed() {
        return supplied().feed;
    }

    /**
     * Changes what is handed over and hands it over, without a lock: who finds that it has handed over something that
     * is no longer so does it again, so that the last word is the newest.
     */
    private void hand(UnaryOperator<Supply> change) {
        supply.updateAndGet(change);
        Supply now = supplied();
        while (true) {
            now.feed.database(now.query, now.listen);
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
