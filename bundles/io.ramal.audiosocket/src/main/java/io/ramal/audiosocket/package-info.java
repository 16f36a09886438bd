/** Wire codec and TCP ports; turns a connection into a line. */
@org.jspecify.annotations.NullMarked
package io.ramal.audiosocket;
