/**
 * Rings residents through Asterisk's manager interface: an Originate that brings the answered phone to the return
 * extension with the visit's UUID.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.dial.ami;
