package io.ramal.audiosocket.internal;

/** Why a connection did not become a line. */
enum Refusal {
    ADDRESS("its address is not in the allow list (key allow)"),
    HANDSHAKE_TIMEOUT("it did not send its UUID within handshake.timeout.ms"),
    CROWDED_OUT("more than strangers.max connections had no line; the oldest was closed"),
    CONNECTIONS_MAX("connections.max lines are up"),
    CONNECTIONS_PER_ADDRESS_MAX("connections.per.address.max lines of its address are up"),
    NO_ACCEPTOR("nobody takes calls now"),
    DECLINED("the call was declined"),
    ACCEPTOR_FAILED("taking the call failed"),
    PORT_CLOSED("its port was closed before it sent its UUID"),
    STOPPING("the server is stopping");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** For people, to be put after "because". */
    String text() {
        return text;
    }
}
