/**
 * From a TCP connection to a {@link io.ramal.call.Line}.
 *
 * <p>The way of a connection: {@code LinePortImpl} accepts it, {@code Doorstep} waits for its UUID, {@code SocketLine} is
 * the line while it is up, {@code Farewell} waits for the peer's end after a hangup. {@code FrameDecoder} cuts the bytes
 * into {@code Message}s before them, {@code ReadLimiter} keeps a flood from taking the thread. {@code Metronome} beats
 * the 20 ms of all lines of one event loop.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.audiosocket.internal;
