/** The files of {@code config/asterisk}, filled in for the pairs that run. */
@org.jspecify.annotations.NullMarked
package io.ramal.extensions.internal.asterisk;
