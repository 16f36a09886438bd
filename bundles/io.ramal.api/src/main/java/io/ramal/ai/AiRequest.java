package io.ramal.ai;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import java.util.Locale;
import java.util.UUID;

/** With whom the backend talks. */
public record AiRequest(UUID callId, LegRole role, Extension extension, Locale language) {}
