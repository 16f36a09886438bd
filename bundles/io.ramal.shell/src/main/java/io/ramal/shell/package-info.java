/** Karaf commands ramal:*. */
@org.jspecify.annotations.NullMarked
package io.ramal.shell;
