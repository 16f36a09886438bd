/** The table of providers and the component that keeps it. */
@org.jspecify.annotations.NullMarked
package io.ramal.registry.internal;
