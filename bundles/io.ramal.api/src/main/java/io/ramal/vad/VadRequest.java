package io.ramal.vad;

import io.ramal.call.LegRole;
import java.util.UUID;

/** Whose speech is to be detected. */
public record VadRequest(UUID callId, LegRole role) {}
