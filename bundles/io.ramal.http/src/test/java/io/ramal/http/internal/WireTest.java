package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.testkit.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API behind a real Jetty, by the bytes that travel. */
class WireTest {
    private final Fakes fakes = new Fakes();
    private final Gatekeeper gatekeeper = new Gatekeeper(new FailedLogins(new FakeClock()));
    private final PortCheck check = new PortCheck(System::nanoTime);
    private final AtomicInteger connectionsMax = new AtomicInteger(20);
    private final ConnectionLimits limits = new ConnectionLimits(connectionsMax::get);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new AbstractHandler() {
            @Override
            public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                EnvelopeErrors.install(request, limits);
                Optional<Answer> refusal = gatekeeper.refuse(Exchange.knock(request));
                Answer answer = refusal.isPresent() ? refusal.get() : fakes.router.answer(Exchange.request(request));
                Exchange.send(answer, check.instance(), response);
                base.setHandled(true);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void thePortIsFoundToBeOursAlsoWhenWeRefuse() throws Exception {
        PortCheck.Endpoint endpoint =
                new PortCheck.Endpoint(InetAddress.getLoopbackAddress(), connector.getLocalPort(), false);
        assertThat(check.await(List.of(endpoint), Duration.ofSeconds(30), () -> true))
                .isEmpty();
        gatekeeper.rules(new Gatekeeper.Rules(Credentials.of("", "", "t0ken", reason -> {}), null));
        assertThat(check.await(List.of(endpoint), Duration.ofSeconds(30), () -> true))
                .isEmpty();
        assertThat(send("GET /api/status HTTP/1.0\r\nHost: localhost\r\n\r\n")).contains(check.instance());
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        String answer = send("HEAD /live HTTP/1.0\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 20")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aBodyIsReadAndTheLocalAddressTold() throws Exception {
        String body = "{\"ramal\":\"1001\"}";
        assertThat(send("POST /api/restart HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body))
                .startsWith("HTTP/1.1 200")
                .contains("Cache-Control: no-store");
        assertThat(fakes.done).containsExactly("restart 1");
        assertThat(send("GET /api/asterisk/target?ramal=1001 HTTP/1.0\r\n\r\n"))
                .contains("Content-Type: text/plain")
                .endsWith("\r\n\r\n127.0.0.1:8083\n");
    }

    @Test
    void whoIsRefusedGetsTheHeadersOfTheRefusal() throws Exception {
        gatekeeper.rules(new Gatekeeper.Rules(Credentials.of("u", "p", "", reason -> {}), null));
        assertThat(send("GET /api/status HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains("WWW-Authenticate: Basic realm=\"Ramal\"")
                .contains("{\"status\":\"error\"");
        assertThat(send("GET /api/status HTTP/1.0\r\nAuthorization: Basic dTpw\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/%zz HTTP/1.0|400",
                "GET /api/x/..;/y HTTP/1.0|400",
                "NONSENSE|400",
                "GET /live HTTP/9.9|505",
                "GET /api/asterisk/target?ramal=%zz HTTP/1.0|400",
                "GET /none HTTP/1.0|404",
            })
    void everyErrorIsInTheEnvelope(String line, int code) throws Exception {
        // the first request tells which server's errors are to be worded
        assertThat(send("GET /live HTTP/1.0\r\n\r\n")).contains(" 200 ");
        assertThat(send(line + "\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 " + code)
                .containsIgnoringCase("Content-Type: application/json")
                .contains("\r\n\r\n{\"status\":\"error\",\"message\":\"");
    }

    @Test
    void connectionsAreLimitedAndTheIdleOnesMakeRoom() throws Exception {
        assertThat(send("GET /live HTTP/1.0\r\n\r\n")).contains(" 200 ");
        ConnectionLimit limit = server.getBean(ConnectionLimit.class);
        assertThat(limit.getMaxConnections()).isEqualTo(20);
        List<Socket> flood = new ArrayList<>();
        try {
            // one by one: of those that come at once some are accepted before anybody has counted them
            while (connector.isAccepting()) {
                assertThat(flood).hasSizeLessThan(30);
                Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
                flood.add(socket);
                // answered, and another request begun that never ends
                socket.getOutputStream()
                        .write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                socket.getOutputStream().write("GET /live HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            }
            for (Socket idle : flood) {
                // long before the 30 s that are the rule
                idle.setSoTimeout(20_000);
                idle.getInputStream().readAllBytes();
            }
            assertThat(send("GET /live HTTP/1.0\r\n\r\n")).contains(" 200 ");
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
        connectionsMax.set(30);
        send("GET /live HTTP/1.0\r\n\r\n");
        assertThat(limit.getMaxConnections()).isEqualTo(30);
    }

    @Test
    void aProxysRequestIsRecognised() throws Exception {
        for (String header : List.of(
                "Forwarded: for=10.0.0.7",
                "x-forwarded-for: 10.0.0.7",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 10.0.0.7",
                "VIA: 1.1 proxy")) {
            assertThat(send("GET /live HTTP/1.0\r\nHost: localhost\r\n" + header + "\r\n\r\n"))
                    .as(header)
                    .startsWith("HTTP/1.1 403")
                    .contains("API_USER");
        }
    }

    @Test
    void aScriptNeedNotTellTheTypeOfItsBodyAndABrowserMust() throws Exception {
        String rest =
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 16\r\n\r\n{\"ramal\":\"1001\"}";
        String begin = "POST /api/restart HTTP/1.0\r\nHost: localhost\r\n";
        assertThat(send(begin + rest)).startsWith("HTTP/1.1 200");
        assertThat(send(begin + "Origin: http://localhost\r\n" + rest)).startsWith("HTTP/1.1 400");
        assertThat(send(begin + "Sec-Fetch-Mode: no-cors\r\n" + rest)).startsWith("HTTP/1.1 400");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
