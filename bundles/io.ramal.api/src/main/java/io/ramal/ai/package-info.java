/**
 * The seam for the backend that thinks: what the caller said in, what to answer out.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
@org.jspecify.annotations.NullMarked
package io.ramal.ai;
