/**
 * A speech engine in a process of its own: the server's side. Starts helper processes, gives each one sentence at a time,
 * replaces those that die, stall or talk nonsense. A library, not a service; for engines that may not or should not be
 * loaded into the server.
 *
 * <p>A sentence's way: {@link io.ramal.helper.HelperSession} → {@link io.ramal.helper.SpeechJob} → {@link
 * io.ramal.helper.HelperPool} (queue) → {@code HelperSlot} (one process, supervised) → {@link io.ramal.helper.Helper} →
 * back into the job, to the listener. All state of pool, slots and jobs lives on one thread, the {@link
 * io.ramal.helper.Loop}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.helper;
