/**
 * From the wire to the seam: {@link io.ramal.dial.ami.internal.Message} and {@link
 * io.ramal.dial.ami.internal.Action} are its two kinds of text, {@link io.ramal.dial.ami.internal.Link} is one
 * connection, {@link io.ramal.dial.ami.internal.Manager} keeps one up, {@link
 * io.ramal.dial.ami.internal.AmiProvider} hands out attempts and {@link io.ramal.dial.ami.internal.Gate} opens gates.
 *
 * <p>Two threads: one connects and reads, the desk does everything else. What belongs to the desk needs no lock.
 *
 * <p>The client is our own, because the protocol is lines of text and the one library for it does not fit:
 * asterisk-java 3.42 looks its event classes up by scanning the class path, finds none inside OSGi and then drops every
 * event; its reconnecting can neither be paced nor switched off; it logs what callers are called, and gate codes digit by
 * digit; and it brings Guava, Reflections and Javassist.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.dial.ami.internal;
