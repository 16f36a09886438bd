/** The conversation of a gatehouse. */
@org.jspecify.annotations.NullMarked
package io.ramal.doorman;
