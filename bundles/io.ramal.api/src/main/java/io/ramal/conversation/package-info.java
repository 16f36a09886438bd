/**
 * The seam between a visit and the conversation held on its legs.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
@org.jspecify.annotations.NullMarked
package io.ramal.conversation;
