package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.http.internal.WebServer.Notice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebServerTest {
    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // addresses | http | https | credentials | notice
                "127.0.0.1|8082|-|false|-",
                "::1, 127.0.0.1|8082|-|false|-",
                "0.0.0.0|8082|-|false|API_USER and API_PASSWORD, or API_TOKEN",
                "127.0.0.1,10.0.0.5|8082|8443|false|API_USER and API_PASSWORD, or API_TOKEN",
                "''|8082|-|false|API_USER and API_PASSWORD, or API_TOKEN",
                "0.0.0.0|8082|-|true|API_TLS_KEYSTORE, API_TLS_PASSWORD and API_TLS_PORT",
                "0.0.0.0|8082|8443|true|-",
                "0.0.0.0|-|8443|true|-",
                "127.0.0.1|8082|-|true|-",
            })
    void theOperatorIsToldWhoCanReachIt(
            String addresses,
            @Nullable Integer http,
            @Nullable Integer https,
            boolean credentials,
            @Nullable String notice) {
        Notice said =
                WebServer.of(new String[] {addresses}, http, https, faults::add).notice(credentials);
        assertThat(faults).isEmpty();
        if (notice == null) {
            assertThat(said).isNull();
        } else {
            assertThat(said).isNotNull().satisfies(n -> {
                assertThat(n.text()).contains(notice);
                assertThat(n.error()).isEqualTo(!credentials);
            });
        }
    }

    @Test
    void everyPortIsAskedWhereItCanBeReached() {
        assertThat(WebServer.of(new String[] {"0.0.0.0", "10.0.0.5"}, 8082, 8443, faults::add)
                        .endpoints())
                .extracting(e -> e + (e.tls() ? " tls" : ""))
                .containsExactly("127.0.0.1:8082", "127.0.0.1:8443 tls", "10.0.0.5:8082", "10.0.0.5:8443 tls");
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        WebServer server = WebServer.of(new String[] {"no such address"}, 8082, null, faults::add);
        assertThat(faults).singleElement().asString().contains("listening.addresses", "no such address");
        assertThat(server.endpoints()).hasSize(1);
    }
}
