package io.ramal.audiosocket.internal;

import java.time.Duration;
import java.util.List;

/** The defaults, and how tests depart from them. */
final class TestSettings {
    Duration handshake = Duration.ofSeconds(5);
    Duration hangup = Duration.ofSeconds(5);
    Duration write = Duration.ofSeconds(30);
    Duration inbound = Duration.ofSeconds(300);
    int connections = 2000;
    int perAddress = 1000;
    int strangers = 1000;
    List<String> allow = List.of();

    Settings build() {
        return new Settings(
                handshake,
                hangup,
                write,
                inbound,
                Duration.ofSeconds(10),
                connections,
                perAddress,
                strangers,
                16_192,
                AllowList.parse(allow));
    }
}
