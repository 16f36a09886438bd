/**
 * What people say, as text, made comparable. A library without state: everything here is immutable and may be used by any
 * thread.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
@org.jspecify.annotations.NullMarked
package io.ramal.text;
