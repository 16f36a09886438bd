package io.ramal.audiosocket.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.LegRole;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.testkit.FakeLine;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AudioSocketComponentTest {
    @Test
    void withoutAnAcceptorCallsAreRefusedSoThatTheDialplanGoesOn() throws Exception {
        AudioSocketComponent component = new AudioSocketComponent(config(Map.of()));
        try (LinePort port = open(component);
                Peer peer = new Peer(port.address())) {
            peer.call();
            assertThat(peer.framesToHangup()).isZero();
            assertThat(component.snapshot().refused()).isEqualTo(Map.of("no_acceptor", 1L));
        } finally {
            component.close();
        }
        assertThatThrownBy(() -> open(component)).isInstanceOf(IOException.class);
        component.close();
    }

    @Test
    void badNumbersFallBackToTheDefaults() throws Exception {
        AudioSocketComponent component = new AudioSocketComponent(
                config(Map.of("handshake_timeout_ms", -1, "io_threads", 1000, "payload_max_bytes", 70_000)));
        try (LinePort port = open(component)) {
            assertThat(port.address().getPort()).isPositive();
        } finally {
            component.close();
        }
    }

    @Test
    void aBadAllowListIsNeverAnOpenDoor() throws Exception {
        String[] bad = {"10.0.0.0/8", "asterisk.example"};
        assertThatThrownBy(() -> new AudioSocketComponent(config(Map.of("allow", bad))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("io.ramal.audiosocket", "allow", "asterisk.example");
        AudioSocketComponent component = new AudioSocketComponent(config(Map.of("allow", new String[] {"10.0.0.0/8"})));
        try (LinePort port = open(component)) {
            component.modified(config(Map.of("allow", bad)));
            try (Peer peer = new Peer(port.address())) {
                assertThat(peer.closedByServer()).isTrue();
            }
            component.modified(config(Map.of("allow", new String[] {"127.0.0.0/8"})));
            try (Peer peer = new Peer(port.address())) {
                peer.call();
                assertThat(peer.framesToHangup()).isZero();
            }
        } finally {
            component.close();
        }
    }

    private static LinePort open(AudioSocketComponent component) throws IOException {
        return component.open(new LinePortRequest(FakeLine.EXTENSION, LegRole.VISITOR, "127.0.0.1", 0));
    }

    private static AudioSocketComponent.Config config(Map<String, Object> given) {
        return (AudioSocketComponent.Config) Proxy.newProxyInstance(
                AudioSocketComponent.Config.class.getClassLoader(),
                new Class<?>[] {AudioSocketComponent.Config.class},
                (proxy, method, args) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
