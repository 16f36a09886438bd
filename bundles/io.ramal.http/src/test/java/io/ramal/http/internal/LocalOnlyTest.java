package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalOnlyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|localhost:8082",
                "127.0.0.1|LOCALHOST",
                "127.0.0.1|127.0.0.1:8082",
                "0:0:0:0:0:0:0:1|[::1]:8082",
                "::1|localhost",
                "::ffff:127.0.0.1|localhost",
                "127.9.9.9|",
            })
    void programsOnThisMachineMayCall(String remote, String host) {
        assertThat(LocalOnly.allows(remote, host)).isTrue();
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
                "|localhost",
            })
    void othersMayNot(String remote, String host) {
        assertThat(LocalOnly.allows(remote, host)).isFalse();
    }
}
