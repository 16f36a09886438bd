package io.ramal.conversation;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * With whom a conversation is held.
 *
 * @param language the language to begin in
 * @param executor the leg's thread: the session is called on it and calls its listener on it
 */
public record ConversationRequest(UUID callId, LegRole role, Extension extension, Locale language, Executor executor) {}
