package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final PortCheck check = new PortCheck(System::nanoTime);
    private final List<String> failures = new ArrayList<>();

    @Test
    void aPortSomebodyHoldsIsTaken() throws IOException {
        int port;
        try (ServerSocket holder = new ServerSocket(0, 1, LOOPBACK)) {
            port = holder.getLocalPort();
            assertThat(PortCheck.taken(plain(port))).isTrue();
        }
        assertThat(PortCheck.taken(plain(port))).isFalse();
    }

    @Test
    void ourOwnAnswerIsRecognised() throws Exception {
        try (ServerSocket server = answering("ramal-instance: " + check.instance())) {
            check.await(List.of(plain(server.getLocalPort())), Duration.ofSeconds(30), () -> true)
                    .ifPresent(failures::add);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anotherProgramsAnswerIsNot() throws Exception {
        try (ServerSocket server = answering("Server: other")) {
            check.await(List.of(plain(server.getLocalPort())), Duration.ofMillis(500), () -> true)
                    .ifPresent(failures::add);
        }
        assertThat(failures)
                .singleElement()
                .asString()
                .contains("another program")
                .contains("API_PORT");
    }

    @Test
    void nobodyAnsweringIsToldToo() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
            port = gone.getLocalPort();
        }
        check.await(List.of(plain(port)), Duration.ofMillis(300), () -> true).ifPresent(failures::add);
        assertThat(failures)
                .singleElement()
                .asString()
                .contains("nobody answers")
                .contains(":" + port);
    }

    @Test
    void everyPortHasToAnswer() throws Exception {
        try (ServerSocket ours = answering("ramal-instance: " + check.instance());
                ServerSocket other = answering("Server: other")) {
            int port = other.getLocalPort();
            PortCheck.Endpoint tls = new PortCheck.Endpoint(LOOPBACK, port, true);
            check.await(List.of(plain(ours.getLocalPort()), tls), Duration.ofMillis(500), () -> true)
                    .ifPresent(failures::add);
        }
        assertThat(failures).singleElement().asString().contains("API_TLS_PORT").doesNotContain("another program");
    }

    @Test
    void otherSettingsEndTheWait() throws Exception {
        try (ServerSocket server = answering("Server: other")) {
            assertThat(check.await(List.of(plain(server.getLocalPort())), Duration.ofDays(1), () -> false))
                    .isEmpty();
        }
    }

    @Test
    void aPortThatWasHeldBeforeIsSaidLikewise() {
        assertThat(PortCheck.held(List.of(plain(8082))))
                .contains(":8082: another program holds the port", "set API_PORT to a free one");
    }

    private static PortCheck.Endpoint plain(int port) {
        return new PortCheck.Endpoint(LOOPBACK, port, false);
    }

    private static ServerSocket answering(String header) throws Exception {
        ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
        CountDownLatch up = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            up.countDown();
            while (!server.isClosed()) {
                try (Socket s = server.accept()) {
                    s.getInputStream().read(new byte[100]);
                    s.getOutputStream()
                            .write(("HTTP/1.0 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        assertThat(up.await(10, TimeUnit.SECONDS)).isTrue();
        return server;
    }
}
