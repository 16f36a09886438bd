package io.ramal.extensions.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
        boolean v6 = address.indexOf(':') >= 0;
        if (!v6 && !IPV4.matcher(address).matches()) {
            return false;
        }
        try {
            // brackets keep the JDK from taking what is no address for a name
            InetAddress parsed = InetAddress.getByName(v6 ? '[' + address + ']' : address);
            return parsed.isAnyLocalAddress()
                    || parsed.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(parsed) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
