/** One leg's ears and mouth. */
@org.jspecify.annotations.NullMarked
package io.ramal.leg;
