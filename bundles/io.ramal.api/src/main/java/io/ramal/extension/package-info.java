/**
 * Which pairs of extensions exist, where they listen and how they fare.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
@org.jspecify.annotations.NullMarked
package io.ramal.extension;
