package io.ramal.extensions.internal;

import static io.ramal.extensions.internal.Rows.ports;
import static io.ramal.extensions.internal.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.extension.DatabaseState;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.FeedSettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FedExtensionsTest {
    private static final TableSettings TABLE = TableSettings.of(Set.of(8082), "0.0.0.0", 8080, 8081);

    private final FakeLineServer server = new FakeLineServer();
    private final ExtensionTable table = new ExtensionTable(Runnable::run, TABLE, a -> true, () -> null);
    private final FakeFeed feed = new FakeFeed(table);
    private final FedExtensions extensions = new FedExtensions(table, feed);

    @BeforeEach
    void oneRow() {
        feed.rows = List.of(row(1));
    }

    @Test
    void whatTheFeedReadsIsRun() throws IOException {
        table.attach(server);
        extensions.start();
        assertThat(server.open()).containsExactly(9002, 9003);
        feed.rows = List.of(row(1), row(2));
        assertThat(extensions.refresh()).isEqualTo(new RefreshResult(0, 0, 1, 2));
        assertThat(extensions.status()).extracting(ExtensionStatus::boundPort).containsExactly(9002, 9004);
    }

    @Test
    void aDatabaseThatIsDownChangesNothing() {
        table.attach(server);
        extensions.start();
        feed.down = true;
        assertThatThrownBy(extensions::refresh).isInstanceOf(IOException.class).hasMessage("down");
        assertThatThrownBy(extensions::stored).isInstanceOf(IOException.class);
        assertThat(server.open()).containsExactly(9002, 9003);
    }

    @Test
    void whatIsStoredIsShownWhateverItHoldsAndNotApplied() throws IOException {
        extensions.start();
        feed.rows = List.of(row(2), ports(row(1), "x", null));
        assertThat(extensions.stored())
                .containsExactly(
                        new Extension(2, "1004", "1005", "0.0.0.0", 9004, 9005, 20),
                        new Extension(1, "1002", "1003", "0.0.0.0", 0, null, 10));
        assertThat(extensions.status()).hasSize(1);
    }

    @Test
    void theFeedTellsHowItsSourceFares() {
        assertThat(extensions.configuration().source()).isEqualTo(ExtensionSource.FILE);
        assertThat(extensions.configuration().database()).isEqualTo(DatabaseState.DOWN);
        assertThat(extensions.source()).isEqualTo(ExtensionSource.FILE);
    }

    @Test
    void dataSourcesAreHandedOverAsTheyComeAndGo() {
        DataSource first = source();
        DataSource better = source();
        DataSource listen = source();
        extensions.query(first);
        extensions.listen(listen);
        extensions.query(better);
        extensions.queryGone(first);
        assertThat(feed.query).isSameAs(better);
        assertThat(feed.listen).isSameAs(listen);
        extensions.queryGone(better);
        extensions.listenGone(listen);
        assertThat(feed.query).isNull();
        assertThat(feed.listen).isNull();
    }

    @Test
    void aDataSourceThatComesWhileAnotherIsHandedOverIsNotForgotten() {
        DataSource query = source();
        DataSource listen = source();
        feed.onDatabase = () -> {
            feed.onDatabase = () -> {};
            // as another thread would, between the two looks of this one
            extensions.listen(listen);
        };
        extensions.query(query);
        assertThat(feed.query).isSameAs(query);
        assertThat(feed.listen).isSameAs(listen);
    }

    @Test
    void settingsReachTableAndFeedAndOpenNothingAgain() {
        table.attach(server);
        extensions.start();
        FeedSettings next = new FeedSettings(true, "db", true, Duration.ofSeconds(10));
        extensions.configure(TableSettings.of(Set.of(9100), "0.0.0.0", 8080, 8081), next);
        assertThat(feed.settings).isEqualTo(next);
        assertThat(feed.told).containsExactly("start", "settings");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void commandsReachTheTable() {
        table.attach(server);
        extensions.start();
        assertThat(extensions.stop(1, false)).isTrue();
        assertThat(server.open()).isEmpty();
        assertThat(extensions.start(1)).isTrue();
        assertThat(extensions.restart(1, false)).isTrue();
        assertThat(extensions.restart(2, false)).isFalse();
        assertThat(server.requests).hasSize(6);
    }

    @Test
    void theEndClosesTheFeedAndThePorts() {
        table.attach(server);
        extensions.start();
        extensions.close();
        assertThat(feed.told).endsWith("close");
        assertThat(server.open()).isEmpty();
    }

    private static DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                FedExtensionsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (p, m, a) -> {
                    throw new UnsupportedOperationException(m.getName());
                });
    }
}
