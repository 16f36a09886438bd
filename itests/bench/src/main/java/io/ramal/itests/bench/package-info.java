/**
 * What thousands of extensions cost: the built distribution as a process, a real PostgreSQL, simulated calls. Linux only, as
 * memory and limits are read from {@code /proc}. Begin at {@link io.ramal.itests.bench.ExtensionsBench}.
 */
package io.ramal.itests.bench;
