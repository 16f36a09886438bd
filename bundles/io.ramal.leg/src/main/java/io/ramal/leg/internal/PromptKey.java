package io.ramal.leg.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes two prompts sound the same.
 *
 * @param provider id of the engine
 * @param voice the engine's own key of the voice
 * @param language language tag of the text
 */
record PromptKey(String provider, String voice, String language, String text) {
    /** How the sound is kept. */
    private static final String FORMAT = "slin8k/160";

    PromptKey withText(String other) {
        return new PromptKey(provider, voice, language, other);
    }

    /** Everything in one string. */
    String canonical() {
        return String.join("\n", provider, voice, language, FORMAT, text);
    }

    /** SHA-256 of {@link #canonical}, in hex: the name of the prompt's file. */
    String hash() {
        try {
            byte[] b = MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(b);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
