/** Which pairs exist and listen. */
@org.jspecify.annotations.NullMarked
package io.ramal.extensions;
