package io.ramal.call;

import io.ramal.extension.Extension;
import java.net.InetSocketAddress;
import java.util.UUID;

/**
 * What the transport knows of a leg.
 *
 * @param callId the UUID Asterisk sent first
 * @param role by the port it came in on
 * @param extension the pair that port belongs to
 * @param remote the peer's address
 */
public record LineInfo(UUID callId, LegRole role, Extension extension, InetSocketAddress remote) {}
