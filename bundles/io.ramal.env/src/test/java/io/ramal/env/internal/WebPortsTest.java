package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebPortsTest {
    private final Secrets secrets = new Secrets();
    private final WebPorts ports = new WebPorts(p -> false);

    @Test
    void aFreePortIsGiven() throws IOException {
        int free;
        try (ServerSocket socket = listen("127.0.0.1", 0)) {
            free = socket.getLocalPort();
        }
        Settings next = settings(free, "127.0.0.1");
        assertThat(admit(settings(1, "127.0.0.1"), next)).isEqualTo(next);
    }

    @Test
    void aPortThatAnotherProgramHoldsLeavesPortAndAddressAsTheyAre() throws IOException {
        try (ServerSocket other = listen("127.0.0.1", 0)) {
            Settings before = settings(1, "127.0.0.1");
            Settings now = admit(before, settings(other.getLocalPort(), "0.0.0.0"));
            assertThat(now.values()).isEqualTo(before.values());
            assertThat(now.errors())
                    .singleElement()
                    .asString()
                    .contains("API_PORT=" + other.getLocalPort(), "give another port", "stays as it is");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefusedAndTheRestIsTaken() {
        Settings before = settings(1, "127.0.0.1");
        Settings now = admit(
                before,
                Settings.NONE.next(Map.of("API_PORT", "1", "API_ADDRESS", "203.0.113.9", "TRANSCRIPTS", "true")));
        assertThat(now.of(Pids.WEB, secrets)).isEqualTo(before.of(Pids.WEB, secrets));
        assertThat(now.values()).containsEntry(Variable.TRANSCRIPTS, "true");
        assertThat(now.errors()).singleElement().asString().contains("API_ADDRESS=203.0.113.9", "0.0.0.0 for all");
    }

    @Test
    void aPortThatAnExtensionLeavesIsGiven() throws IOException {
        try (ServerSocket extension = listen("0.0.0.0", 0)) {
            int port = extension.getLocalPort();
            Settings next = settings(port, "127.0.0.1");
            assertThat(new WebPorts(p -> p == port).admit(settings(1, "127.0.0.1"), next, s -> s.of(Pids.WEB, secrets)))
                    .isEqualTo(next);
        }
    }

    @Test
    void theWebServerIsNotInItsOwnWay() throws IOException {
        try (ServerSocket web = listen("127.0.0.1", 0)) {
            Settings before = settings(web.getLocalPort(), "127.0.0.1");
            Settings wider = settings(web.getLocalPort(), "0.0.0.0");
            assertThat(admit(before, before)).isEqualTo(before);
            assertThat(admit(before, wider)).isEqualTo(wider);
        }
        try (ServerSocket web = listen("0.0.0.0", 0)) {
            Settings narrower = settings(web.getLocalPort(), "127.0.0.1");
            assertThat(admit(settings(web.getLocalPort(), "0.0.0.0"), narrower)).isEqualTo(narrower);
        }
    }

    @Test
    void aProgramOnAnotherAddressIsSeenBesideTheWebServer() throws IOException {
        try (ServerSocket web = listen("127.0.0.1", 0);
                ServerSocket other = listen("127.0.0.2", web.getLocalPort())) {
            Settings before = settings(web.getLocalPort(), "127.0.0.1");
            Settings now = admit(before, settings(other.getLocalPort(), "127.0.0.1,127.0.0.2"));
            assertThat(now.values()).isEqualTo(before.values());
            assertThat(now.errors()).hasSize(1);
        }
    }

    private Settings admit(Settings before, Settings next) {
        return ports.admit(before, next, s -> s.of(Pids.WEB, secrets));
    }

    private static Settings settings(int port, String address) {
        return Settings.NONE.next(Map.of("API_PORT", Integer.toString(port), "API_ADDRESS", address));
    }

    private static ServerSocket listen(String address, int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(address));
    }
}
