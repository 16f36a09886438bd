package io.ramal.visit.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The hosts, besides the visitor's, from which a resident's leg may come. Names are never looked up. Immutable. */
final class Hosts {
    /** The visitor's only. */
    static final Hosts NONE = new Hosts(false, List.of());

    private static final String ANY = "any";
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** An address and how many of its first bits count. */
    private record Network(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if (((address[i >> 3] ^ other[i >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final boolean any;
    private final List<Network> networks;

    private Hosts(boolean any, List<Network> networks) {
        this.any = any;
        this.networks = networks;
    }

    /**
     * Reads a list of addresses and networks separated by commas, or {@code any}.
     *
     * @throws IllegalArgumentException naming the entry that is none of them
     */
    static Hosts parse(String list) {
        boolean any = false;
        List<Network> networks = new ArrayList<>();
        for (String entry : list.split(",")) {
            String e = entry.strip();
            if (e.equalsIgnoreCase(ANY)) {
                any = true;
            } else if (!e.isEmpty()) {
                networks.add(network(e));
            }
        }
        return new Hosts(any, List.copyOf(networks));
    }

    boolean allow(InetAddress host) {
        byte[] address = host.getAddress();
        return any || networks.stream().anyMatch(n -> n.holds(address));
    }

    private static Network network(String entry) {
        int slash = entry.indexOf('/');
        byte[] address = address(slash < 0 ? entry : entry.substring(0, slash), entry);
        int all = address.length * 8;
        int bits = all;
        if (slash >= 0) {
            try {
                bits = Integer.parseInt(entry.substring(slash + 1));
            } catch (NumberFormatException e) {
                bits = -1;
            }
        }
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("'" + entry + "' has no prefix length of 0 to " + all);
        }
        return new Network(address, bits);
    }

    private static byte[] address(String literal, String entry) {
        try {
            // only literals get here, and of those none is looked up
            if (IPV4.matcher(literal).matches() || IPV6.matcher(literal).matches()) {
                return InetAddress.getByName(literal).getAddress();
            }
        } catch (UnknownHostException e) {
            // told below: whatever is wrong with it, it is no address
        }
        throw new IllegalArgumentException("'" + entry + "' is neither an IP address nor a network like 10.0.0.0/8");
    }
}
