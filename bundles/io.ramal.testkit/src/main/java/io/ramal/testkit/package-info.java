/** Fakes of every seam and a clock that stands still, for the tests of all bundles. In no production feature. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package io.ramal.testkit;
