package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.http.internal.Gatekeeper.Rules;
import io.ramal.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatekeeperTest {
    private static final String RIGHT = basic("porteiro", "s3gredo");
    private static final String WRONG = basic("porteiro", "segredo");

    private final FakeClock clock = new FakeClock();
    private final Gatekeeper gatekeeper = new Gatekeeper(new FailedLogins(clock));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|localhost:8082",
                "127.0.0.1|LOCALHOST",
                "127.0.0.1|127.0.0.1:8082",
                "0:0:0:0:0:0:0:1|[::1]:8082",
                "[::1]|localhost:8082",
                "::1|localhost",
                "::ffff:127.0.0.1|localhost",
                "127.9.9.9|",
            })
    void withoutCredentialsProgramsOnThisMachineMayCall(String remote, @Nullable String host) {
        assertThat(code(knock("GET", "/api/status").from(remote).host(host))).isEqualTo(200);
        assertThat(code(knock("POST", "/api/refresh").from(remote).host(host))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.168.0.7|localhost",
                "10.0.0.1|10.0.0.2:8082",
                "127.0.0.1|evil.example:8082",
                "127.0.0.1|localhost.evil.example",
                "127.0.0.1|127.0.0.1.evil.example",
                "127.0.0.1|[::1",
                "fe80::1|localhost",
                "''|localhost",
            })
    void withoutCredentialsOthersMayNot(String remote, String host) {
        for (String path : new String[] {"/api/status", "/live", "/metrics"}) {
            Knock knock = knock("GET", path).from(remote).host(host).build();
            assertThat(gatekeeper.refuse(knock)).get().satisfies(answer -> {
                assertThat(answer.code()).isEqualTo(403);
                assertThat(answer.body()).contains("API_USER", "API_PASSWORD", "API_TOKEN");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // method | host | origin | Sec-Fetch-Site | status
                "POST|localhost:8082|-|-|200",
                "POST|localhost:8082|http://localhost:8082|same-origin|200",
                "POST|LocalHost:8082|http://localhost:8082|-|200",
                "POST|localhost|http://localhost:80|-|200",
                "POST|localhost:80|http://localhost|-|200",
                "POST|localhost:8082|-|none|200",
                "POST|localhost:8082|http://localhost:3000|same-site|403",
                "POST|localhost:8082|http://127.0.0.1:8082|-|403",
                "POST|localhost:8082|https://localhost:8082|-|403",
                "POST|localhost:8082|http://localhost:8082.evil.example|-|403",
                "POST|localhost:8082|http://evil.example|cross-site|403",
                "POST|localhost:8082|null|-|403",
                "POST|localhost:8082|''|-|403",
                "POST|localhost:8082|-|cross-site|403",
                "POST|localhost:8082|http://localhost:8082|Cross-Site|403",
                "DELETE|localhost:8082|http://evil.example|-|403",
                "POST|-|http://localhost:8082|-|403",
                "GET|localhost:8082|http://evil.example|cross-site|200",
                "HEAD|localhost:8082|http://evil.example|-|200",
            })
    void aForeignPageInALocalBrowserChangesNothing(
            String method, @Nullable String host, @Nullable String origin, @Nullable String site, int code) {
        Builder knock = knock(method, "/api/restart").host(host).origin(origin, site);
        assertThat(code(knock)).isEqualTo(code);
        require("porteiro", "s3gredo", "");
        assertThat(code(knock.authorized(RIGHT)))
                .as("a browser may hold the password")
                .isEqualTo(code);
    }

    @Test
    void theOwnOriginIsOfTheOwnScheme() {
        Builder knock = knock("POST", "/api/restart").host("pbx.example").secure();
        require("porteiro", "s3gredo", "");
        assertThat(code(knock.authorized(RIGHT).origin("https://pbx.example", null)))
                .isEqualTo(200);
        assertThat(code(knock.origin("https://pbx.example:443", null))).isEqualTo(200);
        assertThat(code(knock.origin("http://pbx.example", null))).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // remote | path | who | status
                "127.0.0.1|/api/status|-|401",
                "127.0.0.1|/metrics|-|401",
                "10.0.0.7|/api/status|-|401",
                "10.0.0.7|/live|-|200",
                "10.0.0.7|/ready|-|200",
                "10.0.0.7|/live/|-|401",
                "10.0.0.7|/api/status|right|200",
                "127.0.0.1|/api/status|right|200",
                "2001:db8::1|/api/status|token|200",
                "10.0.0.7|/api/status|wrong|401",
                "10.0.0.7|/nothing|wrong|401",
                "10.0.0.7|/live|wrong|200",
            })
    void withCredentialsWhoHasThemMayCallFromAnywhere(String remote, String path, @Nullable String who, int code) {
        require("porteiro", "s3gredo", "t0ken");
        String authorization = who == null
                ? null
                : switch (who) {
                    case "right" -> RIGHT;
                    case "token" -> "Bearer t0ken";
                    default -> WRONG;
                };
        assertThat(code(knock("GET", path).from(remote).host("pbx.example").authorized(authorization)))
                .isEqualTo(code);
    }

    @Test
    void whoIsNotLoggedInIsToldHow() {
        require("porteiro", "s3gredo", "t0ken");
        assertThat(gatekeeper.refuse(knock("GET", "/api/status").build()))
                .get()
                .satisfies(a -> assertThat(a.headers())
                        .containsExactly(
                                new Answer.Header("WWW-Authenticate", "Basic realm=\"Ramal\", charset=\"UTF-8\""),
                                new Answer.Header("WWW-Authenticate", "Bearer realm=\"Ramal\"")));
        require("", "", "t0ken");
        assertThat(gatekeeper.refuse(
                        knock("GET", "/api/status").authorized(RIGHT).build()))
                .get()
                .satisfies(a -> assertThat(a.headers())
                        .containsExactly(new Answer.Header("WWW-Authenticate", "Bearer realm=\"Ramal\"")));
    }

    @Test
    void passwordsCannotBeTriedOut() {
        require("porteiro", "s3gredo", "");
        Builder right = knock("GET", "/api/status").from("10.0.0.7").authorized(RIGHT);
        for (int i = 0; i < FailedLogins.MAX; i++) {
            assertThat(code(right)).isEqualTo(200);
            Builder wrong = knock("GET", "/api/status").from("10.0.0.7").authorized(basic("porteiro", "try" + i));
            assertThat(code(wrong)).isEqualTo(401);
        }
        clock.advance(Duration.ofSeconds(20));
        assertThat(gatekeeper.refuse(right.build())).get().satisfies(answer -> {
            assertThat(answer.code()).isEqualTo(429);
            assertThat(answer.headers()).containsExactly(new Answer.Header("Retry-After", "41"));
        });
        assertThat(code(knock("GET", "/live").from("10.0.0.7"))).isEqualTo(200);
        assertThat(code(knock("GET", "/api/status").from("10.0.0.8").authorized(RIGHT)))
                .as("others are not concerned")
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(40));
        assertThat(code(right)).isEqualTo(200);
    }

    @Test
    void aScriptWithAnOldPasswordLocksNobodyOut() {
        require("porteiro", "s3gredo", "");
        for (int i = 0; i < 10 * FailedLogins.MAX; i++) {
            assertThat(code(knock("GET", "/api/status").authorized(WRONG))).isEqualTo(401);
            assertThat(code(knock("GET", "/api/status").authorized(RIGHT))).isEqualTo(200);
        }
    }

    @Test
    void withoutCredentialsNobodyComesInThroughAProxy() {
        for (String path : new String[] {"/api/status", "/live", "/metrics"}) {
            assertThat(gatekeeper.refuse(knock("GET", path).forwarded().build()))
                    .get()
                    .satisfies(answer -> {
                        assertThat(answer.code()).isEqualTo(403);
                        assertThat(answer.body()).contains("proxy", "API_USER", "API_PASSWORD", "API_TOKEN");
                    });
        }
        require("porteiro", "s3gredo", "");
        assertThat(code(knock("GET", "/api/status").forwarded().authorized(RIGHT)))
                .isEqualTo(200);
    }

    @Test
    void askingWithoutAPasswordIsNoAttempt() {
        require("porteiro", "s3gredo", "");
        for (int i = 0; i <= FailedLogins.MAX; i++) {
            assertThat(code(knock("GET", "/api/status"))).isEqualTo(401);
        }
    }

    @Test
    void besideHttpsPlainHttpIsForThisMachine() {
        gatekeeper.rules(new Rules(credentials("porteiro", "s3gredo", ""), 8443));
        Builder knock = knock("GET", "/api/status").from("10.0.0.7").authorized(RIGHT);
        assertThat(gatekeeper.refuse(knock.build()))
                .contains(Answer.error(403, "plain HTTP is for this machine only: use HTTPS on port 8443"));
        assertThat(code(knock.secure())).isEqualTo(200);
        assertThat(code(knock("GET", "/live").from("10.0.0.7"))).isEqualTo(200);
        assertThat(code(knock("GET", "/ready").from("10.0.0.7"))).isEqualTo(200);
        assertThat(code(knock("GET", "/api/status").authorized(RIGHT))).isEqualTo(200);
    }

    @Test
    void changesHoldAtOnce() {
        Builder knock = knock("GET", "/api/status");
        assertThat(code(knock)).isEqualTo(200);
        require("porteiro", "s3gredo", "");
        assertThat(code(knock)).isEqualTo(401);
        gatekeeper.rules(new Rules(Credentials.NONE, null));
        assertThat(code(knock)).isEqualTo(200);
    }

    @Test
    void aKnockDoesNotTellThePassword() {
        assertThat(knock("GET", "/api/status").authorized(RIGHT).build()).hasToString("GET /api/status from 127.0.0.1");
    }

    private void require(String user, String password, String token) {
        gatekeeper.rules(new Rules(credentials(user, password, token), null));
    }

    private static Credentials credentials(String user, String password, String token) {
        return Credentials.of(user, password, token, fault -> {
            throw new AssertionError(fault);
        });
    }

    private int code(Builder knock) {
        return gatekeeper.refuse(knock.build()).map(Answer::code).orElse(200);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Builder knock(String method, String path) {
        return new Builder(method, path);
    }

    private static final class Builder {
        private final String method;
        private final String path;
        private boolean secure;
        private boolean forwarded;
        private String remote = "127.0.0.1";
        private @Nullable String host = "localhost:8082";
        private @Nullable String origin;
        private @Nullable String site;
        private @Nullable String authorization;

        Builder(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Builder secure() {
            secure = true;
            return this;
        }

        Builder forwarded() {
            forwarded = true;
            return this;
        }

        Builder from(String address) {
            remote = address;
            return this;
        }

        Builder host(@Nullable String header) {
            host = header;
            return this;
        }

        Builder origin(@Nullable String header, @Nullable String fetchSite) {
            origin = header;
            site = fetchSite;
            return this;
        }

        Builder authorized(@Nullable String header) {
            authorization = header;
            return this;
        }

        Knock build() {
            return new Knock(method, path, secure, remote, host, origin, site, authorization, forwarded);
        }
    }
}
