/** The conversation with a resident: who is at the gate, and one question that only a clear yes answers with yes. */
@org.jspecify.annotations.NullMarked
package io.ramal.doorman.internal.resident;
