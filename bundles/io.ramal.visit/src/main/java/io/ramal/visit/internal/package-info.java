/** Visits, their story, and the component that takes lines in. */
@org.jspecify.annotations.NullMarked
package io.ramal.visit.internal;
