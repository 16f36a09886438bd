package io.ramal.audiosocket.internal;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The addresses that may connect; an empty list lets everybody in. Immutable. */
final class AllowList {
    private final List<IpSubnetFilterRule> rules;

    private AllowList(List<IpSubnetFilterRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads addresses ({@code 10.0.0.5}, {@code 2001:db8::1}) and subnets ({@code 10.0.0.0/8}, {@code 2001:db8::/32}).
     *
     * @throws IllegalArgumentException naming the entry that is neither
     */
    static AllowList parse(List<String> entries) {
        List<IpSubnetFilterRule> rules = new ArrayList<>();
        for (String entry : entries) {
            String e = entry.strip();
            if (!e.isEmpty()) {
                rules.add(rule(e));
            }
        }
        return new AllowList(rules);
    }

    boolean allows(InetSocketAddress remote) {
        return rules.isEmpty() || rules.stream().anyMatch(rule -> rule.matches(remote));
    }

    private static IpSubnetFilterRule rule(String entry) {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        boolean v4 = NetUtil.isValidIpV4Address(address);
        // names are not looked up: a resolver must not decide who may connect
        if (!v4 && !NetUtil.isValidIpV6Address(address)) {
            throw new IllegalArgumentException("'" + entry + "' is neither an IP address nor a subnet like 10.0.0.0/8");
        }
        int bits = v4 ? 32 : 128;
        int prefix = bits;
        if (slash >= 0) {
            try {
                prefix = Integer.parseInt(entry.substring(slash + 1));
            } catch (NumberFormatException e) {
                prefix = -1;
            }
        }
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("'" + entry + "' has no prefix length of 0 to " + bits);
        }
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
