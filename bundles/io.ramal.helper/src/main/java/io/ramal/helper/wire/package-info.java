/** What the server and its helper process say to each other over the helper's standard input and output. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.helper.wire;
