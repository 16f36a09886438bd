/** Rings residents through Asterisk's manager interface. */
@org.jspecify.annotations.NullMarked
package io.ramal.dial.ami;
