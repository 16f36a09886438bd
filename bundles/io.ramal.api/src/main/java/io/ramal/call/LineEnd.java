package io.ramal.call;

/** How a line ended. */
public enum LineEnd {
    /** The peer closed the connection or sent a hangup frame: the caller hung up. */
    CALLER_HANGUP,
    /** We hung up and the peer acknowledged by closing. */
    LOCAL_HANGUP,
    /** The connection was reset or failed. */
    RESET,
    /** The peer was silent for too long, or did not close after our hangup. */
    TIMEOUT,
    /** The peer sent what is no AudioSocket. */
    PROTOCOL_ERROR,
    /** The server is stopping. */
    SHUTDOWN
}
