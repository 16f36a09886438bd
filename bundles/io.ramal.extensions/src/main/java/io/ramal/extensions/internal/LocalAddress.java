package io.ramal.extensions.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address is one of this machine's. Names are not looked up, as that may block for long: except for
 * {@code localhost} they count as somebody else's.
 */
final class LocalAddress implements Predicate<String> {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    @Override
    public boolean test(String address) {
        if (address.equals("localhost")) {
            return true;
        }
        InetAddress parsed = parse(address);
        try {
            return parsed != null
                    && (parsed.isAnyLocalAddress()
                            || parsed.isLoopbackAddress()
                            || NetworkInterface.getByInetAddress(parsed) != null);
        } catch (SocketException e) {
            return false;
        }
    }

    /** Whether it is an address and no name. */
    static boolean isLiteral(String address) {
        return parse(address) != null;
    }

    private static @Nullable InetAddress parse(String address) {
        boolean v6 = address.indexOf(':') >= 0;
        if (!v6 && !IPV4.matcher(address).matches()) {
            return null;
        }
        try {
            // brackets keep the JDK from taking what is no address for a name
            return InetAddress.getByName(v6 ? '[' + address + ']' : address);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
