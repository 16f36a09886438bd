package io.ramal.audiosocket.internal;

import java.time.Duration;

/**
 * How connections are treated; validated. A connection keeps the settings it began with.
 *
 * @param handshakeTimeout a connection without its UUID for this long is closed
 * @param hangupTimeout how long the peer's end is awaited after our hangup
 * @param writeTimeout a peer that takes none of our sound for this long is held for dead
 * @param inboundTimeout a peer that sends nothing for this long is held for dead; zero is never
 * @param inboundBurst how much sound may come at once beyond real time
 * @param maxConnections lines up at most
 * @param maxConnectionsPerAddress lines up at most from one address
 * @param maxStrangers connections at most that are no line
 * @param maxPayload longest sound payload in bytes
 * @param allow who may connect
 */
record Settings(
        Duration handshakeTimeout,
        Duration hangupTimeout,
        Duration writeTimeout,
        Duration inboundTimeout,
        Duration inboundBurst,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxStrangers,
        int maxPayload,
        AllowList allow) {}
