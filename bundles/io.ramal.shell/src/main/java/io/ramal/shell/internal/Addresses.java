package io.ramal.shell.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.regex.Pattern;

/** The address at which a pair is reached. Never asks a name server. */
public final class Addresses {
    /** What reaches a pair that listens on all interfaces, from this machine. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Addresses() {}

    /** What Asterisk dials for a pair whose row holds {@code address}: that address, unless it stands for all. */
    public static String forAsterisk(String address) {
        try {
            return NUMERIC.matcher(address).matches()
                            && !InetAddress.getByName(address).isAnyLocalAddress()
                    ? bracketed(address)
                    : LOOPBACK;
        } catch (IOException e) {
            return LOOPBACK;
        }
    }

    /**
     * What a caller on this machine dials for a pair whose row holds {@code address}: an address of this machine is bound
     * alone, for any other one all interfaces are.
     */
    public static String local(String address) {
        String dialled = forAsterisk(address);
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(dialled)) == null ? LOOPBACK : dialled;
        } catch (IOException e) {
            return LOOPBACK;
        }
    }

    private static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
