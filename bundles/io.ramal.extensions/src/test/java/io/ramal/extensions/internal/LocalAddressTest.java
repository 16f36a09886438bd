package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {
    private final LocalAddress local = new LocalAddress();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "0.0.0.0", "::1", "::"})
    void addressesThatCanBeBoundHere(String address) {
        assertThat(local.test(address)).isTrue();
    }

    /** 192.0.2.0/24, 198.51.100.0/24 and 2001:db8::/32 are for documentation: no machine has them (RFC 5737, 3849). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "198.51.100.7",
                "2001:db8::1",
                "pbx.example",
                "999.1.1.1",
                "127.0.0",
                "127.0.0.1.",
                "x::1",
                "1.2.3.4:80",
                "[::1]",
                "",
                " "
            })
    void addressesThatCannot(String address) {
        assertThat(local.test(address)).isFalse();
    }
}
