package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                     | 127.0.0.1   | false",
                "10.0.0.5               | 10.0.0.5    | true",
                "10.0.0.5               | 10.0.0.6    | false",
                "10.1.0.0/16            | 10.1.255.3  | true",
                "10.1.0.0/16            | 10.2.0.1    | false",
                "10.0.0.128/25          | 10.0.0.127  | false",
                "10.0.0.128/25          | 10.0.0.129  | true",
                "0.0.0.0/0              | 8.8.8.8     | true",
                "0.0.0.0/0              | ::1         | false",
                "192.0.2.1 , 2001:db8::/32 | 2001:db8:7::1 | true",
                "2001:db8::/32          | 2001:db9::1 | false",
                "any                    | 203.0.113.9 | true",
                "10.0.0.1,ANY           | ::1         | true",
            })
    void whoMayComeIn(String list, String host, boolean allowed) throws UnknownHostException {
        assertThat(Hosts.parse(list).allow(InetAddress.getByName(host))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"asterisk", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::g", "1:2"})
    void whatIsNoAddressIsAnErrorAndIsNeverLookedUp(String entry) {
        assertThatThrownBy(() -> Hosts.parse("10.0.0.1," + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }
}
