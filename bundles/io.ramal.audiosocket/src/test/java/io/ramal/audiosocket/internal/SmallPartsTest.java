package io.ramal.audiosocket.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ramal.testkit.FakeClock;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class SmallPartsTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.200.3.4, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.5, 192.168.1.5, true",
        "192.168.1.5, 192.168.1.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "2001:db8::/32, 2001:db8:1::9, true",
        "2001:db8::/32, 2001:db9::9, false",
        "::1, ::1, true",
        "::1, 127.0.0.1, false"
    })
    void addressesAndSubnetsOfBothKinds(String entry, String remote, boolean allowed) {
        AllowList list = AllowList.parse(List.of(" " + entry + " ", ""));
        assertThat(list.allows(new InetSocketAddress(remote, 1))).isEqualTo(allowed);
    }

    @Test
    void anEmptyListLetsEverybodyIn() {
        assertThat(AllowList.parse(List.of("")).allows(new InetSocketAddress("203.0.113.9", 1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "10.0.0/8", "10.0.0.0/", "10.0.0.0/-1"})
    void whatIsNoAddressIsAnError(String entry) {
        assertThatThrownBy(() -> AllowList.parse(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry);
    }

    @Test
    void aBucketLetsABurstAndThenTheFlowPass() {
        TokenBucket bucket = new TokenBucket(3, 10, 0);
        assertThat(List.of(bucket.take(1, 0), bucket.take(2, 0), bucket.take(1, 0)))
                .containsExactly(true, true, false);
        assertThat(bucket.take(1, 99_000_000)).isFalse();
        assertThat(bucket.take(1, 100_000_001)).isTrue();
        assertThat(bucket.take(3.1, Long.MAX_VALUE / 2)).isFalse();
        assertThat(bucket.take(3, Long.MAX_VALUE / 2)).isTrue();
    }

    @Test
    void oneNoticeOfAKindInTenSecondsTellsHowManyThereWere() {
        FakeClock clock = new FakeClock();
        List<String> said = new ArrayList<>();
        Logger log = (Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, args) -> {
                    Object[] given = (Object[]) args[1];
                    said.add(method.getName() + " " + args[0] + " " + List.of(given));
                    return null;
                });
        Notices notices = new Notices(log, clock);
        for (int i = 0; i < 100; i++) {
            notices.warn("a", "first {}", i);
        }
        notices.warn("b", "second {}", 1);
        clock.advance(Duration.ofSeconds(10));
        notices.warn("a", "first {}", 100);
        clock.advance(Duration.ofSeconds(10));
        notices.warn("a", "first {}", 101);
        assertThat(said)
                .containsExactly(
                        "warn first {} [0]",
                        "warn second {} [1]",
                        "warn first {} (and {} more of the kind since the last such line) [100, 99]",
                        "warn first {} [101]");
    }

    @Test
    void theOldestStrangerGoesFirst() {
        Strangers strangers = new Strangers();
        Channel a = new EmbeddedChannel();
        Channel b = new EmbeddedChannel();
        Channel c = new EmbeddedChannel();
        assertThat(strangers.add(a, 2)).isNull();
        assertThat(strangers.add(b, 2)).isNull();
        strangers.remove(a);
        assertThat(strangers.add(a, 2)).isNull();
        assertThat(strangers.add(c, 2)).isSameAs(b);
        assertThat(strangers.size()).isEqualTo(2);
    }

    @Test
    void aFloodIsReadNoFasterThanTheLimit() {
        FakeClock clock = new FakeClock();
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(new ReadLimiter(clock));
        channel.writeInbound(channel.alloc().buffer().writeZero(ReadLimiter.MAX_BYTES - 1));
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.writeInbound(channel.alloc().buffer().writeZero(1));
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.advanceTimeBy(20, java.util.concurrent.TimeUnit.MILLISECONDS);
        clock.advance(Duration.ofMillis(20));
        channel.runScheduledPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.writeInbound(channel.alloc().buffer().writeZero(ReadLimiter.MAX_BYTES - 1));
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }
}
