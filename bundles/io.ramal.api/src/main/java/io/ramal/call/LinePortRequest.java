package io.ramal.call;

import io.ramal.extension.Extension;

/**
 * A port to open.
 *
 * @param extension the pair it serves
 * @param role who comes in on it
 * @param address the address to bind
 * @param port TCP port; 0 lets the system choose
 */
public record LinePortRequest(Extension extension, LegRole role, String address, int port) {}
